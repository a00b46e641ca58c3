package yardstick.catalog.attribute;

import java.math.MathContext;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.YearMonth;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import yardstick.catalog.attribute.Reading.Rule;
import yardstick.kernel.Language;

/** Reads stated values by the kind of their attribute. Nothing is lost: what is not understood is shown as stated. */
final class ValueReader {

    private static final Pattern LIST = Pattern.compile("\\s*[,;/、，；+&|]\\s*|\\s+(?:and|with|和|与)\\s+");
    private static final Pattern SHARE =
            Pattern.compile("^\\d{1,3}(?:\\.\\d+)?\\s*%\\s*|\\s*[(（]?\\d{1,3}(?:\\.\\d+)?\\s*%[)）]?$");
    private static final Set<String> YES =
            Set.of("yes", "y", "true", "1", "是", "有", "支持", "含", "可", "√", "✓", "✔", "included");
    private static final Set<String> NO =
            Set.of("no", "n", "false", "0", "否", "无", "不支持", "不含", "不可", "×", "✗", "none");
    private static final Pattern ROUND =
            Pattern.compile("^(?:[øØ⌀Φφ]|dia\\.?|diameter|直径)\\s*(?=\\d)", Pattern.CASE_INSENSITIVE);
    private static final Pattern DAY = Pattern.compile("(\\d{4})[-/.年](\\d{1,2})(?:[-/.月](\\d{1,2})日?|月)?");
    private static final MathContext KEY_DIGITS = new MathContext(12);

    private final Lexicon lexicon;

    ValueReader(Lexicon lexicon) {
        this.lexicon = lexicon;
    }

    Reading read(Attribute attribute, String value) {
        return switch (attribute.kind()) {
            case NUMBER -> number(attribute, value);
            case ENUM, COLOUR -> choices(attribute, value);
            case BOOLEAN -> yesNo(attribute, value);
            case SIZE -> size(attribute, value);
            case DATE -> date(attribute, value);
            case TEXT, REFERENCE -> plain(attribute, value, Rule.TEXT);
        };
    }

    private static Reading plain(Attribute attribute, String value, Rule rule) {
        List<String> keys = attribute.facet() ? List.of(value) : List.of();
        return new Reading(attribute, value, value, keys, null, null, rule, List.of());
    }

    private static Reading number(Attribute attribute, String value) {
        Unit target = attribute.unitOf().orElse(null);
        Optional<Measure> measure = Measure.parse(value, target);
        if (measure.isEmpty()) {
            return new Reading(attribute, value, value, List.of(), null, null, Rule.NOT_UNDERSTOOD, List.of());
        }
        Measure found = measure.get().unit() == null ? new Measure(measure.get().amount(), target) : measure.get();
        String key = Unit.plain(found.in(target).round(KEY_DIGITS)).toPlainString();
        return new Reading(
                attribute,
                found.text(Language.EN),
                found.text(Language.ZH),
                List.of(key),
                found.amount(),
                found.unit() == null ? null : found.unit().ucum(),
                Rule.MEASURE,
                List.of());
    }

    private Reading choices(Attribute attribute, String value) {
        List<String> parts = lexicon.choice(attribute, value).isPresent()
                ? List.of(value)
                : Arrays.stream(LIST.split(value))
                        .filter(part -> !part.isBlank())
                        .limit(12)
                        .toList();
        Set<String> keys = new LinkedHashSet<>();
        Set<String> english = new LinkedHashSet<>();
        Set<String> chinese = new LinkedHashSet<>();
        List<String> unknown = new ArrayList<>();
        for (String part : parts) {
            Optional<Choice> choice = choice(attribute, part);
            if (choice.isPresent()) {
                keys.add(choice.get().code());
                english.add(choice.get().name(Language.EN));
                chinese.add(choice.get().name(Language.ZH));
            } else {
                unknown.add(part.strip());
                english.add(part.strip());
                chinese.add(part.strip());
            }
        }
        return new Reading(
                attribute,
                String.join(", ", english),
                String.join("、", chinese),
                List.copyOf(keys),
                null,
                null,
                unknown.isEmpty() ? Rule.CHOICE : Rule.NEW_CHOICE,
                List.copyOf(unknown));
    }

    /** {@code 80% cotton} is cotton. */
    private Optional<Choice> choice(Attribute attribute, String part) {
        return lexicon.choice(attribute, part)
                .or(() -> lexicon.choice(attribute, SHARE.matcher(part).replaceAll("")));
    }

    private static Reading yesNo(Attribute attribute, String value) {
        String word = value.strip().toLowerCase(Locale.ROOT);
        if (!YES.contains(word) && !NO.contains(word)) {
            return plain(attribute, value, Rule.NOT_UNDERSTOOD);
        }
        boolean yes = YES.contains(word);
        return new Reading(
                attribute,
                yesOrNo(yes, Language.EN),
                yesOrNo(yes, Language.ZH),
                List.of(yes ? "yes" : "no"),
                null,
                null,
                Rule.BOOLEAN,
                List.of());
    }

    static String yesOrNo(boolean yes, Language language) {
        if (language == Language.ZH) {
            return yes ? "是" : "否";
        }
        return yes ? "Yes" : "No";
    }

    /** {@code 38 × 26 cm}, {@code Ø 26 cm}, {@code 42码}, or a label such as {@code XL} or {@code A5}. */
    private static Reading size(Attribute attribute, String value) {
        String text = value.strip();
        boolean round = ROUND.matcher(text).find();
        String sides = ROUND.matcher(text).replaceFirst("");
        Matcher shoe = Pattern.compile("(\\d{2}(?:\\.5)?)\\s*码").matcher(text);
        if (attribute.code().equals("size") && shoe.matches()) {
            return sized(attribute, shoe.group(1), shoe.group(1) + " 码", Rule.LABEL);
        }
        String[] parts = sides.split("\\s*[x×*✕X]\\s*");
        String unitWord = parts[parts.length - 1].replaceFirst("^[\\d.,/\\s]+", "");
        List<Unit> units = unitWord.isBlank() ? List.of() : Unit.byWord(unitWord);
        if (!units.isEmpty()) {
            List<String> amounts = new ArrayList<>();
            for (String part : parts) {
                Measure.parse(part, units.getFirst())
                        .ifPresent(side -> amounts.add(
                                Unit.plain(side.in(units.getFirst())).toPlainString()));
            }
            if (amounts.size() == parts.length) {
                String product = String.join(" × ", amounts) + " ";
                return sized(
                        attribute,
                        (round ? "Ø " : "") + product + units.getFirst().label(Language.EN),
                        (round ? "直径 " : "") + product + units.getFirst().label(Language.ZH),
                        Rule.MEASURES);
            }
        }
        return sized(attribute, text, text, Rule.LABEL);
    }

    private static Reading sized(Attribute attribute, String english, String chinese, Rule rule) {
        return new Reading(attribute, english, chinese, List.of(english), null, null, rule, List.of());
    }

    private static Reading date(Attribute attribute, String value) {
        Matcher matcher = DAY.matcher(value.strip());
        try {
            if (matcher.matches()) {
                int year = Integer.parseInt(matcher.group(1));
                int month = Integer.parseInt(matcher.group(2));
                String day = matcher.group(3);
                String iso = day == null
                        ? YearMonth.of(year, month).toString()
                        : LocalDate.of(year, month, Integer.parseInt(day)).toString();
                return new Reading(attribute, iso, iso, List.of(iso), null, null, Rule.DATE, List.of());
            }
        } catch (DateTimeException e) {
            return plain(attribute, value, Rule.NOT_UNDERSTOOD);
        }
        return plain(attribute, value, Rule.NOT_UNDERSTOOD);
    }
}

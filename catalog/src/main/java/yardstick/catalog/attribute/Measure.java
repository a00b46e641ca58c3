package yardstick.catalog.attribute;

import java.math.BigDecimal;
import java.math.MathContext;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Language;

/**
 * An amount with its unit as people write it: {@code 0.5kg}, {@code 16 OZ.}, {@code 1 1/2 lb}, {@code 2斤3两},
 * {@code 半斤}, {@code 1,5 l}, {@code 5 ft 3 in}. Ranges and several measures are not one amount.
 *
 * @param unit null for a plain number
 */
record Measure(BigDecimal amount, @Nullable Unit unit) {

    private static final String FRACTION = "[1-9]\\d?/[1-9]\\d?";
    private static final Pattern PART = Pattern.compile("(\\d+ " + FRACTION + "|" + FRACTION
            + "|\\d{1,3}(?:,\\d{3})+(?:\\.\\d+)?|\\d+[.,]\\d+|\\.\\d+|\\d+|[半一二两三四五六七八九十])\\s?-?\\s?"
            + "([^\\d\\s][^\\d]*?)?\\s*(?=\\d|\\.\\d|$|[半一二三四五六七八九十])");
    private static final Map<String, String> CHINESE = Map.ofEntries(
            Map.entry("半", "0.5"),
            Map.entry("一", "1"),
            Map.entry("二", "2"),
            Map.entry("两", "2"),
            Map.entry("三", "3"),
            Map.entry("四", "4"),
            Map.entry("五", "5"),
            Map.entry("六", "6"),
            Map.entry("七", "7"),
            Map.entry("八", "8"),
            Map.entry("九", "9"),
            Map.entry("十", "10"));
    private static final int LONGEST = 60;

    /** @param target unit the attribute is compared in; decides between readings of a word and rejects other kinds */
    static Optional<Measure> parse(String text, @Nullable Unit target) {
        if (text.length() > LONGEST) {
            return Optional.empty();
        }
        String plain = Normalizer.normalize(vulgar(text), Normalizer.Form.NFKC)
                .replace('\u2044', '/')
                .replaceFirst("^\\s*(?:约|大约|approx\\.?|about|ca\\.|~|≈)\\s*", "")
                .strip();
        List<Measure> parts = new ArrayList<>();
        Matcher matcher = PART.matcher(plain);
        int end = 0;
        while (matcher.find() && matcher.start() == end) {
            Optional<Measure> part = part(matcher.group(1), matcher.group(2), target);
            if (part.isEmpty()) {
                return Optional.empty();
            }
            parts.add(part.get());
            end = matcher.end();
        }
        return end == plain.length() ? sum(parts) : Optional.empty();
    }

    private static String vulgar(String text) {
        StringBuilder spaced = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            boolean fraction = c == '½' || c == '¼' || c == '¾' || c >= '⅐' && c <= '⅞';
            if (fraction && i > 0 && Character.isDigit(text.charAt(i - 1))) {
                spaced.append(' ');
            }
            spaced.append(c);
        }
        return spaced.toString();
    }

    private static Optional<Measure> part(String number, @Nullable String word, @Nullable Unit target) {
        BigDecimal amount = number(number);
        if (word == null || word.isBlank()) {
            return Optional.of(new Measure(amount, null));
        }
        return Unit.byWord(word).stream()
                .filter(unit -> target == null || unit.sameKind(target))
                .findFirst()
                .map(unit -> new Measure(amount, unit));
    }

    private static BigDecimal number(String text) {
        String chinese = CHINESE.get(text);
        if (chinese != null) {
            return new BigDecimal(chinese);
        }
        int slash = text.indexOf('/');
        if (slash >= 0) {
            int blank = text.indexOf(' ');
            BigDecimal whole = blank < 0 ? BigDecimal.ZERO : new BigDecimal(text.substring(0, blank));
            return whole.add(new BigDecimal(text.substring(blank + 1, slash))
                    .divide(new BigDecimal(text.substring(slash + 1)), MathContext.DECIMAL128));
        }
        boolean thousands = text.matches("[1-9]\\d{0,2}(?:,\\d{3})+(?:\\.\\d+)?");
        return new BigDecimal(thousands ? text.replace(",", "") : text.replace(',', '.'));
    }

    /** {@code 5 ft 3 in}: units of one kind, each smaller than the one before. */
    private static Optional<Measure> sum(List<Measure> parts) {
        if (parts.isEmpty()) {
            return Optional.empty();
        }
        Measure total = parts.getFirst();
        Unit unit = total.unit();
        for (Measure part : parts.subList(1, parts.size())) {
            Unit smaller = part.unit();
            if (unit == null || smaller == null || !unit.sameKind(smaller)) {
                return Optional.empty();
            }
            BigDecimal one = smaller.convert(BigDecimal.ONE, unit);
            if (one.compareTo(BigDecimal.ONE) >= 0) {
                return Optional.empty();
            }
            total = new Measure(total.amount().add(smaller.convert(part.amount(), unit)), unit);
        }
        return Optional.of(total);
    }

    /** The amount in the target unit; a plain number is taken to be in it already. */
    BigDecimal in(@Nullable Unit target) {
        return unit == null || target == null ? Unit.plain(amount) : unit.convert(amount, target);
    }

    String text(Language language) {
        String number = Unit.plain(amount).toPlainString();
        return unit == null ? number : number + " " + unit.label(language);
    }
}

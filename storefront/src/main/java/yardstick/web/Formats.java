package yardstick.web;

import com.ibm.icu.text.DateTimePatternGenerator;
import com.ibm.icu.text.DecimalFormat;
import com.ibm.icu.text.NumberFormat;
import com.ibm.icu.util.Currency;
import com.ibm.icu.util.ULocale;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import yardstick.kernel.Language;
import yardstick.kernel.Money;

/** Amounts, numbers and dates as a language writes them; patterns come from ICU once, not per use. */
public final class Formats {

    private static final DateTimeFormatter CLOCK = DateTimeFormatter.ofPattern("HH:mm", java.util.Locale.ROOT);

    private static final Map<Language, Formats> ALL = new ConcurrentHashMap<>();

    private record Affixes(String before, String after, int digits) {}

    private final ULocale locale;
    private final char grouping;
    private final char decimal;
    private final DateTimeFormatter moment;
    private final DateTimeFormatter day;
    private final Map<String, Affixes> currencies = new ConcurrentHashMap<>();

    private Formats(Language language) {
        this.locale = ULocale.forLanguageTag(language.tag());
        DecimalFormat plain = (DecimalFormat) NumberFormat.getInstance(locale);
        this.grouping = plain.getDecimalFormatSymbols().getGroupingSeparator();
        this.decimal = plain.getDecimalFormatSymbols().getDecimalSeparator();
        DateTimePatternGenerator patterns = DateTimePatternGenerator.getInstance(locale);
        this.moment = DateTimeFormatter.ofPattern(patterns.getBestPattern("yMMMdHm"), language.locale());
        this.day = DateTimeFormatter.ofPattern(patterns.getBestPattern("yMMMd"), language.locale());
    }

    public static Formats of(Language language) {
        return ALL.computeIfAbsent(language, Formats::new);
    }

    private Affixes affixes(String currency) {
        DecimalFormat format = (DecimalFormat) NumberFormat.getCurrencyInstance(locale);
        format.setCurrency(Currency.getInstance(currency));
        return new Affixes(
                spaced(format.getPositivePrefix()), format.getPositiveSuffix(), Money.fractionDigits(currency));
    }

    /** A code of letters stands apart from the digits, a sign does not (CLDR currency spacing). */
    private static String spaced(String prefix) {
        boolean letters = !prefix.isEmpty() && Character.isLetter(prefix.charAt(prefix.length() - 1));
        return letters ? prefix + '\u00a0' : prefix;
    }

    public String money(Money money) {
        Affixes affixes = currencies.computeIfAbsent(money.currency(), this::affixes);
        StringBuilder text = new StringBuilder(16);
        if (money.isNegative()) {
            text.append('\u2212');
        }
        text.append(affixes.before());
        digits(text, Math.abs(money.minor()), affixes.digits());
        return text.append(affixes.after()).toString();
    }

    /** Whole number with the language's grouping. */
    public String number(long value) {
        StringBuilder text = new StringBuilder(12);
        if (value < 0) {
            text.append('\u2212');
        }
        digits(text, Math.abs(value), 0);
        return text.toString();
    }

    private void digits(StringBuilder text, long value, int fraction) {
        String all = Long.toString(value);
        if (all.length() <= fraction) {
            all = "0".repeat(fraction - all.length() + 1) + all;
        }
        int whole = all.length() - fraction;
        for (int i = 0; i < whole; i++) {
            if (i > 0 && (whole - i) % 3 == 0) {
                text.append(grouping);
            }
            text.append(all.charAt(i));
        }
        if (fraction > 0) {
            text.append(decimal).append(all, whole, all.length());
        }
    }

    /** 1250 is 12.5 %. */
    public String percent(int basisPoints) {
        StringBuilder text = new StringBuilder(8);
        text.append(basisPoints / 100);
        int rest = Math.abs(basisPoints % 100);
        if (rest > 0) {
            text.append(decimal).append(rest / 10);
            if (rest % 10 > 0) {
                text.append(rest % 10);
            }
        }
        return text.append('%').toString();
    }

    /** The name of a country by its ISO 3166 code; a code that names none is shown as it is. */
    public String country(String code) {
        return code.isEmpty() ? code : new ULocale("und", code).getDisplayCountry(locale);
    }

    public String moment(Instant instant, ZoneId zone) {
        return moment.format(instant.atZone(zone));
    }

    public String day(Instant instant, ZoneId zone) {
        return day.format(instant.atZone(zone));
    }

    public String date(LocalDate date) {
        return day.format(date);
    }

    /** Day and time of both ends of a span of hours. */
    public String span(Instant from, Instant to, ZoneId zone) {
        return moment(from, zone) + '\u2013' + CLOCK.format(to.atZone(zone));
    }
}

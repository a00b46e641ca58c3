package yardstick.catalog.match;

import java.util.List;
import java.util.Locale;
import java.util.OptionalDouble;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A field that is one number, one duration or one day: {@code $ 1.29}, {@code 8.10 %}, {@code 3:34}, {@code 18-May-15}. */
final class Quantity {

    private static final Pattern NUMBER = Pattern.compile(
            "[^\\d\\p{L}]*(\\d+(?:,\\d{3})*(?:\\.\\d+)?)\\s*(?:%|[\\p{Sc}]|usd|eur|cny|[a-z]{0,3})\\s*\\.?");
    private static final Pattern CLOCK = Pattern.compile("(?:(\\d{1,2}):)?(\\d{1,2}):(\\d{2})");
    private static final Pattern DAY_MONTH = Pattern.compile("(\\d{1,2})[ .-]+([a-z]{3})[a-z]*[ .,-]+(\\d{4}|\\d{2})");
    private static final Pattern MONTH_DAY = Pattern.compile("([a-z]{3})[a-z]*[ .-]+(\\d{1,2})[ .,-]+(\\d{4}|\\d{2})");
    private static final Pattern ISO = Pattern.compile("(\\d{4})[-/.](\\d{1,2})[-/.](\\d{1,2})");
    private static final List<String> MONTHS =
            List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

    private Quantity() {}

    static OptionalDouble of(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        Matcher clock = CLOCK.matcher(plain);
        if (clock.matches()) {
            int hours = clock.group(1) == null ? 0 : Integer.parseInt(clock.group(1));
            return OptionalDouble.of(
                    hours * 3600 + Integer.parseInt(clock.group(2)) * 60 + Integer.parseInt(clock.group(3)));
        }
        OptionalDouble day = day(plain);
        if (day.isPresent()) {
            return day;
        }
        Matcher number = NUMBER.matcher(plain);
        return number.matches() && number.group(1).length() < 16
                ? OptionalDouble.of(Double.parseDouble(number.group(1).replace(",", "")))
                : OptionalDouble.empty();
    }

    /** Days, months counted as 31, so that equal days are equal numbers. */
    private static OptionalDouble day(String plain) {
        Matcher iso = ISO.matcher(plain);
        if (iso.matches()) {
            return OptionalDouble.of(days(iso.group(1), Integer.parseInt(iso.group(2)), iso.group(3)));
        }
        Matcher dayMonth = DAY_MONTH.matcher(plain);
        if (dayMonth.matches() && MONTHS.contains(dayMonth.group(2))) {
            return OptionalDouble.of(days(dayMonth.group(3), MONTHS.indexOf(dayMonth.group(2)) + 1, dayMonth.group(1)));
        }
        Matcher monthDay = MONTH_DAY.matcher(plain);
        if (monthDay.matches() && MONTHS.contains(monthDay.group(1))) {
            return OptionalDouble.of(days(monthDay.group(3), MONTHS.indexOf(monthDay.group(1)) + 1, monthDay.group(2)));
        }
        return OptionalDouble.empty();
    }

    private static double days(String year, int month, String day) {
        int full = Integer.parseInt(year);
        int century = full >= 100 ? full : full < 70 ? full + 2000 : full + 1900;
        return century * 372.0 + month * 31 + Integer.parseInt(day);
    }
}

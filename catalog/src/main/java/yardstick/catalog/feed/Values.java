package yardstick.catalog.feed;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.safety.Safelist;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Money;

/** Checks and converts single fields. */
final class Values {

    private static final int MAX_TEXT = 300;
    private static final int MAX_HTML = 20_000;
    private static final long MAX_MINOR = 1_000_000_000_000L;
    private static final Pattern BLANKS = Pattern.compile("[\\s\\p{Cntrl}\\u00a0]+");
    private static final Pattern DECIMAL = Pattern.compile("-?\\d{1,15}([.]\\d{1,10}|,\\d{1,2})?|-?[.]\\d{1,10}");
    /** {@code 15.00 USD}, {@code ¥1,299.00}. */
    private static final Pattern STATED =
            Pattern.compile("([A-Za-z]{3} ?|[¥￥£€$] ?)?(-?[\\d.,]{1,26})( ?[A-Za-z]{3}| ?[¥￥£€$元])?");

    private static final Pattern THOUSANDS = Pattern.compile("-?\\d{1,3}(,\\d{3})+(\\.\\d{1,4})?");
    private static final Pattern WHOLE = Pattern.compile("\\d{1,9}");
    private static final Pattern PATH = Pattern.compile("/?[\\p{L}\\p{N}_.-]+(/[\\p{L}\\p{N}_.-]+)*");
    private static final Pattern ADDRESS = Pattern.compile("(?i)https?://[^\\s\\p{Cntrl}\"<>]+");
    private static final int MAX_ADDRESS = 1_000;
    private static final Safelist SAFE =
            Safelist.relaxed().removeTags("img").addEnforcedAttribute("a", "rel", "nofollow");

    private Values() {}

    /** One line of text without control characters; null when there is nothing. */
    static @Nullable String text(String column, String raw) throws RowRefused {
        if (raw.isEmpty()) {
            return null;
        }
        String text = BLANKS.matcher(raw).replaceAll(" ").strip();
        if (text.length() > MAX_TEXT) {
            throw new RowRefused(column, text, "too_long");
        }
        if (text.indexOf('\ufffd') >= 0) {
            throw new RowRefused(column, text, "not_utf8");
        }
        return text.isEmpty() ? null : text;
    }

    /** Decimal amount to minor units, rounded half up; negative amounts are returned as they are. */
    static @Nullable Long minor(String column, String raw, String currency) throws RowRefused {
        String text = raw.strip();
        if (text.isEmpty()) {
            return null;
        }
        Matcher stated = STATED.matcher(text);
        String number = text;
        if (stated.matches()) {
            String sign = Optional.ofNullable(stated.group(1)).orElse("")
                    + Optional.ofNullable(stated.group(3)).orElse("");
            number = THOUSANDS.matcher(stated.group(2)).matches()
                    ? stated.group(2).replace(",", "")
                    : stated.group(2);
            if (!sign.isEmpty() && !means(sign.strip().toUpperCase(Locale.ROOT), currency)) {
                throw new RowRefused(column, text, "other_currency");
            }
        }
        if (!DECIMAL.matcher(number).matches()) {
            throw new RowRefused(column, text, "not_an_amount");
        }
        long minor = Money.ofMajor(new BigDecimal(number.replace(',', '.')), currency)
                .minor();
        if (Math.abs(minor) > MAX_MINOR) {
            throw new RowRefused(column, text, "too_large");
        }
        return minor;
    }

    /** A currency as it is written beside amounts. */
    private static boolean means(String sign, String currency) {
        return switch (sign) {
            case "¥", "￥" -> currency.equals("CNY") || currency.equals("JPY");
            case "元", "RMB" -> currency.equals("CNY");
            case "£" -> currency.equals("GBP");
            case "€" -> currency.equals("EUR");
            case "$" -> currency.endsWith("D");
            default -> sign.equals(currency);
        };
    }

    static @Nullable Integer whole(String column, String raw) throws RowRefused {
        String text = raw.strip();
        if (text.isEmpty()) {
            return null;
        }
        if (!WHOLE.matcher(text).matches()) {
            throw new RowRefused(column, text, "not_a_whole_number");
        }
        return Integer.valueOf(text);
    }

    /** GTIN-8, -12, -13 or -14 with its check digit (GS1 General Specifications, 7.9). */
    static @Nullable String gtin(String column, String raw) throws RowRefused {
        String text = raw.strip();
        if (text.isEmpty()) {
            return null;
        }
        boolean digits = text.chars().allMatch(c -> c >= '0' && c <= '9');
        boolean length = text.length() == 8 || text.length() >= 12 && text.length() <= 14;
        if (!digits || !length || checksum(text) % 10 != 0) {
            throw new RowRefused(column, text, "not_a_gtin");
        }
        return text;
    }

    private static int checksum(String digits) {
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            int weight = (digits.length() - i) % 2 == 0 ? 3 : 1;
            sum += weight * (digits.charAt(i) - '0');
        }
        return sum;
    }

    /** HTML reduced to what may be shown: text, lists, tables, headings, links; no scripts, styles or images. */
    static @Nullable String html(String column, String raw) throws RowRefused {
        if (raw.isBlank()) {
            return null;
        }
        if (raw.length() > MAX_HTML) {
            throw new RowRefused(column, raw, "too_long");
        }
        if (raw.indexOf('\ufffd') >= 0) {
            throw new RowRefused(column, raw, "not_utf8");
        }
        String clean = Jsoup.clean(raw.replace("\u0000", ""), SAFE).strip();
        return clean.isEmpty() ? null : clean;
    }

    /** A path below the shop's root, or an address that the picture will be fetched from. */
    static @Nullable String image(String column, String raw) throws RowRefused {
        String text = raw.strip();
        if (!ADDRESS.matcher(text).matches()) {
            return path(column, raw);
        }
        if (text.length() > MAX_ADDRESS) {
            throw new RowRefused(column, text, "too_long");
        }
        return text;
    }

    private static @Nullable String path(String column, String raw) throws RowRefused {
        String text = raw.strip();
        if (text.isEmpty()) {
            return null;
        }
        if (text.length() > MAX_TEXT || !PATH.matcher(text).matches() || text.contains("..")) {
            throw new RowRefused(column, text, "not_a_path");
        }
        return text;
    }

    /** {@code A>B >C} as {@code A > B > C}. */
    static @Nullable String category(String column, @Nullable String raw) throws RowRefused {
        String text = raw == null ? null : text(column, raw);
        if (text == null) {
            return null;
        }
        String path = Arrays.stream(text.split(">"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .collect(Collectors.joining(" > "));
        return path.isEmpty() ? null : path;
    }

    static int depth(@Nullable String path) {
        return path == null ? 0 : path.split(" > ").length;
    }
}

package yardstick.catalog.extract;

import java.math.BigDecimal;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;

/** Brings single values into the standard form; empty for what is not one. */
final class Cleaning {

    private static final Pattern AMOUNT = Pattern.compile("\\d[\\d.,'\\u00a0\\u202f ]*\\d|\\d");
    private static final Map<String, String> SIGNS = Map.ofEntries(
            Map.entry("us$", "USD"),
            Map.entry("hk$", "HKD"),
            Map.entry("nt$", "TWD"),
            Map.entry("a$", "AUD"),
            Map.entry("¥", "CNY"),
            Map.entry("￥", "CNY"),
            Map.entry("元", "CNY"),
            Map.entry("rmb", "CNY"),
            Map.entry("€", "EUR"),
            Map.entry("£", "GBP"),
            Map.entry("₩", "KRW"),
            Map.entry("₹", "INR"),
            Map.entry("円", "JPY"),
            Map.entry("kr", "SEK"),
            Map.entry("zł", "PLN"),
            Map.entry("$", "USD"));

    private Cleaning() {}

    static Optional<String> field(String field, String raw) {
        String text =
                Jsoup.parse(raw).text().replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
        if (text.isEmpty()) {
            return Optional.empty();
        }
        return switch (field) {
            case "price" -> amount(text).map(BigDecimal::toPlainString);
            case "currency" -> currency(text);
            case "gtin" -> gtin(text);
            case "availability" -> Optional.of(availability(text));
            case "title" -> Optional.of(shorten(text, 300));
            case "description" -> Optional.of(shorten(text, 5_000));
            default -> Optional.of(shorten(text, 400));
        };
    }

    private static String shorten(String text, int longest) {
        return text.length() > longest ? text.substring(0, longest) : text;
    }

    /** {@code 1,299.00}, {@code 1.299,00 €}, {@code 1 299 kr}, {@code ¥89}: the last separator with one or two digits behind is the decimal one. */
    static Optional<BigDecimal> amount(String text) {
        Matcher matcher = AMOUNT.matcher(text);
        if (!matcher.find() || text.matches(".*-\\s*\\d.*") && text.strip().startsWith("-")) {
            return Optional.empty();
        }
        String number = matcher.group().replaceAll("[\\s'\\u00a0\\u202f]", "");
        int last = Math.max(number.lastIndexOf('.'), number.lastIndexOf(','));
        int behind = last < 0 ? 0 : number.length() - last - 1;
        boolean both = number.indexOf('.') >= 0 && number.indexOf(',') >= 0;
        boolean decimal = last >= 0 && (behind != 3 || both || number.startsWith("0"));
        boolean several = last >= 0 && number.indexOf(number.charAt(last)) != last;
        String whole = (decimal && !several ? number.substring(0, last) : number).replaceAll("[.,]", "");
        String fraction = decimal && !several ? "." + number.substring(last + 1) : "";
        return whole.length() + fraction.length() > 18
                ? Optional.empty()
                : Optional.of(new BigDecimal((whole.isEmpty() ? "0" : whole) + fraction));
    }

    static Optional<String> currency(String text) {
        String plain = text.strip().toLowerCase(Locale.ROOT);
        if (plain.matches("[a-z]{3}") && !SIGNS.containsKey(plain)) {
            return Optional.of(plain.toUpperCase(Locale.ROOT));
        }
        return SIGNS.entrySet().stream()
                .filter(sign -> plain.contains(sign.getKey()))
                .max(java.util.Comparator.comparingInt(sign -> sign.getKey().length()))
                .map(Map.Entry::getValue);
    }

    /** GTIN-8, -12, -13, -14 or ISBN-13 with a right check digit (GS1 General Specifications 7.9). */
    static Optional<String> gtin(String text) {
        String digits = text.replaceAll("(?i)^(?:ean|gtin|upc|isbn)[\\s:-]*(?:1[0-4][\\s:]+)?", "")
                .replaceAll("[\\s-]", "");
        if (!digits.matches("\\d{8}|\\d{12,14}")) {
            return Optional.empty();
        }
        int sum = 0;
        for (int i = 0; i < digits.length(); i++) {
            sum += (digits.charAt(i) - '0') * ((digits.length() - i) % 2 == 0 ? 3 : 1);
        }
        return sum % 10 == 0 && !digits.matches("0+") ? Optional.of(digits) : Optional.empty();
    }

    private static String availability(String text) {
        String plain = text.toLowerCase(Locale.ROOT).replaceAll("[^\\p{L}]", "");
        if (plain.contains("outofstock")
                || plain.contains("soldout")
                || plain.contains("缺货")
                || plain.contains("discontinued")) {
            return "out_of_stock";
        }
        if (plain.contains("preorder") || plain.contains("presale") || plain.contains("预售")) {
            return "preorder";
        }
        if (plain.contains("backorder")) {
            return "backorder";
        }
        return plain.contains("instock")
                        || plain.contains("available")
                        || plain.contains("有货")
                        || plain.contains("limited")
                ? "in_stock"
                : "unknown";
    }
}

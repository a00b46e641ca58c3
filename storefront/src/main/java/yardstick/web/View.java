package yardstick.web;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Language;
import yardstick.kernel.Messages;
import yardstick.kernel.Money;
import yardstick.kernel.Refusal;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;

/** What every template can ask for: texts, amounts, addresses, the form token, the nonce. */
public final class View {

    private static final Pattern MEASURED =
            Pattern.compile("(\\d[\\d., ×x]*) (mg|g|kg|ml|cl|l|mm|cm|m|ct)", Pattern.CASE_INSENSITIVE);

    private final Visit visit;
    private final Head head;
    private final Parts parts;
    private final Formats formats;
    private final @Nullable Flash flash;

    /** The collaborators of a view. */
    public record Parts(Messages messages, Assets assets, Settings settings, Prices prices) {

        /** With prices as the catalogue has them. */
        public Parts(Messages messages, Assets assets, Settings settings) {
            this(messages, assets, settings, Prices.plain(settings.currency()));
        }
    }

    public View(Visit visit, Head head, Parts parts) {
        this.visit = visit;
        this.head = head;
        this.parts = parts;
        this.formats = Formats.of(visit.language());
        this.flash = visit.takeFlash();
    }

    public Visit visit() {
        return visit;
    }

    public Head head() {
        return head;
    }

    public Language language() {
        return visit.language();
    }

    public String nonce() {
        return visit.nonce();
    }

    public String csrf() {
        return visit.csrf();
    }

    public @Nullable Flash flash() {
        return flash;
    }

    public String shopName() {
        return parts.settings().text(Setting.SHOP_NAME);
    }

    public String t(String key) {
        return parts.messages().text(language(), key);
    }

    public String t(String key, String name, Object value) {
        return parts.messages().text(language(), key, Map.of(name, value));
    }

    public String t(String key, Map<String, ?> arguments) {
        return parts.messages().text(language(), key, readable(arguments));
    }

    public String t(Refusal refusal) {
        return t(refusal.code(), refusal.arguments());
    }

    private Map<String, Object> readable(Map<String, ?> arguments) {
        Map<String, Object> texts = new HashMap<>();
        arguments.forEach((name, value) -> texts.put(name, value instanceof Money money ? money(money) : value));
        return texts;
    }

    public String money(Money money) {
        return formats.money(money);
    }

    /** Without the zeros behind the point: the ends of a range of prices. */
    public String round(Money money) {
        return money(money).replaceFirst("\\.0+$", "");
    }

    /** A list price in the currency the visitor chose. */
    public String price(Money price) {
        return money(parts.prices().show().apply(price));
    }

    /** A catalogue's price per quantity, {@code 1.98/100 g}, in the currency and the words of the reader. */
    public String perUnit(String price, String currency) {
        int slash = price.indexOf('/');
        Money amount = Money.ofMajor(new BigDecimal(price.substring(0, slash)), currency);
        String unit = price.substring(price.lastIndexOf(' ') + 1);
        return t("shop.price.per", Map.of("price", price(amount), "unit", unit));
    }

    /** A value of an attribute with its unit in the words of the reader: {@code 180 g} is {@code 180 克}. */
    public String measure(String value) {
        Matcher measured = MEASURED.matcher(value);
        return measured.matches()
                ? t("shop.measure", Map.of("value", measured.group(1), "unit", measured.group(2)))
                : value;
    }

    public Prices prices() {
        return parts.prices();
    }

    public String number(long value) {
        return formats.number(value);
    }

    public String percent(int basisPoints) {
        return formats.percent(basisPoints);
    }

    /** The name of a country by its ISO 3166 code of two letters. */
    public String country(String code) {
        return formats.country(code);
    }

    public String moment(Instant instant) {
        return formats.moment(instant, parts.settings().zone());
    }

    public String day(Instant instant) {
        return formats.day(instant, parts.settings().zone());
    }

    public String date(LocalDate day) {
        return formats.date(day);
    }

    /** @param zone IANA name of the place where it happens */
    public String span(Instant from, Instant to, String zone) {
        return formats.span(from, to, ZoneId.of(zone));
    }

    /** An address of the shop in the page's language: {@code url("/cart")} is {@code /en/cart}. */
    public String url(String path) {
        return url(language(), path);
    }

    public String url(Language other, String path) {
        return '/' + other.code() + path;
    }

    /** With scheme and host, for search engines and gateways. */
    public String absolute(String path) {
        return visit.incoming().base() + path;
    }

    public String asset(String name) {
        return parts.assets().url(name);
    }

    public String css(String name) {
        return parts.assets().css(name);
    }
}

package yardstick.kernel;

import java.net.InetAddress;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Currency;
import java.util.Locale;
import java.util.Set;

/**
 * Everything a deployer can set. Environment beats file beats default; the environment name of {@code shop.currency}
 * is {@code YARDSTICK_SHOP_CURRENCY}. The table in {@code docs/settings.md} is checked against this list.
 */
public enum Setting {
    SHOP_NAME("shop.name", "Yardstick", "Name shown in the header, page titles and mails"),
    SHOP_CURRENCY("shop.currency", "CNY", "ISO 4217 currency of prices and of the panel"),
    SHOP_COUNTRY(
            "shop.country", "", "ISO 3166 country prices are for until an address is known; empty: the currency's"),
    SHOP_ZONE("shop.zone", "UTC", "Time zone in which a day of the panel begins and ends"),
    SHOP_URL("shop.url", "", "Public base URL; empty means the address the request came in on"),
    HTTP_TRUSTED_PROXIES(
            "http.trusted-proxies",
            "",
            "Addresses or networks, comma-separated, of proxies whose X-Forwarded-For is believed; empty: none"),
    DATA_DIR("data.dir", "data", "Directory of database, index, events and uploads"),
    DATA_FREE_MIB("data.free-mib", "512", "Free space in MiB below which the shop does not start"),
    GATEWAY_URL("gateway.url", "", "Base URL of the payment gateway"),
    GATEWAY_MERCHANT("gateway.merchant", "yardstick", "Merchant id at the payment gateway"),
    GATEWAY_SECRET("gateway.secret", "", "Shared secret for API calls to the gateway and for its webhook signatures"),
    GATEWAY_TIMEOUT_MS("gateway.timeout-ms", "5000", "Longest wait for an answer of the gateway before it is Unknown"),
    PAYMENT_WALLET("payments.wallet-redirect", "true", "Offer the redirect wallet"),
    PAYMENT_QR("payments.wallet-qr", "true", "Offer the wallet that is paid by scanning a QR code"),
    PAYMENT_CARD("payments.card-redirect", "true", "Offer bank cards on the gateway's page"),
    PAYMENT_CASH("payments.cash-pickup", "false", "Offer cash on pick-up"),
    PAYMENT_GIFT_CARD("payments.gift-card", "true", "Take gift cards in the checkout"),
    PAYMENT_CARD_CAPTURE(
            "payments.card-capture",
            "automatic",
            "Who takes authorised card money: automatic (the gateway), at-once (the shop) or manual (staff)"),
    PAYMENT_HOLD_HOURS(
            "payments.hold-hours", "72", "How long an order waits for cash on pick-up or for staff to take the money"),
    POINTS_VALUE(
            "points.value-minor",
            "1",
            "What a member's point is worth at the checkout, in minor units of the shop's currency; 0: no points"),
    POINTS_MONTHS("points.months", "12", "How long a point is good for"),
    CARRIER_URL("carrier.url", "", "Base URL of the carrier"),
    CARRIER_SECRET("carrier.secret", "", "Shared secret for the carrier's API and webhooks"),
    CARRIER_TIMEOUT_MS("carrier.timeout-ms", "5000", "Longest wait for an answer of the carrier before it is Unknown"),
    SECRET_KEY("secret.key", "", "Key for CSRF tokens, visitor pseudonyms and signed links; made at first start"),
    ADMIN_TOKEN("admin.token", "", "Bearer token of the command line; made at first start"),
    MAIL_SMTP_URL("mail.smtp-url", "", "smtp://user:password@host:587 or smtps://…; empty writes mail to DATA/mail"),
    MAIL_FROM("mail.from", "shop@localhost", "Sender of mails"),
    STOCK_LOW("stock.low", "3", "Units to buy at or below which a SKU is on the list of low stock"),
    MODE("mode", "trial", "trial or production; in production no drill runs"),
    CLOCK_AHEAD_FILE(
            "clock.ahead-file",
            "",
            "For simulations: a file with the time (ISO 8601, PT24H) the shop is ahead of the machine; never in production"),
    DEMO("demo", "true", "Load the demo shop into an empty database"),
    SHIPPING_FLAT("shipping.flat-minor", "800", "Flat domestic shipping fee in minor units"),
    SHIPPING_FREE_FROM("shipping.free-from-minor", "9900", "Goods total in minor units from which shipping is free"),
    RESERVATION_MINUTES("reservation.minutes", "15", "How long an unpaid order keeps its stock"),
    SESSION_MINUTES("session.minutes", "30", "Inactivity after which a visit counts as a new session"),
    EVENT_SEAL_SECONDS("events.seal-seconds", "5", "Longest time an event waits before it is sealed into Parquet");

    private final String key;
    private final String defaultValue;
    private final String purpose;

    Setting(String key, String defaultValue, String purpose) {
        this.key = key;
        this.defaultValue = defaultValue;
        this.purpose = purpose;
    }

    public String key() {
        return key;
    }

    public String defaultValue() {
        return defaultValue;
    }

    public String purpose() {
        return purpose;
    }

    public String environmentName() {
        return "YARDSTICK_" + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** What would be allowed, in words, when the value is not; empty when it is fine. */
    String allowed(String value) {
        try {
            return switch (this) {
                case SHOP_CURRENCY -> Currency.getInstance(value) == null ? "an ISO 4217 currency" : "";
                case SHOP_COUNTRY ->
                    value.isEmpty() || Set.of(Locale.getISOCountries()).contains(value)
                            ? ""
                            : "an ISO 3166 country such as CN";
                case SHOP_ZONE -> ZoneId.of(value).getId().isEmpty() ? "a time zone" : "";
                case GATEWAY_TIMEOUT_MS,
                        CARRIER_TIMEOUT_MS,
                        PAYMENT_HOLD_HOURS,
                        RESERVATION_MINUTES,
                        SESSION_MINUTES,
                        POINTS_MONTHS,
                        EVENT_SEAL_SECONDS -> Integer.parseInt(value) > 0 ? "" : "a whole number above 0";
                case HTTP_TRUSTED_PROXIES ->
                    value.isEmpty() || Arrays.stream(value.split(",")).allMatch(Setting::network)
                            ? ""
                            : "addresses or networks such as 10.0.0.1, 192.168.0.0/16";
                case MAIL_SMTP_URL ->
                    value.isEmpty() || value.matches("smtps?://([^@/]+@)?[^@/:]+(:\\d{1,5})?/?")
                            ? ""
                            : "empty or like smtp://user:password@host:587";
                case DATA_FREE_MIB, SHIPPING_FLAT, SHIPPING_FREE_FROM, STOCK_LOW, POINTS_VALUE ->
                    Integer.parseInt(value) >= 0 ? "" : "a whole number, 0 or more";
                case MODE -> one(value, "trial or production", "trial", "production");
                case PAYMENT_CARD_CAPTURE ->
                    one(value, "automatic, at-once or manual", "automatic", "at-once", "manual");
                case DEMO, PAYMENT_WALLET, PAYMENT_QR, PAYMENT_CARD, PAYMENT_CASH, PAYMENT_GIFT_CARD ->
                    one(value, "true or false", "true", "false");
                default -> "";
            };
        } catch (NumberFormatException e) {
            return "a whole number";
        } catch (DateTimeException e) {
            return "a time zone such as Asia/Shanghai";
        } catch (IllegalArgumentException e) {
            return "an ISO 4217 currency such as CNY";
        }
    }

    private static boolean network(String text) {
        int slash = text.indexOf('/');
        try {
            int most = InetAddress.ofLiteral((slash < 0 ? text : text.substring(0, slash)).strip())
                            .getAddress()
                            .length
                    * 8;
            int bits = slash < 0
                    ? most
                    : Integer.parseInt(text.substring(slash + 1).strip());
            return bits >= 0 && bits <= most;
        } catch (IllegalArgumentException e) {
            return false;
        }
    }

    private static String one(String value, String words, String... allowed) {
        return Set.of(allowed).contains(value) ? "" : words;
    }

    /** Never printed, logged or shown. */
    public boolean secret() {
        return this == MAIL_SMTP_URL
                || this == GATEWAY_SECRET
                || this == CARRIER_SECRET
                || this == SECRET_KEY
                || this == ADMIN_TOKEN;
    }
}

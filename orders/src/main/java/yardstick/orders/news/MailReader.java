package yardstick.orders.news;

import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Language;
import yardstick.kernel.Money;
import yardstick.orders.OrderId;
import yardstick.orders.ShipmentId;
import yardstick.orders.book.OrderHead;

/**
 * Who reads about an order, in which language.
 *
 * @param base public address of the shop, or null where none is known
 */
record MailReader(
        long order,
        String number,
        String token,
        String email,
        String name,
        Language language,
        String total,
        @Nullable String base) {

    private static final Set<String> HERE = Set.of("shop", "after-sale");
    private static final Pattern ORIGIN = Pattern.compile("^https?://[^/]+");

    /** Of an order that is at hand; empty as below. */
    static Optional<MailReader> of(OrderHead order, String shopUrl) {
        OrderHead.Placed placed = order.placed();
        return placed.email().isEmpty() || !HERE.contains(order.source())
                ? Optional.empty()
                : Optional.of(new MailReader(
                        order.id().value(),
                        order.number(),
                        order.token(),
                        placed.email(),
                        placed.name(),
                        placed.language(),
                        MailWords.money(order.total()),
                        base(shopUrl, placed.page())));
    }

    private static @Nullable String base(String shopUrl, @Nullable String page) {
        if (!shopUrl.isEmpty()) {
            return shopUrl.replaceAll("/+$", "");
        }
        Matcher origin = ORIGIN.matcher(page == null ? "" : page);
        return origin.find() ? origin.group() : null;
    }

    /** Empty without an e-mail address, and for orders of an imported history. */
    static Optional<MailReader> of(Handle handle, long order, String shopUrl) {
        return handle.createQuery("""
                        SELECT o.number, o.token, o.email, o.name, o.language, o.total_minor, o.currency,
                               (SELECT a.return_url FROM orders.payment_attempt a
                                WHERE a.order_id = o.id ORDER BY a.created_at LIMIT 1) AS page
                        FROM orders.orders o
                        WHERE o.id = :order AND o.email <> '' AND o.source IN ('shop', 'after-sale')""")
                .bind("order", order)
                .map((row, context) -> new MailReader(
                        order,
                        row.getString("number"),
                        row.getString("token"),
                        row.getString("email"),
                        row.getString("name"),
                        Language.byCode(row.getString("language")).orElse(Language.EN),
                        MailWords.money(Money.of(row.getLong("total_minor"), row.getString("currency"))),
                        base(shopUrl, row.getString("page"))))
                .findOne();
    }

    static String trackingNumber(Handle handle, ShipmentId shipment) {
        return handle.createQuery("SELECT coalesce(tracking_number, '') FROM orders.shipment WHERE id = :id")
                .bind("id", shipment.value())
                .mapTo(String.class)
                .one();
    }

    static boolean missed(Handle handle, OrderId order) {
        return handle.createQuery("""
                        SELECT EXISTS (SELECT FROM orders.pickup_booking WHERE order_id = :order AND state = 'MISSED')""")
                .bind("order", order.value())
                .mapTo(Boolean.class)
                .one();
    }

    static Money refund(Handle handle, OrderId order, String key) {
        return handle.createQuery("""
                        SELECT r.amount_minor, o.currency FROM orders.refund r JOIN orders.orders o ON o.id = r.order_id
                        WHERE r.order_id = :order AND r.natural_key = :key""")
                .bind("order", order.value())
                .bind("key", key)
                .map((row, context) -> Money.of(row.getLong(1), row.getString(2)))
                .one();
    }

    /** Where and when it can be fetched, in the time of the place. */
    static Map<String, Object> pickup(Handle handle, OrderId order, Language language) {
        return handle.createQuery("""
                        SELECT p.name, p.address, p.zone, s.starts_at, s.ends_at FROM orders.pickup_booking b
                        JOIN orders.pickup_slot s ON s.id = b.slot_id JOIN orders.pickup_point p ON p.id = s.point_id
                        WHERE b.order_id = :order""")
                .bind("order", order.value())
                .map((row, context) -> {
                    ZoneId zone = ZoneId.of(row.getString("zone"));
                    ZonedDateTime from =
                            row.getTimestamp("starts_at").toInstant().atZone(zone);
                    ZonedDateTime to = row.getTimestamp("ends_at").toInstant().atZone(zone);
                    String slot = DateTimeFormatter.ofLocalizedDateTime(FormatStyle.FULL, FormatStyle.SHORT)
                                    .withLocale(language.locale())
                                    .format(from)
                            + "–"
                            + DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT)
                                    .withLocale(language.locale())
                                    .format(to);
                    return Map.<String, Object>of(
                            "point", row.getString("name"), "address", row.getString("address"), "slot", slot);
                })
                .one();
    }
}

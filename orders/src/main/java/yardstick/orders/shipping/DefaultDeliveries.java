package yardstick.orders.shipping;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Database;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.kernel.Settings;
import yardstick.orders.Deliveries;
import yardstick.orders.Order;
import yardstick.orders.OrderId;
import yardstick.orders.book.OrderHead;
import yardstick.orders.book.OrderPaid;
import yardstick.orders.cart.Tokens;
import yardstick.orders.json.JsonText;

/** Promises from the calendars of the methods; a calendar that was changed counts within seconds. */
@ApplicationScoped
public class DefaultDeliveries implements Deliveries {

    private static final Duration FRESH = Duration.ofSeconds(5);

    private static final String ANY = "*";

    private static final String WEEKDAYS = "[1-7]{1,7}";

    @Inject
    Database database;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    private volatile @Nullable Known known;

    private record Known(Map<String, Calendar> calendars, Set<LocalDate> holidays, Instant at) {}

    private Known known() {
        Known current = known;
        Instant now = clock.instant();
        if (current == null || current.at().plus(FRESH).isBefore(now)) {
            current = database.read(handle -> new Known(
                    all(handle).stream().collect(Collectors.toMap(Calendar::method, Function.identity())),
                    handle.createQuery("SELECT day FROM orders.delivery_holiday")
                            .mapTo(LocalDate.class)
                            .set(),
                    now));
            known = current;
        }
        return current;
    }

    private static List<Calendar> all(Handle handle) {
        return handle.createQuery("SELECT * FROM orders.delivery_calendar ORDER BY method")
                .map((row, context) -> calendar(row))
                .list();
    }

    private static Calendar calendar(ResultSet row) throws SQLException {
        return new Calendar(
                row.getString("method"),
                row.getString("carrier"),
                row.getObject("cutoff", LocalTime.class),
                row.getInt("handling_days"),
                row.getInt("transit_least"),
                row.getInt("transit_most"),
                row.getString("handling_weekdays"),
                row.getString("delivery_weekdays"));
    }

    @Override
    public Promise promise(String method) {
        return promise(method, clock.instant());
    }

    private Promise promise(String method, Instant ordered) {
        Known now = known();
        Calendar calendar = now.calendars().getOrDefault(method, now.calendars().get(ANY));
        if (calendar == null) {
            throw new IllegalStateException("no delivery calendar for " + method + " and none for all");
        }
        return new WorkingDays(calendar, now.holidays())
                .promise(method, ordered.atZone(settings.zone()).toLocalDateTime());
    }

    /** What was shown when the order was placed becomes its promise; a pick-up has the day of its slot already. */
    void onPaid(@Observes OrderPaid paid) {
        OrderHead order = paid.order();
        freeze(order.id(), promise(order.placed().shipping(), order.placed().at()));
    }

    /** The promise of an order as of its placing; one that is there stays. */
    public void freeze(OrderId order) {
        Promise promise = database.read(handle -> handle.createQuery(
                        "SELECT shipping_method, placed_at FROM orders.orders WHERE id = :order")
                .bind("order", order.value())
                .map((row, context) ->
                        promise(row.getString(1), row.getTimestamp(2).toInstant()))
                .one());
        freeze(order, promise);
    }

    private void freeze(OrderId order, Promise promise) {
        database.execute(handle -> {
            handle.createUpdate("""
                            INSERT INTO orders.delivery AS d (order_id, ref, method, carrier, promised_from, promised_by)
                            VALUES (:order, :ref, :method, :carrier, :from, :by)
                            ON CONFLICT (order_id) DO UPDATE SET method = excluded.method, carrier = excluded.carrier,
                                promised_from = excluded.promised_from, promised_by = excluded.promised_by
                            WHERE d.promised_by IS NULL""")
                    .bind("order", order.value())
                    .bind("ref", Tokens.next())
                    .bind("method", promise.method())
                    .bind("carrier", promise.carrier())
                    .bind("from", promise.from())
                    .bind("by", promise.by())
                    .execute();
        });
    }

    @Override
    public Optional<Promise> promised(OrderId order) {
        return database.read(handle -> promised(handle, order));
    }

    private static Optional<Promise> promised(Handle handle, OrderId order) {
        return handle.createQuery("""
                        SELECT method, carrier, promised_from, promised_by FROM orders.delivery
                        WHERE order_id = :order AND promised_by IS NOT NULL""")
                .bind("order", order.value())
                .map((row, context) -> new Promise(
                        row.getString(1),
                        row.getString(2),
                        row.getObject(3, LocalDate.class),
                        row.getObject(4, LocalDate.class)))
                .findOne();
    }

    @Override
    public List<Calendar> calendars() {
        return database.read(DefaultDeliveries::all);
    }

    @Override
    public Outcome<Calendar> keep(Calendar calendar) {
        boolean right = (calendar.method().equals(ANY) || calendar.method().matches("[a-z0-9-]{1,40}"))
                && calendar.handlingDays() >= 0
                && calendar.handlingDays() <= 60
                && calendar.transitLeast() >= 0
                && calendar.transitLeast() <= calendar.transitMost()
                && calendar.transitMost() <= 120
                && calendar.handlingWeekdays().matches(WEEKDAYS)
                && calendar.deliveryWeekdays().matches(WEEKDAYS);
        if (!right) {
            return Outcome.refused(Refusal.of("orders.bad_calendar"));
        }
        database.execute(handle -> handle.createUpdate("""
                        INSERT INTO orders.delivery_calendar (method, carrier, cutoff, handling_days, transit_least,
                                                              transit_most, handling_weekdays, delivery_weekdays)
                        VALUES (:method, :carrier, :cutoff, :handling, :least, :most, :works, :delivers)
                        ON CONFLICT (method) DO UPDATE SET carrier = excluded.carrier, cutoff = excluded.cutoff,
                            handling_days = excluded.handling_days, transit_least = excluded.transit_least,
                            transit_most = excluded.transit_most, handling_weekdays = excluded.handling_weekdays,
                            delivery_weekdays = excluded.delivery_weekdays""")
                .bind("method", calendar.method())
                .bind("carrier", calendar.carrier())
                .bind("cutoff", calendar.cutoff())
                .bind("handling", calendar.handlingDays())
                .bind("least", calendar.transitLeast())
                .bind("most", calendar.transitMost())
                .bind("works", calendar.handlingWeekdays())
                .bind("delivers", calendar.deliveryWeekdays())
                .execute());
        known = null;
        return Outcome.done(calendar);
    }

    @Override
    public String reference(OrderId order) {
        return database.write(handle -> {
            handle.createUpdate("""
                            INSERT INTO orders.delivery (order_id, ref, method, carrier)
                            VALUES (:order, :ref, :method, '') ON CONFLICT (order_id) DO NOTHING""")
                    .bind("order", order.value())
                    .bind("ref", Tokens.next())
                    .bind("method", STANDARD)
                    .execute();
            return handle.createQuery("SELECT ref FROM orders.delivery WHERE order_id = :order")
                    .bind("order", order.value())
                    .mapTo(String.class)
                    .one();
        });
    }

    @Override
    public Optional<Tracking> track(String reference) {
        return database.read(handle -> handle.createQuery("""
                        SELECT o.id, o.number, o.state, o.address FROM orders.delivery d
                        JOIN orders.orders o ON o.id = d.order_id WHERE d.ref = :ref""")
                .bind("ref", reference)
                .map((row, context) -> tracking(handle, row))
                .findOne());
    }

    private static Tracking tracking(Handle handle, ResultSet row) throws SQLException {
        OrderId order = new OrderId(row.getLong(1));
        Map<String, String> address = JsonText.strings(row.getString(4));
        List<Waiting> waiting = handle.createQuery("""
                        SELECT title, quantity - cancelled - shipped FROM orders.order_line
                        WHERE order_id = :order AND kind = 'goods' AND quantity - cancelled - shipped > 0
                        ORDER BY line_no""")
                .bind("order", order.value())
                .map((line, context) -> new Waiting(line.getString(1), line.getInt(2)))
                .list();
        String place = (address.getOrDefault("city", "") + ' ' + address.getOrDefault("country", "")).strip();
        return new Tracking(
                row.getString(2),
                Order.State.valueOf(row.getString(3)),
                place,
                promised(handle, order).orElse(null),
                ShipmentReader.ofOrder(handle, order),
                waiting);
    }

    @Override
    public List<Accuracy> accuracy(LocalDate from, LocalDate to) {
        return database.read(handle -> handle.createQuery("""
                        SELECT carrier, method, count(*) FILTER (WHERE day IS NOT NULL)::int,
                               count(*) FILTER (WHERE day <= promised_by)::int,
                               coalesce(sum(promised_by - day), 0)::int,
                               count(*) FILTER (WHERE day IS NULL)::int
                        FROM (SELECT carrier, method, promised_by,
                                     (delivered_at AT TIME ZONE :zone)::date AS day
                              FROM orders.shipment
                              WHERE promised_by IS NOT NULL AND state = 'HANDED_OVER') AS travelled
                        WHERE day BETWEEN :from AND :to OR (day IS NULL AND promised_by < :today)
                        GROUP BY carrier, method ORDER BY carrier, method""")
                .bind("zone", settings.zone().getId())
                .bind("from", from)
                .bind("to", to)
                .bind("today", clock.instant().atZone(settings.zone()).toLocalDate())
                .map((row, context) -> new Accuracy(
                        row.getString(1), row.getString(2), row.getInt(3), row.getInt(4), row.getInt(5), row.getInt(6)))
                .list());
    }
}

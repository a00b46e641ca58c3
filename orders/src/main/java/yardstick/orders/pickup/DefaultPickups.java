package yardstick.orders.pickup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.text.Normalizer;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import yardstick.catalog.SkuId;
import yardstick.kernel.Announcer;
import yardstick.kernel.Database;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.orders.CartId;
import yardstick.orders.Order;
import yardstick.orders.OrderId;
import yardstick.orders.PickupMoved;
import yardstick.orders.Pickups;
import yardstick.orders.book.OrderBook;
import yardstick.orders.book.OrderBook.Entry;
import yardstick.orders.book.OrderHead;
import yardstick.orders.inventory.StockLedger;
import yardstick.orders.slot.PointStore;
import yardstick.orders.slot.SlotStore;

/** Choosing before the order, and the desk after it. */
@ApplicationScoped
class DefaultPickups implements Pickups {

    private static final Logger LOG = System.getLogger(DefaultPickups.class.getName());

    @Inject
    Database database;

    @Inject
    OrderBook book;

    @Inject
    StockLedger ledger;

    @Inject
    PickupCodes codes;

    @Inject
    Announcer announcer;

    @Inject
    Clock clock;

    @Override
    public List<Point> points() {
        return database.read(PointStore::all);
    }

    @Override
    public Outcome<Point> keep(Point point) {
        if (!right(point)) {
            return Outcome.refused(Refusal.of("orders.bad_pickup_point"));
        }
        database.execute(handle -> PointStore.keep(handle, point));
        return Outcome.done(point);
    }

    private static boolean right(Point point) {
        try {
            ZoneId.of(point.zone());
        } catch (DateTimeException e) {
            return false;
        }
        return point.code().matches("[a-z0-9][a-z0-9-]{0,31}")
                && !point.name().isBlank()
                && !point.address().isBlank()
                && within(point.leadMinutes(), 0, 20_160)
                && within(point.slotMinutes(), 10, 720)
                && within(point.capacity(), 0, 10_000)
                && within(point.graceMinutes(), 0, 10_080)
                && point.hours().stream()
                        .allMatch(each ->
                                within(each.weekday(), 1, 7) && each.opens().isBefore(each.closes()))
                && point.hours().stream().distinct().count() == point.hours().size();
    }

    private static boolean within(int value, int least, int most) {
        return value >= least && value <= most;
    }

    @Override
    public List<Slot> open(int limit) {
        return database.read(handle -> SlotStore.open(handle, limit));
    }

    @Override
    public Outcome<Slot> choose(CartId cart, long slot) {
        return database.write(handle -> {
            Slot open = SlotStore.open(handle, slot).orElse(null);
            if (open == null) {
                return Outcome.refused(Refusal.of("orders.pickup_slot_gone"));
            }
            boolean there = handle.createQuery("SELECT count(*) FROM orders.cart WHERE id = :cart AND state = 'OPEN'")
                            .bind("cart", cart.value())
                            .mapTo(Integer.class)
                            .one()
                    == 1;
            if (!there) {
                return Outcome.refused(Refusal.of("orders.cart_gone"));
            }
            SlotStore.choose(handle, cart, slot);
            return Outcome.done(open);
        });
    }

    @Override
    public void forget(CartId cart) {
        database.execute(handle -> SlotStore.forget(handle, cart));
    }

    @Override
    public Optional<Slot> chosen(CartId cart) {
        return database.read(handle -> SlotStore.chosen(handle, cart));
    }

    @Override
    public Optional<Booking> ofOrder(OrderId order) {
        return database.read(handle -> BookingReader.ofOrder(handle, order).map(BookingReader.Sealed::booking));
    }

    @Override
    public Optional<String> code(OrderId order) {
        return database.read(handle -> BookingReader.ofOrder(handle, order)
                .filter(kept -> open(kept.booking()))
                .map(kept -> codes.digits(kept.nonce())));
    }

    private static boolean open(Booking booking) {
        return booking.state() == State.BOOKED || booking.state() == State.READY;
    }

    @Override
    public List<Booking> waiting(int limit) {
        return database.read(handle -> BookingReader.waiting(handle, limit));
    }

    @Override
    public Outcome<Booking> ready(OrderId order, String actor) {
        return database.write(handle -> {
            int changed = handle.createUpdate("""
                            UPDATE orders.pickup_booking SET state = 'READY', ready_at = now()
                            WHERE order_id = :order AND state = 'BOOKED'""").bind("order", order.value()).execute();
            if (changed == 0) {
                return Outcome.refused(Refusal.of("orders.pickup_ended"));
            }
            book.note(handle, order, new Entry(actor, "orders.event.pickup_ready", Map.of()));
            Booking booking = BookingReader.ofOrder(handle, order).orElseThrow().booking();
            announce(PickupMoved.Step.READY, book.lock(handle, order).orElseThrow(), booking);
            return Outcome.done(booking);
        });
    }

    @Override
    public Outcome<Booking> find(String code) {
        return database.read(handle -> find(handle, code))
                .<Outcome<Booking>>map(Outcome::done)
                .orElseGet(() -> Outcome.refused(Refusal.of("orders.pickup_unknown_code")));
    }

    private Optional<Booking> find(Handle handle, String typed) {
        String digits = Normalizer.normalize(typed, Normalizer.Form.NFKC).replaceAll("[\\s-]", "");
        if (!digits.matches("[0-9]{8}")) {
            return Optional.empty();
        }
        return BookingReader.byHash(handle, codes.hash(digits))
                .filter(kept -> codes.matches(kept.nonce(), digits))
                .map(BookingReader.Sealed::booking);
    }

    @Override
    public Outcome<Booking> handOver(String code, String actor) {
        return database.write(handle -> {
            Booking booking = find(handle, code).orElse(null);
            if (booking == null) {
                return Outcome.refused(Refusal.of("orders.pickup_unknown_code"));
            }
            OrderHead order = book.lock(handle, booking.order()).orElseThrow();
            if (order.state() == Order.State.PENDING_PAYMENT) {
                return Outcome.refused(Refusal.of("orders.pickup_not_paid", "total", order.total()));
            }
            if (order.state() != Order.State.PAID || !end(handle, order, State.COLLECTED, actor)) {
                return Outcome.refused(Refusal.of("orders.pickup_ended"));
            }
            collected(handle, order, booking, actor);
            return Outcome.done(
                    BookingReader.ofOrder(handle, booking.order()).orElseThrow().booking());
        });
    }

    /** False when somebody else ended it first. */
    static boolean end(Handle handle, OrderHead order, State state, String actor) {
        return handle.createUpdate("""
                        UPDATE orders.pickup_booking SET state = :state, ended_at = now(), ended_by = :actor
                        WHERE order_id = :order AND state IN ('BOOKED', 'READY')""")
                        .bind("state", state.name())
                        .bind("actor", actor)
                        .bind("order", order.id().value())
                        .execute()
                == 1;
    }

    private static SortedMap<SkuId, Integer> units(Handle handle, OrderHead order) {
        SortedMap<SkuId, Integer> units = new TreeMap<>();
        handle.createQuery("""
                        SELECT sku, sum(shipped)::int FROM orders.order_line
                        WHERE order_id = :order AND kind = 'goods' AND sku IS NOT NULL
                        GROUP BY sku HAVING sum(shipped) > 0""")
                .bind("order", order.id().value())
                .map((row, context) -> Map.entry(new SkuId(row.getLong(1)), row.getInt(2)))
                .forEach(each -> units.put(each.getKey(), each.getValue()));
        return units;
    }

    private void collected(Handle handle, OrderHead order, Booking booking, String actor) {
        handle.createUpdate("""
                        UPDATE orders.order_line SET allotted = quantity - cancelled, shipped = quantity - cancelled
                        WHERE order_id = :order AND kind = 'goods'""").bind("order", order.id().value()).execute();
        book.note(
                handle,
                order.id(),
                new Entry(
                        actor,
                        "orders.event.collected",
                        Map.of("point", booking.point().name())));
        book.follow(handle, order);
        announce(PickupMoved.Step.COLLECTED, order, booking);
    }

    private void announce(PickupMoved.Step step, OrderHead order, Booking booking) {
        announcer.announce(new PickupMoved(
                step,
                order.id(),
                order.number(),
                booking.point().code(),
                booking.startsAt(),
                clock.instant(),
                order.visitor()));
    }
}

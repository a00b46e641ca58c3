package yardstick.orders.pickup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import yardstick.kernel.Announcer;
import yardstick.kernel.Database;
import yardstick.kernel.Outcome;
import yardstick.kernel.RecurringTask;
import yardstick.orders.OrderId;
import yardstick.orders.Orders;
import yardstick.orders.PickupMoved;
import yardstick.orders.Pickups.Booking;
import yardstick.orders.Pickups.State;
import yardstick.orders.book.OrderBook;
import yardstick.orders.book.OrderBook.Entry;
import yardstick.orders.book.OrderHead;
import yardstick.orders.slot.PointStore;
import yardstick.orders.slot.SlotStore;

/**
 * Opens the slots of the coming days and gives up orders nobody came for: the booking is missed in one transaction, then
 * the order is cancelled or refunded like any other, which gives stock and money back once. What a crash left in between
 * is taken up again.
 */
@ApplicationScoped
class NoShows implements RecurringTask {

    private static final Logger LOG = System.getLogger(NoShows.class.getName());

    private static final int BATCH = 50;

    @Inject
    Database database;

    @Inject
    OrderBook book;

    @Inject
    Orders orders;

    @Inject
    Announcer announcer;

    @Inject
    Clock clock;

    @Override
    public String name() {
        return "orders.pickup";
    }

    @Override
    public Duration period() {
        return Duration.ofSeconds(30);
    }

    @Override
    public void run() {
        database.execute(PointStore::plan);
        database.read(handle -> SlotStore.overdue(handle, clock.instant(), BATCH))
                .forEach(this::miss);
        database.read(handle -> SlotStore.missed(handle, BATCH)).forEach(this::giveUp);
    }

    private void miss(OrderId id) {
        database.execute(handle -> {
            OrderHead order = book.lock(handle, id).orElseThrow();
            Booking booking = BookingReader.ofOrder(handle, id).orElseThrow().booking();
            if (DefaultPickups.end(handle, order, State.MISSED, "system")) {
                told(handle, order, booking);
            }
        });
    }

    private void told(Handle handle, OrderHead order, Booking booking) {
        book.note(
                handle,
                order.id(),
                Entry.system(
                        "orders.event.pickup_missed",
                        Map.of("point", booking.point().name())));
        announcer.announce(new PickupMoved(
                PickupMoved.Step.MISSED,
                order.id(),
                order.number(),
                booking.point().code(),
                booking.startsAt(),
                clock.instant(),
                order.visitor()));
    }

    /** One order that cannot be given up does not keep the others waiting. */
    private void giveUp(OrderId id) {
        try {
            if (orders.cancel(id, "system") instanceof Outcome.Refused<?> refused) {
                LOG.log(
                        Level.DEBUG,
                        "order {0} is given up later: {1}",
                        id.value(),
                        refused.refusal().code());
            }
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "cannot give up order " + id.value(), e);
        }
    }
}

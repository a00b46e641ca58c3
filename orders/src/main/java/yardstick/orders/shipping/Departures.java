package yardstick.orders.shipping;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import yardstick.kernel.Announcer;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.orders.Order;
import yardstick.orders.ParcelShipped;
import yardstick.orders.Shipment;
import yardstick.orders.book.OrderBook;
import yardstick.orders.book.OrderBook.Entry;
import yardstick.orders.book.OrderBook.Head;

/** A parcel leaves the house: its units, the order's state, the timeline and the fact in the caller's transaction. */
@ApplicationScoped
class Departures {

    @Inject
    OrderBook book;

    @Inject
    Carriers carriers;

    @Inject
    Announcer announcer;

    @Inject
    Clock clock;

    Outcome<Boolean> leave(Handle handle, Head order, Parcel parcel, String actor) {
        if (!parcel.mayBecome(Shipment.State.HANDED_OVER)) {
            return Outcome.refused(Refusal.of("orders.parcel_not_ready"));
        }
        if (order.state() != Order.State.PAID && order.state() != Order.State.SHIPPED) {
            return Outcome.refused(Refusal.of("orders.parcel_order_not_paid"));
        }
        ParcelStore.handedOver(handle, parcel, clock.instant());
        ParcelStore.watch(handle, parcel, carriers.find(parcel.carrier()).isPresent());
        boolean complete = Allotment.waiting(handle, parcel.order()) == 0;
        book.note(
                handle,
                parcel.order(),
                new Entry(
                        actor,
                        "orders.event.shipped",
                        Map.of("parcel", Integer.toString(parcel.no()), "number", String.valueOf(parcel.number()))));
        announcer.announce(new ParcelShipped(
                parcel.id(),
                parcel.order(),
                parcel.orderNumber(),
                parcel.no(),
                parcel.carrier(),
                parcel.method(),
                Allotment.unitsOf(handle, parcel.id()),
                complete,
                clock.instant(),
                order.visitor()));
        if (complete) {
            book.shipped(handle, order);
        }
        return Outcome.done(true);
    }
}

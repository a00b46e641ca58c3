package yardstick.orders.shipping;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
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
import yardstick.orders.book.OrderHead;
import yardstick.orders.inventory.StockLedger;

/** A parcel leaves the house: its units, the order's state, the timeline and the fact in the caller's transaction. */
@ApplicationScoped
class Departures {

    private static final Logger LOG = System.getLogger(Departures.class.getName());

    @Inject
    OrderBook book;

    @Inject
    StockLedger ledger;

    @Inject
    Carriers carriers;

    @Inject
    Announcer announcer;

    @Inject
    Clock clock;

    Outcome<Boolean> leave(Handle handle, OrderHead order, Parcel parcel, String actor) {
        if (!parcel.mayBecome(Shipment.State.HANDED_OVER)) {
            return Outcome.refused(Refusal.of("orders.parcel_not_ready"));
        }
        if (order.state() != Order.State.PAID && order.state() != Order.State.SHIPPED) {
            return Outcome.refused(Refusal.of("orders.parcel_order_not_paid"));
        }
        ParcelStore.handedOver(handle, parcel, clock.instant());
        int missing = ledger.ship(handle, parcel.order(), Allotment.skusOf(handle, parcel.id()));
        if (missing > 0) {
            LOG.log(
                    Level.WARNING,
                    "parcel {0} left with {1} units the books do not have",
                    parcel.id().value(),
                    missing);
        }
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
        book.follow(handle, order);
        return Outcome.done(true);
    }
}

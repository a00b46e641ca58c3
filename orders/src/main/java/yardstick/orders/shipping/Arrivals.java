package yardstick.orders.shipping;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Announcer;
import yardstick.kernel.Settings;
import yardstick.orders.ParcelDelivered;
import yardstick.orders.ParcelStatus;
import yardstick.orders.Shipment;
import yardstick.orders.book.OrderBook;
import yardstick.orders.book.OrderBook.Entry;
import yardstick.orders.book.OrderHead;
import yardstick.orders.spi.Carrier.Scan;

/** Takes in what was seen of a parcel and draws the conclusions, in the caller's transaction. */
@ApplicationScoped
class Arrivals {

    /** A clock that goes ahead further than this is wrong; the scan is believed once its time has come. */
    private static final Duration AHEAD = Duration.ofMinutes(5);

    @Inject
    OrderBook book;

    @Inject
    Departures departures;

    @Inject
    Carriers carriers;

    @Inject
    Announcer announcer;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    /** @param source {@code CARRIER} or {@code STAFF} */
    record News(List<Scan> scans, String source, String actor) {}

    /** Order and parcel are locked. */
    void take(Handle handle, OrderHead order, Parcel parcel, News news) {
        Instant latest = clock.instant().plus(AHEAD);
        boolean fresh = false;
        for (Scan scan : news.scans()) {
            if (!scan.at().isAfter(latest)) {
                fresh |= ParcelStore.insertScan(handle, parcel, scan, news.source());
            }
        }
        if (fresh) {
            conclude(handle, order, parcel, news.actor());
        }
    }

    private void conclude(Handle handle, OrderHead order, Parcel parcel, String actor) {
        ParcelHistory.Standing standing = ParcelHistory.of(ParcelStore.scans(handle, parcel));
        OrderHead head = order;
        boolean left = parcel.state() == Shipment.State.HANDED_OVER;
        if (!left && standing.status().moving()) {
            left = departures.leave(handle, order, parcel, actor) instanceof yardstick.kernel.Outcome.Done<Boolean>;
            head = book.lock(handle, parcel.order()).orElseThrow();
        }
        ParcelStore.standing(handle, parcel, standing.status(), left ? standing.deliveredAt() : null);
        if (!left || standing.status() == parcel.status()) {
            return;
        }
        if (standing.status().troubled()) {
            book.note(handle, parcel.order(), entry(actor, "orders.event.parcel_trouble", parcel));
        }
        Instant deliveredAt = standing.deliveredAt();
        if (deliveredAt != null) {
            delivered(handle, head, parcel, deliveredAt);
            book.note(handle, parcel.order(), entry(actor, "orders.event.parcel_delivered", parcel));
        }
        ParcelStore.watch(
                handle,
                parcel,
                deliveredAt == null && carriers.find(parcel.carrier()).isPresent());
    }

    private static Entry entry(String actor, String key, Parcel parcel) {
        return new Entry(actor, key, Map.of("parcel", Integer.toString(parcel.no())));
    }

    private void delivered(Handle handle, OrderHead order, Parcel parcel, Instant at) {
        announcer.announce(new ParcelDelivered(
                parcel.id(),
                parcel.order(),
                parcel.orderNumber(),
                parcel.no(),
                parcel.carrier(),
                parcel.method(),
                daysLate(parcel.promisedBy(), at),
                at,
                order.visitor()));
        book.follow(handle, order);
    }

    private @Nullable Integer daysLate(@Nullable LocalDate promised, Instant at) {
        return promised == null
                ? null
                : (int) ChronoUnit.DAYS.between(
                        promised, at.atZone(settings.zone()).toLocalDate());
    }

    /** True while the carrier has something to say about a parcel in this state. */
    static boolean listens(Shipment.State state) {
        return state == Shipment.State.BOOKED || state == Shipment.State.HANDED_OVER;
    }

    static boolean staffMaySee(ParcelStatus status) {
        return status.moving();
    }
}

package yardstick.orders.shipping;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.jdbi.v3.core.Handle;
import yardstick.kernel.Database;
import yardstick.orders.Shipment.State;
import yardstick.orders.ShipmentId;
import yardstick.orders.book.OrderBook;
import yardstick.orders.book.OrderHead;
import yardstick.orders.spi.Carrier;
import yardstick.orders.spi.Carrier.Answer;

/**
 * Talks to carriers about one parcel and takes their answer down. No transaction is open while a carrier is called, and
 * an answer counts only for the state in which the parcel still is.
 */
@ApplicationScoped
class CarrierDesk {

    /** A carrier that knows nothing of a parcel may still receive the call that is on its way. */
    private static final Duration LONGEST_JOURNEY = Duration.ofSeconds(120);

    @Inject
    Database database;

    @Inject
    OrderBook book;

    @Inject
    Carriers carriers;

    @Inject
    Arrivals arrivals;

    @Inject
    Clock clock;

    /** Work on an order and its parcel, both locked in this order. */
    @FunctionalInterface
    interface Locked<T> {
        T run(Handle handle, OrderHead order, Parcel parcel);
    }

    <T> T locked(Handle handle, ShipmentId id, Locked<T> work) {
        Parcel seen = ParcelStore.find(handle, id).orElseThrow();
        OrderHead order = book.lock(handle, seen.order()).orElseThrow();
        return work.run(handle, order, ParcelStore.lock(handle, id).orElseThrow());
    }

    private void settle(ShipmentId id, Locked<Boolean> work) {
        database.execute(handle -> locked(handle, id, work));
    }

    /** Does what the parcel's state asks for. */
    void ask(ShipmentId id) {
        Parcel parcel = database.read(handle -> ParcelStore.find(handle, id).orElseThrow());
        Carrier carrier = carriers.find(parcel.carrier()).orElse(null);
        if (carrier == null) {
            settle(id, (handle, order, now) -> giveUp(handle, now));
            return;
        }
        switch (parcel.state()) {
            case BOOKING -> book(parcel, carrier);
            case RECALLING -> recall(parcel, carrier);
            case BOOKED, HANDED_OVER -> watch(parcel, carrier);
            case PLANNED, CANCELLED -> settle(id, (handle, order, now) -> giveUp(handle, now));
        }
    }

    private static boolean giveUp(Handle handle, Parcel parcel) {
        ParcelStore.watch(handle, parcel, false);
        return true;
    }

    private void book(Parcel parcel, Carrier carrier) {
        Answer known = parcel.checks() == 0 ? new Answer.Missing() : carrier.query(parcel.forCarrier());
        Answer answer = known instanceof Answer.Missing ? carrier.create(parcel.forCarrier()) : known;
        settle(parcel.id(), (handle, order, now) -> {
            if (now.state() == State.BOOKING) {
                booked(handle, order, now, answer);
            }
            return true;
        });
    }

    private void booked(Handle handle, OrderHead order, Parcel parcel, Answer answer) {
        switch (answer) {
            case Answer.Booked booked -> {
                ParcelStore.booked(handle, parcel, parcel.carrier(), booked.trackingNumber());
                ParcelStore.watch(handle, parcel, true);
                Parcel after = ParcelStore.lock(handle, parcel.id()).orElseThrow();
                arrivals.take(handle, order, after, new Arrivals.News(booked.scans(), "CARRIER", parcel.carrier()));
            }
            case Answer.Refused(String reason) -> ParcelStore.problem(handle, parcel, State.PLANNED, reason);
            case Answer.Withdrawn _ -> ParcelStore.problem(handle, parcel, State.PLANNED, "withdrawn");
            case Answer.Missing _, Answer.Unknown _ -> ParcelStore.later(handle, parcel);
        }
    }

    private void recall(Parcel parcel, Carrier carrier) {
        Answer answer = carrier.cancel(parcel.forCarrier());
        settle(parcel.id(), (handle, order, now) -> {
            if (now.state() == State.RECALLING) {
                recalled(handle, order, now, answer);
            }
            return true;
        });
    }

    private void recalled(Handle handle, OrderHead order, Parcel parcel, Answer answer) {
        switch (answer) {
            case Answer.Withdrawn _ -> ParcelStore.cancelled(handle, parcel);
            case Answer.Missing _ -> {
                Instant asked = parcel.askedAt();
                if (asked == null || asked.isBefore(clock.instant().minus(LONGEST_JOURNEY))) {
                    ParcelStore.cancelled(handle, parcel);
                } else {
                    ParcelStore.later(handle, parcel);
                }
            }
            case Answer.Refused(String reason) -> {
                if (parcel.number() == null) {
                    ParcelStore.later(handle, parcel);
                } else {
                    ParcelStore.problem(handle, parcel, State.BOOKED, reason);
                    ParcelStore.watch(handle, parcel, true);
                }
            }
            case Answer.Booked booked -> {
                ParcelStore.booked(handle, parcel, parcel.carrier(), booked.trackingNumber());
                ParcelStore.watch(handle, parcel, true);
                Parcel after = ParcelStore.lock(handle, parcel.id()).orElseThrow();
                arrivals.take(handle, order, after, new Arrivals.News(booked.scans(), "CARRIER", parcel.carrier()));
            }
            case Answer.Unknown _ -> ParcelStore.later(handle, parcel);
        }
    }

    private void watch(Parcel parcel, Carrier carrier) {
        Answer answer = carrier.query(parcel.forCarrier());
        settle(parcel.id(), (handle, order, now) -> {
            if (Arrivals.listens(now.state())) {
                ParcelStore.later(handle, now);
                if (answer instanceof Answer.Booked booked
                        && booked.trackingNumber().equals(now.number())) {
                    arrivals.take(handle, order, now, new Arrivals.News(booked.scans(), "CARRIER", now.carrier()));
                }
            }
            return true;
        });
    }
}

package yardstick.orders.shipping;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import yardstick.kernel.Database;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.orders.Order;
import yardstick.orders.OrderId;
import yardstick.orders.Payments.WebhookAnswer;
import yardstick.orders.Shipment;
import yardstick.orders.ShipmentId;
import yardstick.orders.Shipments;
import yardstick.orders.TrackingNumber;
import yardstick.orders.book.OrderBook;
import yardstick.orders.book.OrderHead;
import yardstick.orders.cart.RefusedException;
import yardstick.orders.spi.Carrier;
import yardstick.orders.spi.Carrier.Notice;
import yardstick.orders.spi.Carrier.Scan;

/** Commands on parcels. Each locks the order first, then the parcel, so that units are never promised twice. */
@ApplicationScoped
class DefaultShipments implements Shipments {

    private static final Logger LOG = System.getLogger(DefaultShipments.class.getName());

    private static final int LONGEST_NUMBER = 40;

    @Inject
    Database database;

    @Inject
    OrderBook book;

    @Inject
    Carriers carriers;

    @Inject
    CarrierDesk desk;

    @Inject
    Departures departures;

    @Inject
    Arrivals arrivals;

    @Inject
    Clock clock;

    @Override
    public Outcome<Shipment> plan(Draft draft, String actor) {
        if (carriers.find(draft.carrier()).isEmpty()) {
            return Outcome.refused(Refusal.of("orders.parcel_unknown_carrier"));
        }
        try {
            return Outcome.done(database.write(handle -> plan(handle, draft)));
        } catch (RefusedException e) {
            return Outcome.refused(e.reason());
        }
    }

    private Shipment plan(Handle handle, Draft draft) {
        OrderHead order = book.lock(handle, draft.order())
                .orElseThrow(() -> new RefusedException(Refusal.of("orders.unknown_order")));
        if (order.state() != Order.State.PAID) {
            throw new RefusedException(Refusal.of("orders.parcel_order_not_paid"));
        }
        Map<Integer, Integer> units =
                draft.units().isEmpty() ? Allotment.everything(handle, order.id()) : new TreeMap<>(draft.units());
        if (units.isEmpty() || units.values().stream().anyMatch(count -> count < 1)) {
            throw new RefusedException(Refusal.of("orders.parcel_empty"));
        }
        Allotment.take(handle, order.id(), units).ifPresent(reason -> {
            throw new RefusedException(reason);
        });
        ShipmentId id = ParcelStore.insert(handle, order.id(), draft.carrier());
        ParcelStore.insertLines(handle, id, order.id(), units);
        return ShipmentReader.one(handle, id).orElseThrow();
    }

    @Override
    public Outcome<Shipment> book(ShipmentId id, String shopUrl, String actor) {
        Outcome<Boolean> begun = on(id, (handle, order, parcel) -> {
            if (parcel.state() == Shipment.State.BOOKING) {
                return Outcome.done(true);
            }
            if (!parcel.mayBecome(Shipment.State.BOOKING)) {
                return Outcome.refused(Refusal.of("orders.parcel_not_here"));
            }
            if (order.state() != Order.State.PAID) {
                return Outcome.refused(Refusal.of("orders.parcel_order_not_paid"));
            }
            if (carriers.find(parcel.carrier()).isEmpty()) {
                return Outcome.refused(Refusal.of("orders.parcel_unknown_carrier"));
            }
            ParcelStore.asking(handle, parcel, Shipment.State.BOOKING, shopUrl + WEBHOOK_PATH + parcel.carrier());
            return Outcome.done(true);
        });
        return asked(id, begun);
    }

    /** Asks the carrier when the command was not refused; the parcel then is what the answer made of it. */
    private Outcome<Shipment> asked(ShipmentId id, Outcome<Boolean> begun) {
        if (begun instanceof Outcome.Refused<Boolean>(Refusal reason)) {
            return Outcome.refused(reason);
        }
        desk.ask(id);
        return Outcome.done(find(id).orElseThrow());
    }

    @Override
    public Outcome<Shipment> number(ShipmentId id, String carrier, String trackingNumber) {
        String number = TrackingFormats.tidy(trackingNumber);
        if (number.isEmpty() || number.length() > LONGEST_NUMBER || !carrier.matches("[a-z0-9-]{1,30}")) {
            return Outcome.refused(Refusal.of("orders.parcel_bad_number"));
        }
        return shown(id, on(id, (handle, order, parcel) -> {
            if (parcel.state() != Shipment.State.PLANNED) {
                return Outcome.refused(Refusal.of("orders.parcel_not_here"));
            }
            if (ParcelStore.byNumber(handle, carrier, number).isPresent()) {
                return Outcome.refused(Refusal.of("orders.parcel_number_taken"));
            }
            ParcelStore.booked(handle, parcel, carrier, number);
            return Outcome.done(true);
        }));
    }

    @Override
    public Outcome<Shipment> handOver(ShipmentId id, String actor) {
        return shown(
                id,
                on(
                        id,
                        (handle, order, parcel) -> parcel.state() == Shipment.State.HANDED_OVER
                                ? Outcome.done(true)
                                : departures.leave(handle, order, parcel, actor)));
    }

    @Override
    public Outcome<Shipment> cancel(ShipmentId id, String actor) {
        Outcome<Boolean> begun = on(id, (handle, order, parcel) -> {
            boolean carrierKnows =
                    carriers.find(parcel.carrier()).isPresent() && parcel.state() != Shipment.State.PLANNED;
            Shipment.State next = carrierKnows ? Shipment.State.RECALLING : Shipment.State.CANCELLED;
            if (!parcel.mayBecome(next)) {
                return Outcome.refused(Refusal.of("orders.parcel_not_here"));
            }
            if (carrierKnows) {
                ParcelStore.asking(handle, parcel, Shipment.State.RECALLING, parcel.webhookUrl());
            } else {
                ParcelStore.cancelled(handle, parcel);
            }
            return Outcome.done(true);
        });
        return asked(id, begun);
    }

    @Override
    public Outcome<Shipment> see(ShipmentId id, Sighting sighting, String actor) {
        Instant now = clock.instant();
        Instant at = sighting.at() == null ? now : sighting.at();
        if (!Arrivals.staffMaySee(sighting.status()) || at.isAfter(now)) {
            return Outcome.refused(Refusal.of("orders.parcel_bad_sighting"));
        }
        return shown(id, on(id, (handle, order, parcel) -> {
            if (parcel.state() != Shipment.State.HANDED_OVER) {
                return Outcome.refused(Refusal.of("orders.parcel_still_here"));
            }
            Scan scan = new Scan(at, sighting.status(), sighting.place());
            arrivals.take(handle, order, parcel, new Arrivals.News(List.of(scan), "STAFF", actor));
            return Outcome.done(true);
        }));
    }

    private Outcome<Boolean> on(ShipmentId id, CarrierDesk.Locked<Outcome<Boolean>> work) {
        return database.write(handle -> ParcelStore.find(handle, id).isEmpty()
                ? Outcome.refused(Refusal.of("orders.unknown_parcel"))
                : desk.locked(handle, id, work));
    }

    private Outcome<Shipment> shown(ShipmentId id, Outcome<Boolean> outcome) {
        return outcome.map(done -> find(id).orElseThrow());
    }

    @Override
    public void refresh(ShipmentId id) {
        desk.ask(id);
    }

    @Override
    public Optional<Shipment> find(ShipmentId id) {
        return database.read(handle -> ShipmentReader.one(handle, id));
    }

    @Override
    public List<Shipment> ofOrder(OrderId order) {
        return database.read(handle -> ShipmentReader.ofOrder(handle, order));
    }

    @Override
    public List<OpenLine> open(OrderId order) {
        return database.read(handle -> Allotment.open(handle, order));
    }

    @Override
    public List<String> carriers() {
        return carriers.codes();
    }

    @Override
    public List<TrackingNumber> recognise(String trackingNumber) {
        return TrackingFormats.recognise(trackingNumber);
    }

    @Override
    public Set<String> knownCarriers() {
        return TrackingFormats.carriers();
    }

    @Override
    public WebhookAnswer webhook(String carrier, Map<String, String> headers, byte[] body) {
        Carrier known = carriers.find(carrier).orElse(null);
        if (known == null) {
            return WebhookAnswer.MALFORMED;
        }
        Optional<Notice> notice;
        try {
            notice = known.verify(headers, body);
        } catch (JsonException | ClassCastException | NullPointerException | IllegalArgumentException e) {
            LOG.log(Level.WARNING, "malformed webhook of carrier " + carrier + ": " + e.getMessage());
            return WebhookAnswer.MALFORMED;
        }
        if (notice.isEmpty()) {
            return WebhookAnswer.BAD_SIGNATURE;
        }
        try {
            database.execute(handle -> heard(handle, carrier, notice.get()));
            return WebhookAnswer.ACCEPTED;
        } catch (RuntimeException e) {
            LOG.log(Level.WARNING, "a webhook of " + carrier + " could not be applied and is expected again", e);
            return WebhookAnswer.TRY_LATER;
        }
    }

    /** What is unknown here is kept and answered for: a parcel that is still being booked is asked for anyway. */
    private void heard(Handle handle, String carrier, Notice notice) {
        Optional<ShipmentId> id = ParcelStore.byNumber(handle, carrier, notice.trackingNumber());
        int fresh = handle.createUpdate("""
                        INSERT INTO orders.carrier_inbox (carrier, event_id, tracking_number, known)
                        VALUES (:carrier, :event, :number, :known) ON CONFLICT DO NOTHING""")
                .bind("carrier", carrier)
                .bind("event", notice.eventId())
                .bind("number", notice.trackingNumber())
                .bind("known", id.isPresent())
                .execute();
        if (fresh == 1 && id.isPresent()) {
            desk.locked(handle, id.get(), (locked, order, parcel) -> {
                if (Arrivals.listens(parcel.state())) {
                    arrivals.take(locked, order, parcel, new Arrivals.News(List.of(notice.scan()), "CARRIER", carrier));
                }
                return true;
            });
        }
    }
}

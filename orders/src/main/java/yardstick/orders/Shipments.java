package yardstick.orders;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Outcome;
import yardstick.orders.Payments.WebhookAnswer;

/** The parcels of orders: planning, the carrier, hand-over, and what carriers report. */
public interface Shipments {

    /** Where the shop takes carriers' webhooks, below its root; the carrier's code follows. */
    String WEBHOOK_PATH = "/api/webhooks/carrier/";

    /**
     * @param units units by line number of the order; empty for everything that is in no parcel yet
     * @param carrier code of {@link #carriers()}
     */
    record Draft(OrderId order, Map<Integer, Integer> units, String carrier) {}

    /** A line of an order and how many units of it are in no parcel yet. */
    record OpenLine(int lineNo, String code, String title, int quantity, int left) {}

    /** What staff saw themselves. */
    record Sighting(ParcelStatus status, @Nullable Instant at, String place) {}

    /** Refused when a line has fewer units left, or the order is not paid. */
    Outcome<Shipment> plan(Draft draft, String actor);

    /**
     * Registers the parcel at its carrier under the parcel's own key, so that asking twice makes one parcel. When the
     * answer stays out the parcel is BOOKING until the carrier was asked again.
     *
     * @param shopUrl public base URL for the carrier's webhooks
     */
    Outcome<Shipment> book(ShipmentId id, String shopUrl, String actor);

    /** The parcel travels under a number that staff got from the carrier themselves. */
    Outcome<Shipment> number(ShipmentId id, String carrier, String trackingNumber);

    /** The parcel leaves the house. With the last unit of its order the order is shipped. */
    Outcome<Shipment> handOver(ShipmentId id, String actor);

    /** Takes a parcel apart that is still here; its units can be put into another one. */
    Outcome<Shipment> cancel(ShipmentId id, String actor);

    Outcome<Shipment> see(ShipmentId id, Sighting sighting, String actor);

    /** Asks the carrier now. */
    void refresh(ShipmentId id);

    Optional<Shipment> find(ShipmentId id);

    List<Shipment> ofOrder(OrderId order);

    List<OpenLine> open(OrderId order);

    /** Codes of the carriers the shop talks to. */
    List<String> carriers();

    /** Whose number this may be, the most believable first; empty when it looks like nobody's. */
    List<TrackingNumber> recognise(String trackingNumber);

    /** Codes of the carriers whose numbers are recognised. */
    Set<String> knownCarriers();

    /** A signed call of a carrier; header names in lower case. */
    WebhookAnswer webhook(String carrier, Map<String, String> headers, byte[] body);
}

package yardstick.sandbox.carrier;

import static yardstick.sandbox.json.Documents.JSON;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.sandbox.fault.Faults;
import yardstick.sandbox.fault.FaultyCalls;
import yardstick.sandbox.fault.Kind;
import yardstick.sandbox.fault.Operation;
import yardstick.sandbox.http.BadRequest;
import yardstick.sandbox.http.Fields;
import yardstick.sandbox.http.Handler;
import yardstick.sandbox.http.Reply;
import yardstick.sandbox.http.Request;
import yardstick.sandbox.http.Router;
import yardstick.sandbox.http.Signed;
import yardstick.sandbox.journal.Journal;
import yardstick.sandbox.webhook.Deliveries;
import yardstick.sandbox.webhook.Message;

/** Takes parcels, lets go of them until they move, and moves them on when told to; its own ledger, its own secret. */
public final class ShippingCarrier implements AutoCloseable {

    private static final int PROMISED_DAYS = 3;

    private static final String BY_KEY = "/v1/shipments/by-key/{key}";

    private final Signed signed;
    private final Deliveries deliveries;
    private final Place place;
    private final FaultyCalls calls;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, JsonObject> shipments = new HashMap<>();
    private final Map<String, String> keys = new HashMap<>();
    private final Journal journal;

    /** @param base address of the sandbox as browsers reach it */
    public record Place(String base, Faults faults) {}

    public ShippingCarrier(Path ledger, Signed signed, Deliveries deliveries, Place place) {
        this.signed = signed;
        this.deliveries = deliveries;
        this.place = place;
        this.calls = new FaultyCalls(place.faults(), (reply, kind) -> reply);
        this.journal = Journal.open(ledger, line -> apply(line).ifPresent(deliveries::send));
    }

    public void routes(Router router) {
        router.on("POST", "/v1/shipments", guarded(Operation.SHIPMENT, this::take))
                .on("GET", "/v1/shipments/{number}", guarded(Operation.TRACK, this::byNumber))
                .on("GET", BY_KEY, guarded(Operation.TRACK, this::byKey))
                .on("POST", BY_KEY + "/cancel", guarded(Operation.RECALL, this::cancel))
                .on("GET", "/labels/{number}", this::label)
                .on("POST", "/sandbox/carrier/{number}/advance", this::advance);
    }

    private Handler guarded(Operation operation, Handler handler) {
        return signed.guard(request -> calls.answer(operation, () -> handler.handle(request)));
    }

    private boolean declined(Operation operation) {
        return place.faults()
                .next(new Faults.Occasion(operation, Faults.Payments.ANY), EnumSet.of(Kind.DECLINE))
                .isPresent();
    }

    private synchronized Reply take(Request request) {
        String key = request.header("idempotency-key");
        if (key == null || key.isBlank()) {
            throw new BadRequest("missing_idempotency_key");
        }
        String earlier = keys.get(key);
        if (earlier != null) {
            JsonObject stored = known(earlier);
            return stored.getString("request").equals(request.bodyText())
                    ? Reply.json(201, view(stored))
                    : Reply.error(422, "idempotency_mismatch");
        }
        if (declined(Operation.SHIPMENT)) {
            return Reply.error(422, "address_not_served");
        }
        Fields fields = new Fields(request.json());
        byte[] digits = new byte[8];
        random.nextBytes(digits);
        Instant now = signed.clock().instant();
        JsonObject shipment = JSON.createObjectBuilder()
                .add("tracking_number", "SBX" + HexFormat.of().withUpperCase().formatHex(digits))
                .add("order", fields.text("order"))
                .add("status", ShipmentStatus.INFO_RECEIVED.code())
                .add("promised_date", today().plusDays(PROMISED_DAYS).toString())
                .add("webhook_url", fields.url("webhook_url"))
                .add("cancelled", false)
                .add("events", JSON.createArrayBuilder().add(scan(ShipmentStatus.INFO_RECEIVED, now, "")))
                .add("key", key)
                .add("request", request.bodyText())
                .build();
        record(shipment, null);
        return Reply.json(201, view(shipment));
    }

    private static JsonObject scan(ShipmentStatus status, Instant at, String where) {
        return JSON.createObjectBuilder()
                .add("status", status.code())
                .add("at", at.toString())
                .add("place", where)
                .build();
    }

    private LocalDate today() {
        return signed.clock().instant().atZone(ZoneOffset.UTC).toLocalDate();
    }

    private synchronized Reply byNumber(Request request) {
        return found(shipments.get(request.variable("number")));
    }

    private synchronized Reply byKey(Request request) {
        return found(shipments.get(keys.getOrDefault(request.variable("key"), "")));
    }

    private Reply found(@Nullable JsonObject shipment) {
        return shipment == null ? Reply.error(404, "not_found") : Reply.json(200, view(shipment));
    }

    /** Possible until the parcel was scanned on its way; repeating it changes nothing. */
    private synchronized Reply cancel(Request request) {
        JsonObject shipment = shipments.get(keys.getOrDefault(request.variable("key"), ""));
        if (shipment == null) {
            return Reply.error(404, "not_found");
        }
        if (shipment.getBoolean("cancelled", false)) {
            return Reply.json(200, view(shipment));
        }
        boolean moved = !shipment.getString("status").equals(ShipmentStatus.INFO_RECEIVED.code());
        if (moved || declined(Operation.RECALL)) {
            return Reply.error(409, "too_late");
        }
        JsonObject cancelled =
                JSON.createObjectBuilder(shipment).add("cancelled", true).build();
        record(cancelled, null);
        return Reply.json(200, view(cancelled));
    }

    private synchronized Reply label(Request request) {
        JsonObject shipment = shipments.get(request.variable("number"));
        return shipment == null
                ? Reply.error(404, "not_found")
                : Reply.of(
                        200,
                        "text/plain; charset=utf-8",
                        shipment.getString("tracking_number") + "\n" + shipment.getString("order") + "\n");
    }

    /** Body {@code {status, at, place}}, each of them optional: by default the next status, now, nowhere in particular. */
    private synchronized Reply advance(Request request) {
        JsonObject shipment = shipments.get(request.variable("number"));
        if (shipment == null) {
            return Reply.error(404, "not_found");
        }
        Fields fields = new Fields(request.json());
        ShipmentStatus now = ShipmentStatus.of(shipment.getString("status")).orElseThrow();
        String wished = fields.textOr("status", now.next().code());
        Optional<ShipmentStatus> status = ShipmentStatus.of(String.valueOf(wished));
        if (status.isEmpty()) {
            return Reply.error(422, "unknown_status");
        }
        JsonObject scan = scan(status.get(), time(fields), String.valueOf(fields.textOr("place", "")));
        JsonObject moved = JSON.createObjectBuilder(shipment)
                .add("status", status.get().code())
                .add("events", JSON.createArrayBuilder(scans(shipment)).add(scan))
                .build();
        if (status.get() != now) {
            record(moved, event(moved, scan));
        }
        return Reply.json(200, view(moved));
    }

    private Instant time(Fields fields) {
        String at = fields.textOr("at", null);
        try {
            return at == null ? signed.clock().instant() : Instant.parse(at);
        } catch (DateTimeException e) {
            throw new BadRequest("invalid_at", e);
        }
    }

    private JsonObject event(JsonObject shipment, JsonObject scan) {
        byte[] id = new byte[16];
        random.nextBytes(id);
        return JSON.createObjectBuilder()
                .add("event_id", "evt_" + HexFormat.of().formatHex(id))
                .add("type", "shipment.status")
                .add("created", signed.clock().instant().getEpochSecond())
                .add("shipment", view(shipment))
                .add("scan", scan)
                .build();
    }

    private void record(JsonObject shipment, @Nullable JsonObject event) {
        Instant now = signed.clock().instant();
        JsonObjectBuilder line =
                JSON.createObjectBuilder().add("at", now.toString()).add("shipment", shipment);
        if (event != null) {
            line.add("event", event);
        }
        JsonObject step = line.build();
        journal.append(step);
        apply(step).ifPresent(deliveries::send);
    }

    private Optional<Message> apply(JsonObject step) {
        JsonObject shipment = step.getJsonObject("shipment");
        shipments.put(shipment.getString("tracking_number"), shipment);
        keys.put(shipment.getString("key"), shipment.getString("tracking_number"));
        if (!step.containsKey("event")) {
            return Optional.empty();
        }
        JsonObject event = step.getJsonObject("event");
        return Optional.of(new Message(event.getString("event_id"), shipment.getString("webhook_url"), event));
    }

    private JsonObject known(String number) {
        JsonObject shipment = shipments.get(number);
        if (shipment == null) {
            throw new IllegalStateException("no shipment " + number);
        }
        return shipment;
    }

    /** Ledgers of earlier versions have neither scans nor cancellations. */
    private static JsonArray scans(JsonObject shipment) {
        return shipment.containsKey("events") ? shipment.getJsonArray("events") : JsonArray.EMPTY_JSON_ARRAY;
    }

    private JsonObject view(JsonObject shipment) {
        String number = shipment.getString("tracking_number");
        return JSON.createObjectBuilder()
                .add("tracking_number", number)
                .add("order", shipment.getString("order"))
                .add("status", shipment.getString("status"))
                .add("cancelled", shipment.getBoolean("cancelled", false))
                .add("promised_date", shipment.getString("promised_date"))
                .add("label_url", place.base() + "/labels/" + number)
                .add("events", scans(shipment))
                .build();
    }

    @Override
    public void close() {
        journal.close();
    }
}

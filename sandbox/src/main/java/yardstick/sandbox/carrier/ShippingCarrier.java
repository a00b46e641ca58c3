package yardstick.sandbox.carrier;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.sandbox.http.BadRequest;
import yardstick.sandbox.http.Fields;
import yardstick.sandbox.http.Reply;
import yardstick.sandbox.http.Request;
import yardstick.sandbox.http.Router;
import yardstick.sandbox.http.Signed;
import yardstick.sandbox.journal.Journal;
import yardstick.sandbox.webhook.Deliveries;
import yardstick.sandbox.webhook.Message;

/** Takes parcels and moves them on when told to; its own ledger, its own secret. */
public final class ShippingCarrier implements AutoCloseable {

    private static final int PROMISED_DAYS = 3;

    private final Signed signed;
    private final Deliveries deliveries;
    private final String base;
    private final SecureRandom random = new SecureRandom();
    private final Map<String, JsonObject> shipments = new HashMap<>();
    private final Map<String, String> keys = new HashMap<>();
    private final Journal journal;

    public ShippingCarrier(Path ledger, Signed signed, Deliveries deliveries, String base) {
        this.signed = signed;
        this.deliveries = deliveries;
        this.base = base;
        this.journal = Journal.open(ledger, line -> apply(line).ifPresent(deliveries::send));
    }

    public void routes(Router router) {
        router.on("POST", "/v1/shipments", signed.guard(this::take))
                .on("GET", "/v1/shipments/{number}", signed.guard(request -> find(request.variable("number"))))
                .on("GET", "/labels/{number}", this::label)
                .on("POST", "/sandbox/carrier/{number}/advance", this::advance);
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
        Fields fields = new Fields(request.json());
        byte[] digits = new byte[8];
        random.nextBytes(digits);
        JsonObject shipment = Json.createObjectBuilder()
                .add("tracking_number", "SBX" + HexFormat.of().withUpperCase().formatHex(digits))
                .add("order", fields.text("order"))
                .add("status", ShipmentStatus.INFO_RECEIVED.code())
                .add("promised_date", today().plusDays(PROMISED_DAYS).toString())
                .add("webhook_url", fields.url("webhook_url"))
                .add("key", key)
                .add("request", request.bodyText())
                .build();
        record(shipment, null);
        return Reply.json(201, view(shipment));
    }

    private LocalDate today() {
        return signed.clock().instant().atZone(ZoneOffset.UTC).toLocalDate();
    }

    private synchronized Reply find(String number) {
        JsonObject shipment = shipments.get(number);
        return shipment == null ? Reply.error(404, "not_found") : Reply.json(200, view(shipment));
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

    private synchronized Reply advance(Request request) {
        JsonObject shipment = shipments.get(request.variable("number"));
        if (shipment == null) {
            return Reply.error(404, "not_found");
        }
        ShipmentStatus now = ShipmentStatus.of(shipment.getString("status")).orElseThrow();
        String wished = new Fields(request.json()).textOr("status", now.next().code());
        Optional<ShipmentStatus> status = ShipmentStatus.of(String.valueOf(wished));
        if (status.isEmpty()) {
            return Reply.error(422, "unknown_status");
        }
        JsonObject moved = Json.createObjectBuilder(shipment)
                .add("status", status.get().code())
                .build();
        if (status.get() != now) {
            record(moved, event(moved));
        }
        return Reply.json(200, view(moved));
    }

    private JsonObject event(JsonObject shipment) {
        byte[] id = new byte[16];
        random.nextBytes(id);
        return Json.createObjectBuilder()
                .add("event_id", "evt_" + HexFormat.of().formatHex(id))
                .add("type", "shipment.status")
                .add("created", signed.clock().instant().getEpochSecond())
                .add("shipment", view(shipment))
                .build();
    }

    private void record(JsonObject shipment, @Nullable JsonObject event) {
        Instant now = signed.clock().instant();
        JsonObjectBuilder line =
                Json.createObjectBuilder().add("at", now.toString()).add("shipment", shipment);
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

    private JsonObject view(JsonObject shipment) {
        String number = shipment.getString("tracking_number");
        return Json.createObjectBuilder()
                .add("tracking_number", number)
                .add("order", shipment.getString("order"))
                .add("status", shipment.getString("status"))
                .add("promised_date", shipment.getString("promised_date"))
                .add("label_url", base + "/labels/" + number)
                .build();
    }

    @Override
    public void close() {
        journal.close();
    }
}

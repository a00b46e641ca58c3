package yardstick.orders.shipping;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.orders.ParcelStatus;
import yardstick.orders.json.JsonText;
import yardstick.orders.spi.Carrier;
import yardstick.orders.wire.BodySignature;
import yardstick.orders.wire.SignedCalls;

/** The carrier at {@code carrier.url}: signed JSON over HTTP. Whatever is no definite answer is Unknown. */
@ApplicationScoped
class SandboxCarrier implements Carrier {

    static final String CODE = "sandbox";

    private static final String SIGNATURE = "x-gateway-signature";

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    private volatile @Nullable SignedCalls calls;

    SandboxCarrier() {}

    @Override
    public String code() {
        return CODE;
    }

    private SignedCalls calls() {
        SignedCalls current = calls;
        if (current == null) {
            current = new SignedCalls(this::carrier, clock);
            calls = current;
        }
        return current;
    }

    private SignedCalls.Peer carrier() {
        return new SignedCalls.Peer(
                settings.text(Setting.CARRIER_URL),
                settings.text(Setting.GATEWAY_MERCHANT),
                settings.text(Setting.CARRIER_SECRET),
                settings.number(Setting.CARRIER_TIMEOUT_MS));
    }

    @Override
    public Answer create(Parcel parcel) {
        String body = JsonText.object()
                .add("merchant", settings.text(Setting.GATEWAY_MERCHANT))
                .add("order", parcel.orderNumber())
                .add("method", parcel.method())
                .add("address", JsonText.parse(JsonText.of(parcel.address())))
                .add("parcels", 1)
                .add("webhook_url", parcel.webhookUrl())
                .build()
                .toString();
        return answer(parcel, send("POST", "/v1/shipments", parcel.key(), body), SandboxCarrier::booked);
    }

    @Override
    public Answer query(Parcel parcel) {
        return answer(parcel, send("GET", path(parcel), parcel.key(), ""), SandboxCarrier::booked);
    }

    @Override
    public Answer cancel(Parcel parcel) {
        SignedCalls.Reply reply = send("POST", path(parcel) + "/cancel", parcel.key() + "-cancel", "{}");
        return answer(
                parcel,
                reply,
                shipment -> shipment.getBoolean("cancelled", false)
                        ? new Answer.Withdrawn()
                        : new Answer.Unknown("not cancelled"));
    }

    private static String path(Parcel parcel) {
        return "/v1/shipments/by-key/" + parcel.key();
    }

    private SignedCalls.Reply send(String method, String path, String key, String body) {
        return calls().send(new SignedCalls.Call(method, path, key, body));
    }

    private static Answer answer(Parcel parcel, SignedCalls.Reply reply, Function<JsonObject, Answer> meaning) {
        JsonObject json = reply.json();
        if (reply.status() == 404 && reply.error().equals("not_found")) {
            return new Answer.Missing();
        }
        if (json == null || reply.status() >= 500 || reply.status() == 0) {
            return new Answer.Unknown(reply.error().isEmpty() ? "HTTP " + reply.status() : reply.error());
        }
        if (reply.status() == 401 || reply.status() == 429) {
            return new Answer.Unknown("HTTP " + reply.status());
        }
        if (reply.status() >= 400) {
            return new Answer.Refused(reply.error());
        }
        try {
            return json.getString("order").equals(parcel.orderNumber())
                    ? meaning.apply(json)
                    : new Answer.Unknown("the answer is about another order");
        } catch (ClassCastException | NullPointerException | IllegalArgumentException | DateTimeException e) {
            return new Answer.Unknown("the answer makes no sense");
        }
    }

    private static Answer booked(JsonObject shipment) {
        if (shipment.getBoolean("cancelled", false)) {
            return new Answer.Withdrawn();
        }
        List<Scan> scans = shipment.getJsonArray("events").getValuesAs(JsonObject.class).stream()
                .map(SandboxCarrier::scan)
                .toList();
        return new Answer.Booked(
                shipment.getString("tracking_number"), LocalDate.parse(shipment.getString("promised_date")), scans);
    }

    private static Scan scan(JsonObject event) {
        ParcelStatus status = ParcelStatus.ofCode(event.getString("status"))
                .orElseThrow(() -> new IllegalArgumentException("unknown status"));
        return new Scan(Instant.parse(event.getString("at")), status, event.getString("place", ""));
    }

    @Override
    public Optional<Notice> verify(Map<String, String> headers, byte[] body) {
        BodySignature signature = new BodySignature(settings.text(Setting.CARRIER_SECRET));
        if (!signature.verify(headers.get(SIGNATURE), body, clock.instant().getEpochSecond())) {
            return Optional.empty();
        }
        JsonObject event = JsonText.parse(new String(body, StandardCharsets.UTF_8));
        JsonObject shipment = event.getJsonObject("shipment");
        try {
            return Optional.of(new Notice(
                    event.getString("event_id"),
                    shipment.getString("tracking_number"),
                    scan(event.getJsonObject("scan"))));
        } catch (DateTimeException e) {
            throw new JsonException("a time that is none", e);
        }
    }
}

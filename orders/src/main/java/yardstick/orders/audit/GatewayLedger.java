package yardstick.orders.audit;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.orders.json.JsonText;

/**
 * The gateway's own books, read as an auditor would: with a client of its own that shares nothing with the code that
 * makes payments.
 */
final class GatewayLedger {

    private static final Duration LONGEST = Duration.ofSeconds(30);

    private final Settings settings;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    GatewayLedger(Settings settings, Clock clock) {
        this.settings = settings;
        this.clock = clock;
    }

    /** @param kind authorise, capture, void, refund or decline */
    record Line(Instant at, String attempt, String order, String kind, long amountMinor, String currency) {}

    boolean exists() {
        return !settings.text(Setting.GATEWAY_URL).isEmpty();
    }

    /** All of it, or empty when it cannot be read. */
    Optional<List<Line>> read() {
        try {
            HttpResponse<String> response = http.send(request(), HttpResponse.BodyHandlers.ofString());
            return response.statusCode() == 200 ? Optional.of(lines(response.body())) : Optional.empty();
        } catch (IOException | JsonException | ClassCastException | NullPointerException | IllegalArgumentException e) {
            return Optional.empty();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return Optional.empty();
        }
    }

    private HttpRequest request() {
        String merchant = settings.text(Setting.GATEWAY_MERCHANT);
        long now = clock.instant().getEpochSecond();
        return HttpRequest.newBuilder(URI.create(settings.text(Setting.GATEWAY_URL) + "/v1/ledger?after=0"))
                .timeout(LONGEST)
                .header("X-Merchant", merchant)
                .header("Idempotency-Key", "audit-" + now)
                .header("X-Signature", "t=" + now + ",v1=" + hmac(now + "."))
                .GET()
                .build();
    }

    private String hmac(String text) {
        try {
            byte[] secret = settings.text(Setting.GATEWAY_SECRET).getBytes(StandardCharsets.UTF_8);
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret, "HmacSHA256"));
            return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("HmacSHA256 is part of every Java", e);
        }
    }

    private static List<Line> lines(String body) {
        List<Line> lines = new ArrayList<>();
        for (JsonObject entry : JsonText.parse(body).getJsonArray("entries").getValuesAs(JsonObject.class)) {
            lines.add(new Line(
                    Instant.parse(entry.getString("at")),
                    entry.getString("attempt"),
                    entry.getString("order"),
                    entry.getString("kind"),
                    entry.getJsonNumber("amount_minor").longValueExact(),
                    entry.getString("currency")));
        }
        return lines;
    }
}

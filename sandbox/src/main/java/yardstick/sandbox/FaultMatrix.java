package yardstick.sandbox;

import static yardstick.sandbox.json.Documents.JSON;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import yardstick.sandbox.fault.Kind;

/** Every fault of the simulated gateway at every operation it fits, and how a drill orders them over HTTP. */
public final class FaultMatrix {

    private static final HttpClient HTTP =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    private FaultMatrix() {}

    /** What the gateway does that a fault can hit. */
    public enum Operation {
        AUTHORISE,
        /** Only for payments that the gateway does not capture by itself. */
        CAPTURE,
        VOID,
        REFUND,
        WEBHOOK,
        QUERY
    }

    /** @param kind as the sandbox names it, in lower case */
    public record Fault(Operation operation, String kind) {}

    /** @param amountMinor only payments of this amount are hit */
    public record Strike(Fault fault, long amountMinor, int times, int delayMillis) {}

    public static List<Fault> all() {
        List<Fault> all = new ArrayList<>();
        for (Operation operation : Operation.values()) {
            yardstick.sandbox.fault.Operation hit = yardstick.sandbox.fault.Operation.valueOf(operation.name());
            for (Kind kind : Kind.values()) {
                if (kind.fits(hit)) {
                    all.add(new Fault(operation, kind.name().toLowerCase(Locale.ROOT)));
                }
            }
        }
        return List.copyOf(all);
    }

    /** @param sandbox its base URL */
    public static void arm(String sandbox, Strike strike) {
        JsonObject body = JSON.createObjectBuilder()
                .add("operation", strike.fault().operation().name().toLowerCase(Locale.ROOT))
                .add("kind", strike.fault().kind())
                .add("times", strike.times())
                .add("delay_ms", strike.delayMillis())
                .add("amount_minor", strike.amountMinor())
                .build();
        order(sandbox, body);
    }

    private static void order(String sandbox, JsonObject body) {
        int status = send(HttpRequest.newBuilder(URI.create(sandbox + "/sandbox/faults"))
                        .POST(BodyPublishers.ofString(body.toString()))
                        .build())
                .statusCode();
        if (status != 201) {
            throw new IllegalStateException("the sandbox refused " + body + " with " + status);
        }
    }

    /** Every call about payments of this channel goes wrong in this way, until {@link #clear}. */
    public static void takeDown(String sandbox, String channel, String kind) {
        order(
                sandbox,
                JSON.createObjectBuilder()
                        .add("operation", "*")
                        .add("kind", kind)
                        .add("times", Integer.MAX_VALUE)
                        .add("delay_ms", kind.equals("timeout_before") ? 5_000 : 0)
                        .add("channel", channel)
                        .build());
    }

    public static void clear(String sandbox) {
        var _ = send(HttpRequest.newBuilder(URI.create(sandbox + "/sandbox/faults"))
                .DELETE()
                .build());
    }

    /** How many faults have happened since the sandbox started. */
    public static long struck(String sandbox) {
        return state(sandbox).getJsonNumber("struck").longValue();
    }

    /** The amounts of faults that were armed and have not happened once. */
    public static Set<Long> missed(String sandbox) {
        return state(sandbox).getJsonArray("waiting").getValuesAs(JsonObject.class).stream()
                .filter(each -> each.getInt("left") == each.getInt("times"))
                .map(each -> each.getJsonNumber("amount_minor").longValue())
                .collect(Collectors.toSet());
    }

    private static JsonObject state(String sandbox) {
        String body = send(HttpRequest.newBuilder(URI.create(sandbox + "/sandbox/faults"))
                        .build())
                .body();
        try (var reader = JSON.createReader(new StringReader(body))) {
            return reader.readObject();
        }
    }

    private static HttpResponse<String> send(HttpRequest request) {
        try {
            return HTTP.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}

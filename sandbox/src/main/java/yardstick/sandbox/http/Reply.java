package yardstick.sandbox.http;

import static yardstick.sandbox.json.Documents.JSON;

import jakarta.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;

/**
 * What to answer; {@link #cut()} closes the connection without an answer.
 *
 * @param drip how long the second half is held back before the connection is closed without it; zero for all at once
 */
public record Reply(int status, Map<String, String> headers, byte[] body, Duration drip) {

    private static final int NO_ANSWER = 0;

    private Reply(int status, Map<String, String> headers, byte[] body) {
        this(status, headers, body, Duration.ZERO);
    }

    public static Reply json(int status, JsonObject body) {
        return of(status, "application/json", body.toString());
    }

    public static Reply error(int status, String code) {
        return json(status, JSON.createObjectBuilder().add("error", code).build());
    }

    public static Reply html(int status, String nonce, String body) {
        return new Reply(
                status,
                Map.of(
                        "Content-Type",
                        "text/html; charset=utf-8",
                        "Content-Security-Policy",
                        "default-src 'none'; style-src 'nonce-" + nonce + "'; base-uri 'none'; frame-ancestors 'none'",
                        "Cache-Control",
                        "no-store",
                        "Referrer-Policy",
                        "no-referrer",
                        "X-Content-Type-Options",
                        "nosniff"),
                body.getBytes(StandardCharsets.UTF_8));
    }

    public static Reply of(int status, String contentType, String body) {
        return new Reply(status, Map.of("Content-Type", contentType), body.getBytes(StandardCharsets.UTF_8));
    }

    public static Reply redirect(String location) {
        return new Reply(303, Map.of("Location", location), new byte[0]);
    }

    public static Reply empty(int status) {
        return new Reply(status, Map.of(), new byte[0]);
    }

    /** The disk takes nothing at the moment. */
    static Reply later() {
        return new Reply(
                503,
                Map.of("Content-Type", "application/json", "Retry-After", "1"),
                "{\"error\":\"unavailable\"}".getBytes(StandardCharsets.UTF_8));
    }

    public static Reply cut() {
        return empty(NO_ANSWER);
    }

    public Reply dripping(Duration delay) {
        return new Reply(status, headers, body, delay);
    }

    boolean isCut() {
        return status == NO_ANSWER;
    }
}

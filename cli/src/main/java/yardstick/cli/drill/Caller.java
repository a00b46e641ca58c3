package yardstick.cli.drill;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Collectors;

/** A script on a page of the shop: posts JSON with the browser's cookies. */
record Caller(HttpClient http, String shop, Map<String, String> cookies, String userAgent) {

    private static final int NOT_FOUND = 404;

    /** The answer, which may be that there is no such thing; empty when there is none. */
    JsonObject post(String path, String body) {
        HttpRequest request = HttpRequest.newBuilder(URI.create(shop + path))
                .timeout(Duration.ofSeconds(30))
                .header("Content-Type", "application/json")
                .header("User-Agent", userAgent)
                .header(
                        "Cookie",
                        cookies.entrySet().stream()
                                .map(each -> each.getKey() + "=" + each.getValue())
                                .collect(Collectors.joining("; ")))
                .POST(BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() >= 300 && answer.statusCode() != NOT_FOUND) {
                throw new IllegalStateException(path + " answered " + answer.statusCode() + " " + answer.body());
            }
            try (JsonReader reader =
                    Json.createReader(new StringReader(answer.body().isBlank() ? "{}" : answer.body()))) {
                return reader.readObject();
            }
        } catch (IOException e) {
            throw new IllegalStateException(path + " cannot be reached", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", e);
        }
    }
}

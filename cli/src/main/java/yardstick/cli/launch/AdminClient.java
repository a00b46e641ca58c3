package yardstick.cli.launch;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.StringReader;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** Calls the running shop's administration API with the token from the data directory. */
public final class AdminClient {

    private final String base;
    private final String token;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    public AdminClient(ShopDirectory shop) {
        Properties state = shop.state()
                .orElseThrow(() -> new UsageFailure("no shop is running on " + shop.root()
                        + "; start it with ./yardstick run --detach --data " + shop.root() + "."));
        this.base = state.getProperty("shop_url");
        this.token = shop.adminToken();
    }

    /** True when the shop at this address says that it is ready. */
    public static boolean ready(String base) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create(base + "/health/ready").toURL().openConnection();
            connection.setConnectTimeout(1000);
            connection.setReadTimeout(3000);
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }

    public JsonObject get(String path, Map<String, String> query) {
        return send(request(path, query).GET().build());
    }

    public JsonObject post(String path, Map<String, String> query) {
        return send(
                request(path, query).POST(HttpRequest.BodyPublishers.noBody()).build());
    }

    public JsonObject upload(String path, Map<String, String> query, Path file) {
        try {
            return send(request(path, query)
                    .header("Content-Type", "application/octet-stream")
                    .POST(HttpRequest.BodyPublishers.ofFile(file))
                    .build());
        } catch (FileNotFoundException e) {
            throw new UsageFailure("there is no file " + file + ".");
        }
    }

    private HttpRequest.Builder request(String path, Map<String, String> query) {
        String parameters = query.entrySet().stream()
                .map(entry -> entry.getKey() + "=" + URLEncoder.encode(entry.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
        return HttpRequest.newBuilder(URI.create(base + path + (parameters.isEmpty() ? "" : "?" + parameters)))
                .header("Authorization", "Bearer " + token)
                .header("Accept", "application/json")
                .timeout(Duration.ofMinutes(10));
    }

    private JsonObject send(HttpRequest request) {
        HttpResponse<String> response;
        try {
            response = http.send(request, HttpResponse.BodyHandlers.ofString());
        } catch (IOException e) {
            throw new UsageFailure(
                    "the shop at " + base + " does not answer (" + e.getMessage() + "); look at ./yardstick status.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UsageFailure("interrupted.");
        }
        JsonObject body = parse(response.body());
        if (response.statusCode() >= 400) {
            throw new UsageFailure(body.getString("detail", body.getString("title", "HTTP " + response.statusCode())));
        }
        return body;
    }

    private static JsonObject parse(String text) {
        try (JsonReader reader = Json.createReader(new StringReader(text.isBlank() ? "{}" : text))) {
            return reader.readObject();
        } catch (jakarta.json.JsonException e) {
            return Json.createObjectBuilder()
                    .add("detail", "the shop gave no JSON answer")
                    .build();
        }
    }
}

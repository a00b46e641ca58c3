package yardstick.acceptance.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.StringReader;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import yardstick.acceptance.shop.RunningShop;

/** What the server says to monitors, browsers and programs: health, headers, the API's description, and bad requests. */
class FrontDoorIT {

    private static final RunningShop SHOP = RunningShop.demo();
    private static final Pattern NONCE = Pattern.compile("script-src 'self' 'nonce-([^']+)'");

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @ParameterizedTest
    @ValueSource(strings = {"/health", "/health/started", "/health/live", "/health/ready"})
    void healthIsUp(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        assertEquals(200, answer.statusCode());
        assertEquals("UP", object(answer.body()).getString("status"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/en",
                "/zh/search?q=%E8%8C%B6",
                "/en/cart",
                "/en/sign-in",
                "/en/privacy",
                "/en/no-such",
                "/en/admin"
            })
    void noScriptOrStyleWithoutTheNonceOfThisResponse(String path) throws Exception {
        HttpResponse<String> answer = get(path);
        String policy = header(answer, "Content-Security-Policy");
        Matcher matcher = NONCE.matcher(policy);
        assertTrue(matcher.find(), policy);
        assertFalse(policy.contains("unsafe"), policy);
        assertNotEquals(policy, header(get(path), "Content-Security-Policy"), "a nonce is used once");
        Document page = Jsoup.parse(answer.body());
        for (Element each : page.select("script, style")) {
            assertEquals(matcher.group(1), each.attr("nonce"), each::outerHtml);
        }
        assertEquals(List.of(), page.select("[style]").eachAttr("style"));
        for (Element each : page.getAllElements()) {
            assertTrue(
                    each.attributes().asList().stream()
                            .noneMatch(attribute -> attribute.getKey().startsWith("on")),
                    each::outerHtml);
        }
        for (Element form : page.select("form[method=post]")) {
            assertTrue(form.select("input[type=hidden][name=_csrf]").hasAttr("value"), form::outerHtml);
        }
        assertEquals("nosniff", header(answer, "X-Content-Type-Options"));
        assertEquals("DENY", header(answer, "X-Frame-Options"));
    }

    @Test
    void theApiDescribesItselfAndNothingElse() throws Exception {
        HttpResponse<String> answer = get("/openapi?format=json");
        assertEquals(200, answer.statusCode());
        JsonObject paths = object(answer.body()).getJsonObject("paths");
        assertTrue(paths.containsKey("/api/v1/carts/{cart}/orders"), () -> String.join(" ", paths.keySet()));
        assertTrue(
                paths.keySet().stream().allMatch(path -> path.startsWith("/api/") || path.startsWith("/ofrep/v1/")),
                () -> paths.keySet().toString());
        assertTrue(paths.size() >= 40, () -> "only " + paths.size() + " paths");
    }

    @Test
    void theNumberOnAnErrorPageIsInTheLog() throws Exception {
        HttpResponse<String> answer = get("/en/no-such-page");
        assertEquals(404, answer.statusCode());
        String id = header(answer, "X-Request-Id");
        assertEquals(id, Jsoup.parse(answer.body()).select("code").text());
        String line = "";
        for (int i = 0; i < 50 && line.isEmpty(); i++) {
            Thread.sleep(100);
            line = logged(id);
        }
        assertTrue(object(line).getString("message").contains("404 not_found GET /en/no-such-page"), line);
    }

    private static String logged(String id) throws IOException {
        try (var lines = Files.lines(SHOP.data().resolve("logs/messages.log"))) {
            return lines.filter(line -> line.contains(id)).findFirst().orElse("");
        }
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            GET    | /api/v1/no-such                                        |                         | 404
            GET    | /api/v1/products/no-such-product                       |                         | 404
            GET    | /api/v1/carts/not-a-cart                               |                         | 404
            GET    | /api/v1/carts/00000000-0000-0000-0000-000000000000     |                         | 404
            GET    | /api/v1/orders/no-such-order                           |                         | 404
            DELETE | /api/v1/products                                       |                         | 405
            POST   | /api/v1/carts/00000000-0000-0000-0000-000000000000/lines | {"sku": 1              | 400
            POST   | /api/v1/carts/00000000-0000-0000-0000-000000000000/lines | {"sku":"x","quantity":1} | 400
            POST   | /api/v1/carts/00000000-0000-0000-0000-000000000000/lines | [1, 2]                 | 400
            GET    | /api/admin/panel                                       |                         | 401
            POST   | /api/admin/stock                                       | {}                      | 401
            """)
    void aBadRequestIsAProblemDocument(String method, String path, String body, int status) throws Exception {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(SHOP.url() + path))
                .header("Accept", "application/json")
                .header("Content-Type", "application/json")
                .method(method, body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body));
        HttpResponse<String> answer = http.send(request.build(), HttpResponse.BodyHandlers.ofString());
        assertEquals(status, answer.statusCode(), answer.body());
        assertTrue(header(answer, "Content-Type").startsWith("application/problem+json"), answer.body());
        JsonObject problem = object(answer.body());
        assertEquals(status, problem.getInt("status"));
        assertFalse(problem.getString("title").isBlank());
        assertEquals(header(answer, "X-Request-Id"), problem.getString("request_id"));
        assertFalse(answer.body().contains("Exception"), answer.body());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            /en/c/no-such-category | 404
            /en/p/no-such-product  | 404
            /en/order/no-such      | 404
            /nonsense              | 404
            /en/search?q=%00%FF%3Cscript%3E&page=-7&size=x&sort=nonsense&price=1..0 | 200
            /WEB-INF/web.xml       | 404
            /error                 | 404
            /health/no-such        | 404
            /en/p/%252e%252e%252f  | 404
            /en/p/%2e%2e%2fx       | 400
            /en/search?q=%zz       | 400
            /api/v1/products?q=%zz | 400
            """)
    void aBadAddressIsAPageWithoutInternals(String path, int status) throws Exception {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertEquals("HTTP/1.1 " + status, answer.substring(0, 12), answer);
        if (!path.startsWith("/api/")) {
            assertTrue(Jsoup.parse(answer).select("main a[href]").size() > 0, () -> "there is a way on: " + answer);
        }
        assertFalse(answer.contains("Exception") || answer.contains("com.ibm") || answer.contains("SRVE"), answer);
        assertFalse(answer.contains("<script>"), path);
    }

    /**
     * The server's web container answers these before any application, with a line that no setting changes: it says that
     * the address is not encoded as it should be, and nothing of the inside.
     */
    @ParameterizedTest
    @ValueSource(strings = {"/en/p/%00", "/en/p/%zz"})
    void anAddressThatIsNoneIsRefusedWithoutInternals(String path) throws Exception {
        String answer = raw("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");
        assertTrue(answer.startsWith("HTTP/1.1 400"), answer);
        assertFalse(answer.contains("Exception") || answer.contains("com.ibm"), answer);
    }

    @Test
    void aFormThatCannotBeDecodedIsTurnedAway() throws Exception {
        String answer = raw("POST /en/cart/add HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n"
                + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: 19\r\n\r\nsku=%zz&quantity=%1");
        assertTrue(answer.startsWith("HTTP/1.1 4"), answer);
        assertFalse(answer.contains("Exception"), answer);
    }

    /** As it is: a client's library would refuse to send what these requests say. */
    private static String raw(String request) throws IOException {
        URI shop = URI.create(SHOP.url());
        try (Socket socket = new Socket(shop.getHost(), shop.getPort())) {
            socket.setSoTimeout(30_000);
            socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        return http.send(
                HttpRequest.newBuilder(URI.create(SHOP.url() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> answer, String name) {
        return answer.headers().firstValue(name).orElse("");
    }

    private static JsonObject object(String text) {
        try (var reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }
}

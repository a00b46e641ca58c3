package yardstick.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GatewayTest {

    @TempDir
    Path data;

    private Shop shop;

    @BeforeEach
    void open() throws Exception {
        shop = new Shop(data);
    }

    @AfterEach
    void close() throws Exception {
        shop.close();
    }

    private static JsonObject amount(long minor) {
        return Json.createObjectBuilder().add("amount_minor", minor).build();
    }

    @Test
    void paymentIsCapturedOnThePageAndTold() throws Exception {
        HttpResponse<String> begun = shop.begin("a1", 1250);
        assertEquals(201, begun.statusCode());
        JsonObject payment = Shop.parse(begun.body());
        assertEquals("requires_action", payment.getString("status"));

        HttpResponse<String> paid = shop.send(HttpRequest.newBuilder(URI.create(payment.getString("redirect_url")))
                .POST(BodyPublishers.ofString("action=pay")));
        assertEquals(303, paid.statusCode());
        assertEquals(
                "http://127.0.0.1:1/orders/1?a=1&b=2",
                paid.headers().firstValue("location").orElseThrow());

        assertEquals("captured", shop.status("a1"));
        assertEquals(List.of("authorise", "capture"), shop.books());
        Shop.Hook hook = shop.hooks(1).getFirst();
        assertTrue(hook.rightlySigned());
        assertEquals("payment.captured", hook.body().getString("type"));
        assertEquals(1250, hook.body().getJsonObject("payment").getInt("captured_minor"));
    }

    @Test
    void sameKeyReplaysAndOtherBodyIsRefused() {
        HttpResponse<String> first = shop.begin("a1", 1250);
        shop.pay("a1");
        HttpResponse<String> again = shop.begin("a1", 1250);
        assertEquals(201, again.statusCode());
        assertEquals(first.body(), again.body());
        HttpResponse<String> other = shop.begin("a1", 1251);
        assertEquals(422, other.statusCode());
        assertEquals("idempotency_mismatch", Shop.parse(other.body()).getString("error"));
        assertEquals(
                409,
                shop.post("/v1/payments", "other key", shop.payment("a1", 1250)).statusCode());
    }

    @Test
    void refundsAddUpToTheCapturedAmountAndNoFurther() {
        shop.begin("a1", 1000);
        shop.pay("a1");
        String refund = "/v1/payments/by-attempt/a1/refund";
        assertEquals(200, shop.post(refund, "r1", amount(400)).statusCode());
        assertEquals(200, shop.post(refund, "r1", amount(400)).statusCode());
        assertEquals("captured", shop.status("a1"));
        assertEquals(409, shop.post(refund, "r2", amount(601)).statusCode());
        assertEquals(200, shop.post(refund, "r3", amount(600)).statusCode());
        assertEquals("refunded", shop.status("a1"));
        assertEquals(List.of("authorise", "capture", "refund", "refund"), shop.books());
    }

    @Test
    void voidedPaymentCannotBePaid() {
        shop.begin("a1", 1000);
        JsonObject nothing = JsonObject.EMPTY_JSON_OBJECT;
        assertEquals(
                200, shop.post("/v1/payments/by-attempt/a1/void", "v1", nothing).statusCode());
        assertEquals(
                200, shop.post("/v1/payments/by-attempt/a1/void", "v2", nothing).statusCode());
        shop.pay("a1");
        assertEquals("voided", shop.status("a1"));
        assertEquals(List.of("void"), shop.books());
    }

    @Test
    void manualCaptureWaitsForTheShop() {
        JsonObject manual = Json.createObjectBuilder(shop.payment("a1", 1000))
                .add("capture", "manual")
                .build();
        shop.post("/v1/payments", "a1", manual);
        String capture = "/v1/payments/by-attempt/a1/capture";
        assertEquals(409, shop.post(capture, "c1", amount(1000)).statusCode());
        shop.pay("a1");
        assertEquals("authorised", shop.status("a1"));
        assertEquals(200, shop.post(capture, "c1", amount(900)).statusCode());
        assertEquals("captured", shop.status("a1"));
    }

    @Test
    void callsWithoutTheRightSignatureChangeNothing() {
        String body = shop.payment("a1", 1000).toString();
        assertEquals(
                401,
                shop.send(shop.signed("/v1/payments", "wrong secret", body).header("Idempotency-Key", "a1"))
                        .statusCode());
        assertEquals(
                401,
                shop.send(shop.signed("/v1/payments", Shop.SECRET, body)
                                .POST(BodyPublishers.ofString(body.replace("1000", "1")))
                                .header("Idempotency-Key", "a1"))
                        .statusCode());
        assertEquals(404, shop.get("/v1/payments/by-attempt/a1").statusCode());
    }

    @Test
    void badInputIsNamed() {
        JsonObject script = Json.createObjectBuilder(shop.payment("a1", 10))
                .add("return_url", "javascript:alert(1)")
                .build();
        assertEquals(
                "{\"error\":\"invalid_return_url\"}",
                shop.post("/v1/payments", "a1", script).body());
        assertEquals(
                "{\"error\":\"invalid_amount_minor\"}", shop.begin("a1", -5).body());
        assertEquals(400, shop.plain("/sandbox/faults", "{not json").statusCode());
        assertEquals(405, shop.get("/v1/shipments").statusCode());
        assertEquals(404, shop.get("/nowhere").statusCode());
    }

    @Test
    void booksSurviveARestartAndAHalfWrittenLine() throws Exception {
        HttpResponse<String> first = shop.begin("a1", 1250);
        shop.pay("a1");
        shop.begin("a2", 700);
        shop.hooks(1);
        Files.write(
                data.resolve("gateway-ledger.jsonl"),
                "{\"at\":\"20".getBytes(StandardCharsets.UTF_8),
                StandardOpenOption.APPEND);
        shop.restart();
        assertEquals("captured", shop.status("a1"));
        assertEquals("requires_action", shop.status("a2"));
        assertEquals(List.of("authorise", "capture"), shop.books());
        assertEquals(first.body(), shop.begin("a1", 1250).body());
        shop.pay("a2");
        shop.restart();
        assertEquals("captured", shop.status("a2"));
        assertEquals(4, shop.books().size());
    }

    @Test
    void webhookGoesOnAfterARestart() throws Exception {
        shop.refusals.set(2);
        shop.begin("a1", 1250);
        shop.pay("a1");
        shop.hooks(1);
        shop.restart();
        List<Shop.Hook> hooks = shop.hooks(3);
        assertEquals(3, hooks.size());
        assertEquals(
                1,
                hooks.stream()
                        .map(hook -> hook.body().getString("event_id"))
                        .distinct()
                        .count());
        Thread.sleep(200);
        assertEquals(3, shop.hooks(3).size(), "nothing is sent after a 2xx");
    }

    @Test
    void webhookAttemptsAreBounded() throws Exception {
        shop.refusals.set(100);
        shop.begin("a1", 1250);
        shop.pay("a1");
        shop.hooks(4);
        Thread.sleep(300);
        assertEquals(4, shop.hooks(4).size());
    }

    @Test
    void concurrentPayAndVoidLeaveOneOutcome() {
        IntStream.range(0, 20).forEach(i -> {
            shop.begin("a" + i, 100);
            IntStream.range(0, 6).parallel().forEach(call -> {
                if (call % 2 == 0) {
                    shop.pay("a" + i);
                } else {
                    shop.post("/v1/payments/by-attempt/a" + i + "/void", "v" + call, JsonObject.EMPTY_JSON_OBJECT);
                }
            });
        });
        List<String> books = shop.books();
        long captures = books.stream().filter("capture"::equals).count();
        long voids = books.stream().filter("void"::equals).count();
        assertEquals(20, captures + voids);
    }

    @Test
    void pageSpeaksTheBrowsersLanguageAndEscapes() {
        JsonObject odd = Json.createObjectBuilder(shop.payment("a1", 123_456))
                .add("order", "<b>&\"")
                .build();
        String url = Shop.parse(shop.post("/v1/payments", "a1", odd).body()).getString("redirect_url");
        HttpRequest.Builder page = HttpRequest.newBuilder(URI.create(url));
        String zh = shop.send(page.copy().header("Accept-Language", "zh-CN,zh;q=0.9,en;q=0.8"))
                .body();
        assertTrue(zh.contains("<html lang=\"zh-CN\">") && zh.contains("付款") && zh.contains("1,234.56"), zh);
        String en =
                shop.send(page.copy().header("Accept-Language", "fr,en;q=0.5")).body();
        assertTrue(en.contains("<html lang=\"en\">") && en.contains("&lt;b&gt;&amp;&quot;"), en);
        assertFalse(en.contains("<script"), en);
        assertThrows(IllegalArgumentException.class, () -> Options.parse(List.of("--port", "x"), Map.of()));
    }
}

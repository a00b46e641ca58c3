package yardstick.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FaultTest {

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

    private int queryStatus(String attempt) {
        return shop.get("/v1/payments/by-attempt/" + attempt).statusCode();
    }

    @Test
    void timeoutBeforeDoesNothing() {
        shop.fault("authorise", "timeout_before");
        assertThrows(Shop.NoAnswer.class, () -> shop.begin("a1", 100));
        assertEquals(404, queryStatus("a1"));
        assertEquals(201, shop.begin("a1", 100).statusCode(), "a fault happens as often as asked");
    }

    @Test
    void oneChannelIsDownAndTheOthersWork() {
        FaultMatrix.takeDown(shop.url(), "wallet-redirect", "http_500");
        assertEquals(201, shop.begin("a1", 100).statusCode(), "a card");
        assertEquals(200, queryStatus("a1"));
        FaultMatrix.takeDown(shop.url(), "card-redirect", "http_500");
        assertEquals(500, shop.begin("a2", 100).statusCode());
        assertEquals(500, shop.begin("a2", 100).statusCode());
        assertEquals(500, queryStatus("a1"));
        FaultMatrix.clear(shop.url());
        assertEquals(404, queryStatus("a2"));
    }

    @Test
    void timeoutAfterAndResetHaveDoneTheWork() {
        shop.fault("authorise", "timeout_after");
        assertThrows(Shop.NoAnswer.class, () -> shop.begin("a1", 100));
        assertEquals(200, queryStatus("a1"));
        shop.pay("a1");
        shop.fault("refund", "reset");
        JsonObject refund = Json.createObjectBuilder().add("amount_minor", 100).build();
        assertThrows(Shop.NoAnswer.class, () -> shop.post("/v1/payments/by-attempt/a1/refund", "r1", refund));
        assertEquals("refunded", shop.status("a1"));
        assertEquals(
                200,
                shop.post("/v1/payments/by-attempt/a1/refund", "r1", refund).statusCode());
        assertEquals(List.of("authorise", "capture", "refund"), shop.books());
    }

    @Test
    void brokenAnswers() {
        shop.fault("*", "http_500");
        assertEquals(500, shop.begin("a1", 100).statusCode());
        assertEquals(404, queryStatus("a1"));
        shop.fault("authorise", "garbage");
        assertThrows(
                RuntimeException.class, () -> Shop.parse(shop.begin("a1", 100).body()));
        assertEquals(200, queryStatus("a1"));
        shop.fault("query", "wrong_amount");
        JsonObject wrong = Shop.parse(shop.get("/v1/payments/by-attempt/a1").body());
        assertEquals(101, wrong.getInt("amount_minor"));
        shop.fault("query", "slow");
        long start = System.nanoTime();
        assertEquals(200, queryStatus("a1"));
        assertTrue(System.nanoTime() - start > 190_000_000L);
    }

    @Test
    void declineByTheIssuer() throws Exception {
        shop.fault("authorise", "decline");
        shop.begin("a1", 100);
        shop.pay("a1");
        JsonObject payment = Shop.parse(shop.get("/v1/payments/by-attempt/a1").body());
        assertEquals("declined", payment.getString("status"));
        assertEquals("do_not_honour", payment.getString("decline_reason"));
        assertEquals("payment.declined", shop.hooks(1).getFirst().body().getString("type"));
    }

    @Test
    void duplicateAndLostWebhooks() throws Exception {
        shop.fault("webhook", "duplicate_webhook");
        shop.begin("a1", 100);
        shop.pay("a1");
        List<Shop.Hook> same = shop.hooks(5);
        assertEquals(1, same.stream().map(Shop.Hook::body).distinct().count());
        shop.fault("webhook", "lost_webhook");
        shop.begin("a2", 100);
        shop.pay("a2");
        Thread.sleep(300);
        assertEquals(5, shop.hooks(5).size());
        assertEquals("captured", shop.status("a2"));
    }

    @Test
    void halfOfAnAnswerIsNoneAndTheWorkIsDone() {
        shop.fault("authorise", "drip");
        assertThrows(Shop.NoAnswer.class, () -> shop.begin("a1", 100));
        assertEquals(200, queryStatus("a1"));
    }

    @Test
    void theWebhookIsThereBeforeTheAnswer() throws Exception {
        shop.begin("a1", 100);
        shop.pay("a1");
        shop.hooks(1);
        shop.fault("refund", "late_answer");
        Thread answer = Thread.startVirtualThread(() -> shop.post(
                "/v1/payments/by-attempt/a1/refund",
                "r1",
                Json.createObjectBuilder().add("amount_minor", 100).build()));
        assertEquals("payment.refunded", shop.hooks(2).getLast().body().getString("type"));
        assertTrue(answer.isAlive(), "still waiting for the answer");
        answer.join();
    }

    @Test
    void aDeclineAfterTheCaptureIsALie() throws Exception {
        shop.fault("webhook", "late_decline");
        shop.begin("a1", 100);
        shop.pay("a1");
        List<Shop.Hook> both = shop.hooks(2);
        assertEquals("payment.captured", both.getFirst().body().getString("type"));
        JsonObject lie = both.getLast().body();
        assertEquals("payment.declined", lie.getString("type"));
        assertEquals("declined", lie.getJsonObject("payment").getString("status"));
        assertEquals("captured", shop.status("a1"));
    }

    @Test
    void everyAnswerAboutAPaymentCanBeWrong() {
        shop.fault("authorise", "unknown_currency");
        assertEquals("?", Shop.parse(shop.begin("a1", 100).body()).getString("currency"));
        shop.fault("void", "wrong_amount");
        JsonObject voided = Shop.parse(shop.post(
                        "/v1/payments/by-attempt/a1/void",
                        "v1",
                        Json.createObjectBuilder().build())
                .body());
        assertEquals(101, voided.getInt("amount_minor"));
        assertEquals("voided", shop.status("a1"));
    }

    @Test
    void moneyCanBeTakenAfterAVoid() throws Exception {
        shop.begin("a1", 100);
        shop.post(
                "/v1/payments/by-attempt/a1/void",
                "v1",
                Json.createObjectBuilder().build());
        shop.plain("/sandbox/pay", "{\"attempt\":\"a1\",\"action\":\"force\"}");
        JsonObject payment = Shop.parse(shop.get("/sandbox/payments").body())
                .getJsonArray("payments")
                .getJsonObject(0);
        assertEquals("captured", payment.getString("status"));
        assertEquals(100, payment.getInt("captured_minor"));
        assertEquals(List.of("void", "capture"), shop.books());
        assertEquals("payment.captured", shop.hooks(2).getLast().body().getString("type"));
    }

    @Test
    void unsignedForgedAndOldWebhooks() throws Exception {
        for (String kind : List.of("missing_signature", "bad_signature", "old_signature")) {
            shop.fault("webhook", kind);
        }
        shop.refusals.set(3);
        shop.begin("a1", 100);
        shop.pay("a1");
        List<Shop.Hook> hooks = shop.hooks(4);
        assertNull(hooks.getFirst().header());
        for (int i = 0; i < 3; i++) {
            assertFalse(hooks.get(i).rightlySigned());
        }
        assertTrue(hooks.get(3).rightlySigned());
    }

    @Test
    void wrongCurrencyAndLateWebhook() throws Exception {
        shop.fault("webhook", "late_webhook");
        shop.fault("webhook", "wrong_currency");
        shop.begin("a1", 100);
        long start = System.nanoTime();
        shop.pay("a1");
        Shop.Hook hook = shop.hooks(1).getFirst();
        assertTrue(System.nanoTime() - start > 190_000_000L);
        assertEquals("USD", hook.body().getJsonObject("payment").getString("currency"));
        assertTrue(hook.rightlySigned());
    }

    @Test
    void clearedAndSenselessFaults() {
        shop.fault("authorise", "http_500");
        HttpResponse<String> cleared =
                shop.send(shop.signed("/sandbox/faults", Shop.SECRET, "").DELETE());
        assertEquals(204, cleared.statusCode());
        assertEquals(201, shop.begin("a1", 100).statusCode());
        HttpResponse<String> senseless =
                shop.plain("/sandbox/faults", "{\"operation\":\"void\",\"kind\":\"late_webhook\"}");
        assertEquals(422, senseless.statusCode());
    }
}

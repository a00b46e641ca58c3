package yardstick.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static yardstick.orders.shop.Shop.CARD;
import static yardstick.orders.shop.Shop.attempt;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import yardstick.orders.Order.PaymentState;
import yardstick.orders.Order.State;
import yardstick.orders.Payments.WebhookAnswer;
import yardstick.orders.shop.SandboxGateway;

class PaymentWebhookTest extends PaymentCase {
    @Test
    void theWebhookPays() {
        Order order = shop.waiting(sku);
        shop.gateway.pay(attempt(order));
        assertEquals(WebhookAnswer.ACCEPTED, shop.hear(shop.gateway.event(attempt(order))));
        assertPaidOnce(order);
        Purchase purchase = shop.announcements.of(Purchase.class).getFirst();
        assertEquals(5_800, purchase.total().minor());
        assertEquals("S1", purchase.items().getFirst().get("item_id"));
    }

    @Test
    void theSameWebhookFiveTimesPaysOnce() {
        Order order = shop.waiting(sku);
        shop.gateway.pay(attempt(order));
        byte[] body = shop.gateway.event(attempt(order));
        for (int i = 0; i < 5; i++) {
            assertEquals(WebhookAnswer.ACCEPTED, shop.hear(body));
        }
        assertEquals(WebhookAnswer.ACCEPTED, shop.hear(shop.gateway.event(attempt(order))), "another event, same news");
        assertPaidOnce(order);
    }

    @Test
    void aLateDeclineDoesNotUndoAPayment() {
        Order order = shop.waiting(sku);
        byte[] declined = shop.gateway.event(
                attempt(order),
                Map.of("status", Json.createValue("declined"), "decline_reason", Json.createValue("expired_card")));
        shop.gateway.pay(attempt(order));
        shop.hear(shop.gateway.event(attempt(order)));
        assertEquals(WebhookAnswer.ACCEPTED, shop.hear(declined));
        assertPaidOnce(order);
        assertEquals(0, shop.announced(PaymentFailed.class));
        assertEquals(1, parked("late"));
    }

    @Test
    void aCaptureAfterADeclineIsBelieved() {
        Order order = shop.waiting(sku);
        shop.hear(shop.gateway.event(
                attempt(order),
                Map.of("status", Json.createValue("declined"), "decline_reason", Json.createValue("expired_card"))));
        assertEquals(PaymentState.DECLINED, payment(order));
        shop.gateway.pay(attempt(order));
        shop.hear(shop.gateway.event(attempt(order)));
        assertPaidOnce(order);
    }

    private void assertNotBelieved(Map<String, JsonValue> replaced) {
        Order order = shop.waiting(sku);
        shop.gateway.pay(attempt(order));
        assertEquals(WebhookAnswer.ACCEPTED, shop.hear(shop.gateway.event(attempt(order), replaced)));
        assertEquals(State.PENDING_PAYMENT, state(order));
        assertEquals(0, shop.announced(Purchase.class));
        assertEquals(1, parked("mismatch"));
        shop.later();
        assertPaidOnce(order);
    }

    @Test
    void aWrongAmountIsNotBelieved() {
        assertNotBelieved(Map.of("amount_minor", Json.createValue(1), "captured_minor", Json.createValue(1)));
    }

    @Test
    void aWrongDueAmountIsNotBelieved() {
        assertNotBelieved(Map.of("amount_minor", Json.createValue(5_801)));
    }

    @Test
    void aWrongCapturedAmountIsNotBelieved() {
        assertNotBelieved(Map.of("captured_minor", Json.createValue(1)));
    }

    @Test
    void aWrongCurrencyIsNotBelieved() {
        assertNotBelieved(Map.of("currency", Json.createValue("JPY")));
    }

    @Test
    void aForeignOrderIsNotBelieved() {
        assertNotBelieved(Map.of("order", Json.createValue("1")));
    }

    @Test
    void onlyOurSignatureOpensTheDoor() {
        Order order = shop.waiting(sku);
        shop.gateway.pay(attempt(order));
        byte[] body = shop.gateway.event(attempt(order));
        long now = Clock.systemUTC().instant().getEpochSecond();
        String good = SandboxGateway.sign(now, body);
        byte[] tampered = new String(body, StandardCharsets.UTF_8)
                .replace("captured", "authorised")
                .getBytes(StandardCharsets.UTF_8);
        assertEquals(WebhookAnswer.BAD_SIGNATURE, shop.payments.webhook(CARD, Map.of(), body));
        for (String bad : List.of(
                "",
                "t=" + now,
                "t=,v1=",
                "v1=" + good.substring(good.indexOf("v1=") + 3),
                good.substring(0, good.length() - 2),
                good.substring(0, good.length() - 1) + (good.endsWith("0") ? "1" : "0"),
                good.replace("t=" + now, "t=" + (now - 1)),
                SandboxGateway.sign(now - 301, body),
                SandboxGateway.sign(now + 302, body),
                SandboxGateway.sign(now, tampered))) {
            assertEquals(
                    WebhookAnswer.BAD_SIGNATURE,
                    shop.payments.webhook(CARD, Map.of("x-gateway-signature", bad), body),
                    bad);
        }
        assertEquals(State.PENDING_PAYMENT, state(order));
        assertEquals(
                WebhookAnswer.ACCEPTED,
                shop.payments.webhook(CARD, Map.of("x-gateway-signature", SandboxGateway.sign(now - 290, body)), body));
        assertPaidOnce(order);
    }

    @Test
    void nonsenseIsMalformedAndStrangersArePutAside() {
        Order order = shop.waiting(sku);
        for (String body : List.of(
                "",
                "[]",
                "{}",
                "{\"payment\":{}}",
                "null",
                "{\"event_id\":1,\"payment\":{\"merchant\":\"yardstick\"}}")) {
            assertEquals(WebhookAnswer.MALFORMED, shop.hear(body.getBytes(StandardCharsets.UTF_8)), body);
        }
        assertEquals(WebhookAnswer.MALFORMED, shop.payments.webhook("cash", Map.of(), new byte[0]));
        byte[] otherMerchant =
                shop.gateway.event(attempt(order), Map.of("merchant", Json.createValue("somebody else")));
        assertEquals(WebhookAnswer.BAD_SIGNATURE, shop.hear(otherMerchant));
        byte[] stranger = shop.gateway.event(attempt(order), Map.of("attempt", Json.createValue("no-such-attempt")));
        assertEquals(WebhookAnswer.ACCEPTED, shop.hear(stranger));
        assertEquals(1, parked("unknown_attempt"));
        assertEquals(State.PENDING_PAYMENT, state(order));
    }

    @Test
    void aLateRedirectDoesNotUndoAnAuthorisation() {
        Order order = shop.waiting(sku);
        shop.hear(shop.gateway.event(attempt(order), Map.of("status", Json.createValue("authorised"))));
        assertEquals(PaymentState.AUTHORISED, payment(order));
        shop.payments.returned(order.token());
        assertEquals(PaymentState.AUTHORISED, payment(order));
        shop.gateway.pay(attempt(order));
        shop.later();
        assertPaidOnce(order);
    }

    @Test
    void aRefundMadeOutsideIsPutAside() {
        Order order = shop.waiting(sku);
        Map<String, JsonValue> refunded = new HashMap<>();
        refunded.put("status", Json.createValue("refunded"));
        refunded.put("refunded_minor", Json.createValue(5_800));
        shop.hear(shop.gateway.event(attempt(order), refunded));
        assertEquals(1, parked("refunded"));
        assertEquals(State.PENDING_PAYMENT, state(order));
    }
}

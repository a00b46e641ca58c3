package yardstick.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static yardstick.orders.shop.Shop.BACK;
import static yardstick.orders.shop.Shop.CARD;
import static yardstick.orders.shop.Shop.attempt;
import static yardstick.orders.shop.Shop.done;
import static yardstick.orders.shop.Shop.refusal;

import jakarta.json.Json;
import jakarta.json.JsonValue;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yardstick.catalog.SkuId;
import yardstick.orders.Order.PaymentState;
import yardstick.orders.Order.State;
import yardstick.orders.Payments.WebhookAnswer;
import yardstick.orders.shop.Shop;
import yardstick.orders.shop.TestGateway;
import yardstick.orders.shop.TestGateway.Failure;

class PaymentsTest {

    private static final String WALLET = "wallet-redirect";

    private Shop shop = new Shop();
    private SkuId sku = new SkuId(0);

    @BeforeEach
    void open() {
        sku = shop.sku(1, 5_000, 10);
        shop.halfOff.limit(100);
    }

    @AfterEach
    void close() {
        shop.audit();
        shop.close();
    }

    private PaymentState payment(Order order) {
        return shop.again(order).payments().getLast().state();
    }

    private State state(Order order) {
        return shop.again(order).state();
    }

    private long parked(String kind) {
        return shop.number("SELECT count(*) FROM orders.parked_notice WHERE kind = '" + kind + "'");
    }

    private void assertPaidOnce(Order order) {
        assertEquals(State.PAID, state(order));
        assertEquals(1, shop.announced(Purchase.class));
        assertEquals(new Stock.Level(9, 0), shop.stock.level(sku));
    }

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
        String good = TestGateway.sign(now, body);
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
                TestGateway.sign(now - 301, body),
                TestGateway.sign(now + 302, body),
                TestGateway.sign(now, tampered))) {
            assertEquals(
                    WebhookAnswer.BAD_SIGNATURE,
                    shop.payments.webhook(CARD, Map.of("x-gateway-signature", bad), body),
                    bad);
        }
        assertEquals(State.PENDING_PAYMENT, state(order));
        assertEquals(
                WebhookAnswer.ACCEPTED,
                shop.payments.webhook(CARD, Map.of("x-gateway-signature", TestGateway.sign(now - 290, body)), body));
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
    void returningAsksTheGatewayAndBelievesNothingElse() {
        Order order = shop.waiting(sku);
        shop.payments.returned(order.token());
        assertEquals(State.PENDING_PAYMENT, state(order));
        shop.gateway.pay(attempt(order));
        shop.payments.returned(order.token());
        assertPaidOnce(order);
        shop.payments.returned("");
        shop.payments.returned("unknown");
    }

    @Test
    void aDeclineIsToldAndAnotherChannelMayPay() {
        Order order = shop.waiting(sku);
        String first = attempt(order);
        shop.gateway.decline(first, "insufficient_funds");
        shop.payments.returned(order.token());
        assertEquals(PaymentState.DECLINED, payment(order));
        assertEquals(
                "insufficient_funds", shop.again(order).payments().getLast().declineReason());
        assertEquals(1, shop.announced(PaymentFailed.class));
        String url = done(shop.payments.retry(order.token(), WALLET, BACK));
        assertTrue(url.startsWith(shop.gateway.url()), url);
        String second = attempt(shop.again(order));
        assertNotEquals(first, second);
        shop.gateway.pay(second);
        shop.payments.returned(order.token());
        assertPaidOnce(order);
        assertEquals("orders.not_waiting_for_payment", refusal(shop.payments.retry(order.token(), CARD, BACK)));
    }

    @Test
    void theSameChannelIsContinuedAndAnotherOneVoidsFirst() {
        Order order = shop.waiting(sku);
        String first = attempt(order);
        assertTrue(done(shop.payments.retry(order.token(), CARD, BACK)).endsWith(first));
        assertEquals(1, shop.gateway.payments());
        done(shop.payments.retry(order.token(), WALLET, BACK));
        assertEquals("voided", shop.gateway.status(first));
        assertEquals(2, shop.gateway.payments());
    }

    @Test
    void noSecondAttemptWhileTheFirstIsInDoubt() {
        shop.gateway.fail("begin", Failure.UNANSWERED);
        Order order = shop.waiting(sku);
        shop.gateway.fail("void", Failure.LOST);
        assertEquals("orders.payment_still_unknown", refusal(shop.payments.retry(order.token(), WALLET, BACK)));
        assertEquals(1, shop.gateway.payments());
        assertEquals("orders.unknown_channel", refusal(shop.payments.retry(order.token(), "cash", BACK)));
        assertEquals("orders.unknown_order", refusal(shop.payments.retry("nobody's", CARD, BACK)));
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void whateverHappensToTheFirstCallTheOrderIsPaidOnce(Failure failure) {
        shop.gateway.fail("begin", failure);
        Order order = shop.waiting(sku);
        assertNotEquals(PaymentState.DECLINED, payment(order));
        assertEquals(State.PENDING_PAYMENT, state(order));
        shop.later();
        shop.later();
        assertEquals(PaymentState.CREATED, payment(order), "resolved by asking");
        shop.gateway.pay(attempt(order));
        shop.later();
        assertPaidOnce(order);
        assertEquals(1, shop.gateway.payments());
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void whateverHappensToAQueryThePaymentIsFound(Failure failure) {
        Order order = shop.waiting(sku);
        shop.gateway.pay(attempt(order));
        shop.gateway.fail("query", failure);
        shop.later();
        assertNotEquals(State.CANCELLED, state(order));
        shop.later();
        assertPaidOnce(order);
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void whateverHappensToTheVoidStockComesBackOnce(Failure failure) {
        Order order = shop.waiting(sku);
        shop.gateway.fail("void", failure);
        shop.expire();
        assertEquals(State.PENDING_PAYMENT, state(order), "not before the gateway has confirmed");
        assertEquals(new Stock.Level(10, 1), shop.stock.level(sku));
        shop.expire();
        shop.expire();
        assertEquals(State.CANCELLED, state(order));
        assertEquals(new Stock.Level(10, 0), shop.stock.level(sku));
        assertEquals(1, shop.number("SELECT count(*) FROM orders.stock_movement WHERE kind = 'RELEASE'"));
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void whateverHappensToTheRefundItIsMadeOnce(Failure failure) {
        Order order = shop.waiting(sku);
        shop.gateway.pay(attempt(order));
        shop.payments.returned(order.token());
        shop.gateway.fail("refund", failure);
        done(shop.orders.cancel(order.id(), "admin"));
        assertEquals(State.PAID, state(order), "not before the gateway has confirmed");
        shop.later();
        shop.later();
        assertEquals(State.REFUNDED, state(order));
        assertEquals(0, shop.gateway.balance());
        assertEquals(1, shop.announced(OrderRefunded.class));
        assertEquals(new Stock.Level(10, 0), shop.stock.level(sku));
        assertEquals("orders.already_ended", refusal(shop.orders.cancel(order.id(), "admin")));
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
    void aRefusedRefundMayBeAskedForAgain() {
        Order order = shop.waiting(sku);
        shop.gateway.pay(attempt(order));
        shop.payments.returned(order.token());
        shop.gateway.refuseRefunds(true);
        done(shop.orders.cancel(order.id(), "admin"));
        assertEquals(State.PAID, state(order));
        assertEquals(1, parked("refund_refused"));
        shop.gateway.refuseRefunds(false);
        assertEquals(
                State.REFUNDED, done(shop.orders.cancel(order.id(), "admin")).state());
        assertEquals(0, shop.gateway.balance());
    }

    @Test
    void moneyForACancelledOrderGoesBackByItself() {
        Order order = shop.waiting(sku);
        shop.expire();
        assertEquals(State.CANCELLED, state(order));
        byte[] late = shop.gateway.forceCapture(attempt(order));
        assertEquals(WebhookAnswer.ACCEPTED, shop.hear(late));
        assertEquals(State.CANCELLED, state(order));
        shop.later();
        assertEquals(PaymentState.REFUNDED, payment(order));
        assertEquals(0, shop.gateway.balance());
        assertEquals(0, shop.announced(Purchase.class));
    }

    @Test
    void twoPaidAttemptsAreOnePaymentAndOneRefund() {
        Order order = shop.waiting(sku);
        String first = attempt(order);
        done(shop.payments.retry(order.token(), WALLET, BACK));
        String second = attempt(shop.again(order));
        shop.gateway.pay(second);
        shop.payments.returned(order.token());
        assertEquals(WebhookAnswer.ACCEPTED, shop.hear(shop.gateway.forceCapture(first)));
        shop.later();
        assertPaidOnce(order);
        assertEquals(5_800, shop.gateway.balance());
        assertEquals(0, shop.announced(OrderRefunded.class), "the order's own money stays");
    }

    @Test
    void anAttemptNobodyWaitsForIsVoided() {
        Order order = shop.waiting(sku);
        String first = attempt(order);
        done(shop.payments.retry(order.token(), WALLET, BACK));
        String second = attempt(shop.again(order));
        shop.hear(shop.gateway.forceCapture(first));
        assertPaidOnce(order);
        shop.later();
        assertEquals("voided", shop.gateway.status(second));
        assertEquals(0, shop.number("SELECT count(*) FROM orders.payment_attempt WHERE next_check_at IS NOT NULL"));
    }

    @Test
    void expiryGivesEverythingBackOnceAndTheCartToo() {
        CartId cart = shop.cartWith(sku, 3);
        done(shop.carts.enterCoupon(cart, "HALF", Shop.GUEST));
        Checkout.Quote quote = shop.checkout.begin(cart, Shop.GUEST).orElseThrow();
        Checkout.Placed.Accepted placed =
                (Checkout.Placed.Accepted) shop.checkout.place(cart, Shop.command(quote.key()), Shop.GUEST);
        assertEquals(1, shop.halfOff.used());
        for (int i = 0; i < 3; i++) {
            shop.expire();
        }
        Order order = shop.order(placed.orderToken());
        assertEquals(State.CANCELLED, order.state());
        assertEquals("voided", shop.gateway.status(attempt(order)));
        assertEquals(0, shop.halfOff.used());
        assertEquals(new Stock.Level(10, 0), shop.stock.level(sku));
        assertEquals(3, shop.cart(cart).units());
        assertEquals(
                placed.orderToken(),
                ((Checkout.Placed.Accepted) shop.checkout.place(cart, Shop.command(quote.key()), Shop.GUEST))
                        .orderToken(),
                "an old key stays its old order");
        assertNotEquals(placed.orderToken(), shop.place(cart).orderToken());
    }

    @Test
    void expiryDoesNotTakeAPaidOrder() {
        Order order = shop.waiting(sku);
        shop.gateway.pay(attempt(order));
        shop.expire();
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

    @Test
    void customersSpendWhatTheyPaidAndDidNotGetBack() {
        CustomerId customer = new CustomerId(
                shop.number("INSERT INTO orders.customer (source, external_id) VALUES ('shop', 'x') RETURNING id"));
        Order kept = shop.waiting(sku);
        Order returned = shop.waiting(sku);
        shop.database.execute(handle -> handle.execute("UPDATE orders.orders SET customer_id = ?", customer.value()));
        for (Order order : List.of(kept, returned)) {
            shop.gateway.pay(attempt(order));
            shop.payments.returned(order.token());
        }
        assertEquals(11_600, shop.orders.spent(customer).minor());
        done(shop.orders.cancel(returned.id(), "admin"));
        assertEquals(5_800, shop.orders.spent(customer).minor());
        assertEquals(2, shop.orders.ofCustomer(customer, 10).size());
    }
}

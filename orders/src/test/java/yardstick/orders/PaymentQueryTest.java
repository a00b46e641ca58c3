package yardstick.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static yardstick.orders.shop.Shop.BACK;
import static yardstick.orders.shop.Shop.CARD;
import static yardstick.orders.shop.Shop.attempt;
import static yardstick.orders.shop.Shop.done;
import static yardstick.orders.shop.Shop.refusal;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import yardstick.catalog.SkuId;
import yardstick.kernel.Language;
import yardstick.kernel.runtime.IcuMessages;
import yardstick.orders.Order.PaymentState;
import yardstick.orders.Order.State;
import yardstick.orders.shop.SandboxGateway.Failure;
import yardstick.orders.shop.Shop;
import yardstick.orders.spi.DeclineReason;

class PaymentQueryTest extends PaymentCase {

    private static final IcuMessages TEXTS = IcuMessages.load();

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
        assertEquals(shop.gateway.page(first), done(shop.payments.retry(order.token(), CARD, BACK)));
        assertEquals(1, shop.gateway.payments());
        done(shop.payments.retry(order.token(), WALLET, BACK));
        assertEquals("voided", shop.gateway.status(first));
        assertEquals(2, shop.gateway.payments());
    }

    @Test
    void noSecondAttemptWhileTheFirstIsInDoubt() {
        shop.gateway.fail("authorise", Failure.UNANSWERED);
        Order order = shop.waiting(sku);
        shop.gateway.fail("void", Failure.LOST);
        assertEquals("orders.payment_still_unknown", refusal(shop.payments.retry(order.token(), WALLET, BACK)));
        assertEquals(1, shop.gateway.payments());
        assertEquals("orders.unknown_channel", refusal(shop.payments.retry(order.token(), "cash", BACK)));
        assertEquals("orders.unknown_order", refusal(shop.payments.retry("nobody's", CARD, BACK)));
    }

    @Test
    void theSameChannelIsBegunAgainWhenItsFirstCallWasLost() {
        shop.gateway.fail("authorise", Failure.LOST);
        Order order = shop.waiting(sku);
        String first = attempt(order);
        assertEquals("missing", shop.gateway.status(first));
        shop.gateway.fail("authorise", Failure.UNANSWERED);
        assertEquals("orders.payment_still_unknown", refusal(shop.payments.retry(order.token(), CARD, BACK)));
        assertEquals(shop.gateway.page(first), done(shop.payments.retry(order.token(), CARD, BACK)));
        assertEquals(1, shop.gateway.payments());
        shop.gateway.pay(first);
        shop.payments.returned(order.token());
        assertPaidOnce(order);
    }

    @Test
    void anotherChannelIsOpenAtOnceWhenTheFirstCallWasLost() {
        shop.gateway.fail("authorise", Failure.LOST);
        Order order = shop.waiting(sku);
        String first = attempt(order);
        String url = done(shop.payments.retry(order.token(), WALLET, BACK));
        assertTrue(url.startsWith(shop.gateway.url()), url);
        assertEquals("voided", shop.gateway.status(first), "a call that comes late finds it void");
    }

    @Test
    void aShopperWhoAsksAgainAndAgainDoesNotPutOffTheSweep() {
        shop.gateway.fail("authorise", Failure.LOST);
        Order order = shop.waiting(sku);
        for (int i = 0; i < 5; i++) {
            shop.gateway.fail("authorise", Failure.SERVER_ERROR);
            assertEquals("orders.payment_still_unknown", refusal(shop.payments.retry(order.token(), CARD, BACK)));
        }
        assertEquals(1, shop.number("""
                SELECT count(*) FROM orders.payment_attempt
                WHERE next_check_at <= created_at + interval '10 seconds'"""));
    }

    @ParameterizedTest
    @EnumSource(Failure.class)
    void whateverHappensToTheFirstCallTheOrderIsPaidOnce(Failure failure) {
        shop.gateway.fail("authorise", failure);
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

    /** {@code OTHER} is what no reason of the gateway becomes. */
    @ParameterizedTest
    @EnumSource(value = DeclineReason.class, mode = EnumSource.Mode.EXCLUDE, names = "OTHER")
    void everyReasonLeadsToItsAdviceInBothLanguages(DeclineReason reason) {
        Order order = shop.waiting(sku);
        shop.gateway.decline(attempt(order), reason.code());
        shop.payments.returned(order.token());
        Order.Payment payment = shop.again(order).payments().getLast();
        String advice = switch (reason) {
            case INSUFFICIENT_FUNDS, EXPIRED_CARD, INVALID_CARD -> "other_card";
            case DO_NOT_HONOUR, SUSPECTED_FRAUD -> "contact_bank";
            case ISSUER_UNAVAILABLE -> "retry_later";
            default -> "other_channel";
        };
        assertEquals(reason.code(), payment.declineReason());
        assertEquals(advice, payment.detail().advice());
        for (Language language : Language.values()) {
            assertTrue(TEXTS.keys(language)
                    .containsAll(List.of("orders.decline." + reason.code(), "orders.advice." + advice)));
        }
    }

    /** Servers whose clocks are two days wrong neither end an order early nor keep it. */
    @ParameterizedTest
    @ValueSource(ints = {-2, 2})
    void timeToPayIsTheDatabasesWhateverTheServersClockSays(int days) {
        Shop wrong = new Shop(Clock.offset(Clock.systemUTC(), Duration.ofDays(days)));
        Order order = wrong.waiting(wrong.sku(1, 5_000, 10));
        wrong.later("OrderExpiry");
        assertEquals(State.PENDING_PAYMENT, wrong.again(order).state());
        assertEquals(1, wrong.number("""
                SELECT count(*) FROM orders.orders
                WHERE sweep_at BETWEEN now() + interval '1 minute' AND now() + interval '1 hour'"""));
        assertEquals(1, wrong.stock.level(new SkuId(1)).reserved());
        wrong.expire();
        assertEquals(State.CANCELLED, wrong.again(order).state());
        assertEquals(0, wrong.stock.level(new SkuId(1)).reserved());
        wrong.close();
    }

    @Test
    void expiryDoesNotTakeAPaidOrder() {
        Order order = shop.waiting(sku);
        shop.gateway.pay(attempt(order));
        shop.expire();
        assertPaidOnce(order);
    }
}

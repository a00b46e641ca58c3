package yardstick.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static yardstick.orders.shop.Shop.BACK;
import static yardstick.orders.shop.Shop.CARD;
import static yardstick.orders.shop.Shop.GUEST;
import static yardstick.orders.shop.Shop.attempt;
import static yardstick.orders.shop.Shop.done;
import static yardstick.orders.shop.Shop.refusal;

import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import yardstick.catalog.SkuId;
import yardstick.kernel.Money;
import yardstick.orders.Checkout.Placed;
import yardstick.orders.Order.PaymentState;
import yardstick.orders.Order.State;
import yardstick.orders.shop.SandboxGateway.Failure;
import yardstick.orders.shop.Shop;

class GiftCardTest {

    private static final long TOTAL = 5_800;

    private Shop shop = new Shop();
    private SkuId sku = new SkuId(0);

    @BeforeEach
    void open() {
        sku = shop.sku(1, 5_000, 100);
    }

    @AfterEach
    void close() {
        shop.audit();
        shop.close();
    }

    private String card(long minor) {
        return done(shop.giftCards.issue(Money.of(minor, "CNY"), null, "for a test", "admin"))
                .code();
    }

    private long balance() {
        return shop.number("SELECT sum(balance_minor) FROM orders.gift_card");
    }

    private void pay(Order order) {
        shop.gateway.pay(attempt(order));
        shop.payments.returned(order.token());
    }

    @Test
    void paysAPartAndTheChannelTheRest() {
        Order order = shop.giftedOrder(sku, 2_000);
        assertEquals(0, balance());
        assertEquals(PaymentState.AUTHORISED, order.payments().getFirst().state());
        assertEquals(TOTAL - 2_000, order.payments().getLast().amount().minor());
        pay(order);
        assertEquals(State.PAID, shop.again(order).state());
        assertEquals(TOTAL - 2_000, shop.gateway.balance());
        assertTrue(shop.again(order).payments().stream().allMatch(each -> each.state() == PaymentState.CAPTURED));
    }

    @Test
    void paysAWholeOrderAtOnce() {
        Order order = shop.giftedOrder(sku, 10_000);
        assertEquals(State.PAID, order.state());
        assertEquals(10_000 - TOTAL, balance());
        assertEquals(0, shop.gateway.payments());
        done(shop.orders.cancel(order.id(), "admin"));
        assertEquals(State.REFUNDED, shop.again(order).state());
        assertEquals(10_000, balance());
    }

    @Test
    void anUnpaidOrderGivesTheBalanceBackOnce() {
        Order order = shop.giftedOrder(sku, 2_000);
        for (int i = 0; i < 3; i++) {
            shop.expire();
        }
        assertEquals(State.CANCELLED, shop.again(order).state());
        assertEquals(2_000, balance());
        assertEquals(1, shop.number("SELECT count(*) FROM orders.gift_card_entry WHERE kind = 'RELEASE'"));
        byte[] late = shop.gateway.forceCapture(attempt(order));
        shop.hear(late);
        shop.later();
        assertEquals(0, shop.gateway.balance());
        assertEquals(2_000, balance());
    }

    @Test
    void aRefundGoesBackWhereItCameFromOnce() {
        Order order = shop.giftedOrder(sku, 2_000);
        pay(order);
        shop.gateway.fail("refund", Failure.UNANSWERED);
        done(shop.orders.cancel(order.id(), "admin"));
        for (int i = 0; i < 3; i++) {
            shop.later();
        }
        assertEquals(State.REFUNDED, shop.again(order).state());
        assertEquals(2_000, balance());
        assertEquals(0, shop.gateway.balance());
    }

    @Test
    void anotherChannelPaysTheSameRest() {
        Order order = shop.giftedOrder(sku, 2_000);
        shop.gateway.decline(attempt(order), "expired_card");
        shop.payments.returned(order.token());
        done(shop.payments.retry(order.token(), "wallet-redirect", BACK));
        Order again = shop.again(order);
        assertEquals(TOTAL - 2_000, again.payments().getLast().amount().minor());
        pay(again);
        assertEquals(State.PAID, shop.again(order).state());
    }

    @Test
    void whatWasShownIsWhatIsTaken() {
        String code = card(2_000);
        CartId cart = shop.cartWith(sku, 1);
        Checkout.Quote quote = shop.checkout.begin(cart, GUEST).orElseThrow();
        Checkout.Command shown =
                new Checkout.Command(quote.key(), CARD, Shop.address(), BACK, "", new Checkout.Gift(code, 1_999));
        assertInstanceOf(Placed.Refused.class, shop.checkout.place(cart, shown, GUEST));
        assertEquals(2_000, balance());
        assertEquals(0, shop.number("SELECT count(*) FROM orders.orders"));
    }

    @Test
    void uselessCardsAreRefused() {
        Money total = Money.of(TOTAL, "CNY");
        assertEquals("orders.gift_card_unusable", refusal(shop.giftCards.preview("", total)));
        assertEquals("orders.gift_card_unusable", refusal(shop.giftCards.preview("ABCD-EFGH-JKLM-NPQR", total)));
        String code = card(2_000);
        assertEquals(
                2_000,
                done(shop.giftCards.preview(code.toLowerCase(java.util.Locale.ROOT), total))
                        .pays()
                        .minor());
        assertEquals("orders.gift_card_unusable", refusal(shop.giftCards.preview(code, Money.of(100, "JPY"))));
        shop.giftCards.block(shop.giftCards.latest(1).getFirst().id(), true);
        assertEquals("orders.gift_card_unusable", refusal(shop.giftCards.preview(code, total)));
        assertEquals("orders.gift_card_amount", refusal(shop.giftCards.issue(Money.zero("CNY"), null, "", "admin")));
        assertEquals(0, shop.number("SELECT count(*) FROM orders.gift_card WHERE code_digest LIKE '%-%'"));
    }

    /** Thirty-two orders at once for a card that covers three of them. */
    @Test
    void aCardIsNeverOverspent() throws Exception {
        String code = card(3 * TOTAL);
        try (ExecutorService buyers = Executors.newFixedThreadPool(16)) {
            List<Future<Placed>> placed = IntStream.range(0, 32)
                    .mapToObj(i -> buyers.submit(() -> {
                        CartId cart = shop.cartWith(sku, 1);
                        Checkout.Quote quote = shop.checkout.begin(cart, GUEST).orElseThrow();
                        return shop.checkout.place(
                                cart,
                                new Checkout.Command(
                                        quote.key(), CARD, Shop.address(), BACK, "", new Checkout.Gift(code, TOTAL)),
                                GUEST);
                    }))
                    .toList();
            long accepted = 0;
            for (Future<Placed> each : placed) {
                accepted += each.get() instanceof Placed.Accepted ? 1 : 0;
            }
            assertEquals(3, accepted);
        }
        assertEquals(0, balance());
    }
}

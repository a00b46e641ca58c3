package yardstick.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static yardstick.orders.shop.Shop.BACK;
import static yardstick.orders.shop.Shop.CARD;
import static yardstick.orders.shop.Shop.GUEST;
import static yardstick.orders.shop.Shop.attempt;
import static yardstick.orders.shop.Shop.done;
import static yardstick.orders.shop.Shop.refusal;

import java.time.LocalTime;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import yardstick.catalog.SkuId;
import yardstick.kernel.Refusal;
import yardstick.kernel.Setting;
import yardstick.orders.Checkout.Placed;
import yardstick.orders.Order.PaymentState;
import yardstick.orders.Order.State;
import yardstick.orders.shop.SandboxStage;
import yardstick.orders.shop.Shop;
import yardstick.orders.spi.conformance.ProviderStage.Fault;
import yardstick.orders.spi.conformance.ProviderStage.Operation;
import yardstick.testkit.TestDatabase;

/** The channels of the shop before the real sandbox. */
class PaymentChannelsTest {

    private SandboxStage stage;
    private Shop shop;
    private SkuId sku = new SkuId(0);

    @BeforeEach
    void open() throws Exception {
        stage = new SandboxStage();
        shop = shop(Map.of());
    }

    private Shop shop(Map<Setting, String> more) {
        Map<Setting, String> settings = new HashMap<>(more);
        settings.putIfAbsent(Setting.GATEWAY_URL, stage.url());
        settings.put(Setting.PAYMENT_CASH, "true");
        settings.put(Setting.SECRET_KEY, "a key of the tests");
        shop = new Shop(TestDatabase.with("catalog", "orders"), settings);
        sku = shop.sku(1, 5_000, 100);
        return shop;
    }

    @AfterEach
    void close() throws Exception {
        assertEquals(List.of(), shop.broken());
        shop.close();
        stage.close();
    }

    private Order placed(String channel) {
        return placed(channel, shop.cartWith(sku, 1));
    }

    /** The only way of shipping is to fetch it. */
    private CartId fetched() {
        shop.database.execute(handle -> handle.execute("UPDATE orders.shipping_method SET kind = 'PICKUP'"));
        List<Pickups.Hours> always = IntStream.rangeClosed(1, 7)
                .mapToObj(day -> new Pickups.Hours(day, LocalTime.of(0, 0), LocalTime.of(23, 0)))
                .toList();
        done(shop.pickups.keep(new Pickups.Point(
                "west", "West Lake", "1 Lake Road", "", "Asia/Shanghai", 60, 60, 9, 30, true, always)));
        CartId cart = shop.cartWith(sku, 1);
        done(shop.pickups.choose(cart, shop.pickups.open(1_000).getLast().id()));
        return cart;
    }

    private Order placed(String channel, CartId cart) {
        String key = shop.checkout.begin(cart, GUEST).orElseThrow().key();
        Placed placed = shop.checkout.place(cart, new Checkout.Command(key, channel, Shop.address(), BACK), GUEST);
        return shop.order(((Placed.Accepted) placed).orderToken());
    }

    private PaymentState state(Order order) {
        return shop.again(order).payments().getLast().state();
    }

    private Set<String> problems() {
        Set<String> kinds = new TreeSet<>();
        shop.desk.problems(100).forEach(problem -> kinds.add(problem.kind()));
        return kinds;
    }

    @Test
    void aQrCodeIsShownByTheShop() {
        Order order = placed("wallet-qr");
        Order.Payment payment = order.payments().getLast();
        assertTrue(payment.detail().scan());
        assertTrue(String.valueOf(payment.detail().payUrl()).startsWith(stage.url() + "/pay/"));
        assertEquals(
                BACK.replace("{token}", order.token()),
                done(shop.payments.retry(order.token(), "wallet-qr", BACK)),
                "the shopper stays in the shop");
        stage.act(attempt(order), "pay");
        shop.payments.returned(order.token());
        assertEquals(State.PAID, shop.again(order).state());
    }

    @Test
    void cashWaitsForStaff() {
        Order order = placed("cash-pickup", fetched());
        assertEquals(PaymentState.AUTHORISED, state(order));
        assertEquals(1, shop.number("""
                        SELECT count(*) FROM orders.orders o JOIN orders.pickup_booking b ON b.order_id = o.id
                        JOIN orders.pickup_slot s ON s.id = b.slot_id
                        WHERE o.sweep_at > s.ends_at AND s.ends_at > now() + interval '5 days'"""), "it waits until its slot is over");
        shop.later();
        String code = shop.pickups.code(order.id()).orElseThrow();
        assertEquals("orders.pickup_not_paid", refusal(shop.pickups.handOver(code, "till")));
        assertEquals(PaymentState.AUTHORISED, state(order));
        assertTrue(done(shop.desk.take(order.id(), "till")));
        assertEquals(State.PAID, shop.again(order).state());
        assertEquals("orders.nothing_to_take", refusal(shop.desk.take(order.id(), "till")));
        done(shop.orders.cancel(order.id(), "admin"));
        assertEquals(State.REFUNDED, shop.again(order).state());
    }

    @Test
    void cashIsForGoodsThatAreFetched() {
        CartId cart = shop.cartWith(sku, 1);
        Checkout.Quote quote = shop.checkout.begin(cart, GUEST).orElseThrow();
        assertTrue(quote.channels().stream().noneMatch(each -> each.code().equals("cash-pickup")));
        Placed placed = shop.checkout.place(
                cart, new Checkout.Command(quote.key(), "cash-pickup", Shop.address(), BACK), GUEST);
        assertEquals(Map.of("channel", Refusal.of("orders.cash_needs_pickup")), ((Placed.Invalid) placed).fields());
        assertEquals(0, shop.number("SELECT count(*) FROM orders.orders"));
        Order order = placed(CARD, cart);
        assertEquals("orders.cash_needs_pickup", refusal(shop.payments.retry(order.token(), "cash-pickup", BACK)));
    }

    @Test
    void cashThatNobodyBringsGivesTheGoodsBack() {
        Order order = placed("cash-pickup", fetched());
        shop.expire();
        assertEquals(State.CANCELLED, shop.again(order).state());
        assertEquals(PaymentState.VOIDED, state(order));
    }

    @Test
    void staffTakesAuthorisedCards() {
        shop(Map.of(Setting.PAYMENT_CARD_CAPTURE, "manual"));
        Order order = placed(CARD);
        stage.act(attempt(order), "pay");
        shop.payments.returned(order.token());
        assertEquals(PaymentState.AUTHORISED, state(order));
        assertTrue(shop.desk.takeable(order.id()));
        stage.fail(Operation.CAPTURE, Fault.TIMEOUT_AFTER);
        assertEquals("orders.not_taken", refusal(shop.desk.take(order.id(), "staff")));
        shop.later();
        assertEquals(State.PAID, shop.again(order).state());
        assertEquals(1, shop.number("SELECT count(*) FROM orders.payment_entry WHERE kind = 'CAPTURE'"));
    }

    @Test
    void theShopTakesAuthorisedCardsAtOnceAndOnce() {
        shop(Map.of(Setting.PAYMENT_CARD_CAPTURE, "at-once"));
        for (Fault fault : List.of(Fault.TIMEOUT_BEFORE, Fault.TIMEOUT_AFTER, Fault.RESET, Fault.GARBAGE)) {
            Order order = placed(CARD);
            stage.act(attempt(order), "pay");
            stage.fail(Operation.CAPTURE, fault);
            shop.payments.returned(order.token());
            shop.later();
            shop.later();
            assertEquals(State.PAID, shop.again(order).state(), fault.name());
        }
        shop.reconcileAll();
        assertEquals(List.of(), shop.desk.breaks());
    }

    @Test
    void aProviderThatTakesNoCallsOfOursIsSeenAndLeavesNobodyWaiting() {
        shop(Map.of(Setting.GATEWAY_SECRET, "another secret"));
        Order order = placed(CARD);
        assertEquals(PaymentState.DECLINED, state(order));
        Order.Payment payment = order.payments().getLast();
        assertEquals("channel_unavailable", payment.declineReason());
        assertEquals("other_channel", payment.detail().advice());
        assertEquals(Set.of("rejected"), problems());
        shop.desk.resolve(shop.desk.problems(1).getFirst().id(), "owner");
        assertEquals(Set.of(), problems());
        placed(CARD);
        assertEquals(Set.of("rejected"), problems(), "it opens again");
        shop.expire();
        assertEquals(State.CANCELLED, shop.again(order).state());
    }

    @Test
    void aSecretThatChangesLaterIsAnAlarmNotADecline() {
        Order order = placed(CARD);
        Shop wrong = shop.with(Map.of(Setting.GATEWAY_URL, stage.url(), Setting.GATEWAY_SECRET, "another secret"));
        wrong.later();
        assertEquals(PaymentState.CREATED, state(order));
        assertEquals(Set.of("rejected"), problems());
    }

    @Test
    void noConnectionFreesTheShopperAtOnceAndAChannelThatIsDownComesLast() {
        Shop cut = shop(Map.of(Setting.GATEWAY_URL, "http://127.0.0.1:9"));
        for (int i = 0; i < 4; i++) {
            assertEquals(
                    "channel_unavailable",
                    placed("wallet-redirect").payments().getLast().declineReason());
        }
        assertTrue(cut.desk.channels().stream()
                .filter(channel -> channel.code().equals("wallet-redirect"))
                .allMatch(PaymentDesk.Standing::down));
        List<Checkout.Channel> offered = cut.freshChoices();
        assertEquals("wallet-redirect", offered.getLast().code());
        assertTrue(offered.getLast().down());
        assertFalse(offered.getFirst().down());
        cut.database.execute(
                handle -> handle.execute("UPDATE orders.channel_call SET at = at - interval '61 seconds'"));
        assertFalse(warned(cut), "nobody tried it for a minute: the next one may");
        placed("wallet-redirect");
        cut.desk.channels();
        assertTrue(warned(cut), "and found out");
    }

    @Test
    void whatPaysLessOftenOrCostsMoreComesLater() {
        List<String> before = online();
        String first = before.get(0);
        Order order = placed(first);
        assertEquals(before, withDeclined(order, 5), "five declines are no proof");
        assertEquals(first, withDeclined(order, 120).getLast(), "it works, and most of its payments are declined");
        assertFalse(warned(shop));
        String second = online().getFirst();
        shop.database.execute(handle ->
                handle.execute("UPDATE orders.channel_cost SET basis_points = 2500 WHERE channel = ?", second));
        assertEquals(List.of(before.get(2), second, first), online(), "a quarter of the money is a price, too");
    }

    /** The order of the channels after so many declined attempts of this order's channel. */
    private List<String> withDeclined(Order order, int declined) {
        shop.database.execute(handle -> handle.execute("""
                INSERT INTO orders.payment_attempt (id, order_id, channel, state, currency, amount_minor, return_url, webhook_url)
                SELECT a.id || '-' || n, a.order_id, a.channel, 'DECLINED', a.currency, a.amount_minor, a.return_url, a.webhook_url
                FROM orders.payment_attempt a CROSS JOIN generate_series(1, ?) AS n
                WHERE a.order_id = ? AND a.state <> 'DECLINED'
                ON CONFLICT DO NOTHING""", declined, order.id().value()));
        return online();
    }

    private List<String> online() {
        return shop.freshChoices().stream()
                .map(Checkout.Channel::code)
                .filter(code -> !code.equals("cash-pickup"))
                .toList();
    }

    private static boolean warned(Shop shop) {
        return shop.freshChoices().stream().anyMatch(each -> each.code().equals("wallet-redirect") && each.down());
    }

    private List<String> codes() {
        return shop.checkout.begin(fetched(), GUEST).orElseThrow().channels().stream()
                .map(Checkout.Channel::code)
                .toList();
    }

    @Test
    void channelsCanBeSwitchedOff() {
        shop(Map.of(Setting.PAYMENT_QR, "false", Setting.PAYMENT_CARD, "false"));
        assertEquals(List.of("wallet-redirect", "cash-pickup"), codes());
        shop(Map.of(Setting.GATEWAY_URL, ""));
        assertEquals(List.of("cash-pickup"), codes());
    }

    @Test
    void theBooksAgreeAndEveryDifferenceIsNamed() {
        Order order = placed(CARD);
        stage.act(attempt(order), "pay");
        shop.payments.returned(order.token());
        done(shop.orders.cancel(order.id(), "admin"));
        shop.later();
        shop.reconcileAll();
        assertEquals(List.of(), shop.desk.breaks());
        assertEquals(3, shop.number("SELECT count(*) FROM orders.provider_entry"));
        Map<String, String> damage = Map.of(
                "missing_here", "DELETE FROM orders.payment_entry WHERE kind = 'REFUND'",
                "missing_there",
                        "INSERT INTO orders.payment_entry (attempt_id, kind, amount_minor, currency, reference)"
                                + " SELECT id, 'CAPTURE', 9999999, 'CNY', 'again' FROM orders.payment_attempt",
                "amount", "UPDATE orders.payment_entry SET amount_minor = amount_minor + 1 WHERE kind = 'CAPTURE'",
                "order", "UPDATE orders.orders SET number = 'another'",
                "unknown_attempt", "UPDATE orders.provider_entry SET attempt_id = 'nobody' WHERE kind = 'CAPTURE'");
        damage.forEach((kind, sql) -> {
            shop.damage(sql);
            shop.reconcileAll();
            assertTrue(shop.desk.breaks().stream().anyMatch(each -> each.kind().equals(kind)), kind);
            assertTrue(problems().contains("break"));
            shop.repair();
            shop.reconcileAll();
            assertEquals(List.of(), shop.desk.breaks(), kind);
        });
    }

    @Test
    void moneyThatNobodyToldUsOfIsFoundInTheBooks() {
        Order order = placed(CARD);
        shop.database.execute(
                handle -> handle.execute(
                        "UPDATE orders.payment_attempt SET state = 'DECLINED', next_check_at = NULL, decline_reason = 'other'"));
        stage.act(attempt(order), "pay");
        shop.reconcileAll();
        assertEquals(State.PAID, shop.again(order).state());
    }
}

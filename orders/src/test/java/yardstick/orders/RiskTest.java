package yardstick.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static yardstick.orders.shop.Shop.GUEST;
import static yardstick.orders.shop.Shop.attempt;
import static yardstick.orders.shop.Shop.command;
import static yardstick.orders.shop.Shop.done;
import static yardstick.orders.shop.Shop.refusal;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import yardstick.catalog.SkuId;
import yardstick.kernel.Language;
import yardstick.kernel.Money;
import yardstick.orders.Checkout.Placed;
import yardstick.orders.Risk.Assessment;
import yardstick.orders.Risk.Verdict;
import yardstick.orders.shop.Shop;

/** Counting, asking before blocking, and what orders share. */
class RiskTest {

    private final Shop shop = new Shop();

    @AfterEach
    void close() {
        shop.audit();
        shop.close();
    }

    private void rule(String code, long threshold, String verdict) {
        Risk.Rule known = shop.risk.rules().stream()
                .filter(each -> each.code().equals(code))
                .findFirst()
                .orElseThrow();
        done(shop.risk.change(
                new Risk.Rule(code, known.trait(), known.measure(), known.windowMinutes(), threshold, verdict, true)));
    }

    private static Risk.Attempt attemptOf(String key, String device, String email, String street) {
        Map<String, String> address = new LinkedHashMap<>(Shop.address());
        address.put("email", email);
        address.put("line1", street);
        return new Risk.Attempt(key, device, "192.0.2.7", null, address, null, Money.of(5_000, "CNY"), Language.EN);
    }

    private Assessment assess(String key, String device) {
        return shop.risk.assess(attemptOf(key, device, "person@example.org", "1 Test Street"));
    }

    private String code() {
        String text = shop.database.read(
                handle -> handle.createQuery("SELECT body FROM kernel.mail ORDER BY written_at DESC LIMIT 1")
                        .mapTo(String.class)
                        .one());
        var matcher = Pattern.compile("\\b\\d{6}\\b").matcher(text);
        assertTrue(matcher.find());
        return matcher.group();
    }

    @Test
    void velocityAsksBeforeItBlocks() {
        rule("device_checkouts", 3, "BLOCK");
        for (int i = 0; i < 3; i++) {
            assertEquals(Verdict.ALLOW, assess("key-" + i, "browser").verdict());
        }
        assertEquals(Verdict.STEP_UP, assess("key-3", "browser").verdict());
        assertEquals(
                "orders.risk_step_up", shop.risk.hold("key-3").orElseThrow().code());
        assertEquals(Verdict.ALLOW, assess("other", "another browser").verdict());
        assertEquals(Verdict.REVIEW, done(shop.risk.confirm("key-3", code())).verdict(), "a person looks at it");
        assertTrue(shop.risk.hold("key-3").isEmpty());
        assertEquals(2, shop.announced(RiskDecided.class), "the question and its answer; what passes is no news");
    }

    @Test
    void placingStopsUntilItIsConfirmed() {
        rule("device_checkouts", 1, "STEP_UP");
        assess("before", "browser");
        SkuId sku = shop.sku(1, 5_000, 10);
        CartId cart = shop.cartWith(sku, 1);
        String key = shop.checkout.begin(cart, GUEST).orElseThrow().key();
        assertEquals(Verdict.STEP_UP, assess(key, "browser").verdict());
        Placed held = shop.checkout.place(cart, command(key), GUEST);
        assertEquals(
                "orders.risk_step_up",
                held instanceof Placed.Refused(var reasons) ? reasons.getFirst().code() : "placed");
        assertEquals(10, shop.stock.level(sku).available(), "nothing was reserved");
        assertEquals(Verdict.ALLOW, done(shop.risk.confirm(key, code())).verdict());
        assertTrue(shop.checkout.place(cart, command(key), GUEST) instanceof Placed.Accepted);
        assertEquals(Verdict.ALLOW, assess("later", "browser").verdict(), "who confirmed is not asked again");
    }

    @Test
    void fiveWrongCodesBlockAlsoWhenTheyComeAtOnce() throws Exception {
        rule("device_checkouts", 1, "STEP_UP");
        assess("before", "browser");
        assess("key", "browser");
        String right = code();
        String wrong = right.equals("000000") ? "000001" : "000000";
        CountDownLatch gate = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 64; i++) {
                threads.submit(() -> {
                    gate.await();
                    return shop.risk.confirm("key", wrong);
                });
            }
            gate.countDown();
        }
        assertEquals("orders.risk_blocked", refusal(shop.risk.confirm("key", right)));
        assertEquals(5, shop.number("SELECT tries FROM orders.risk_assessment WHERE key = 'key'"));
    }

    private Order order(String device, String email, String street) {
        SkuId sku = shop.sku(1, 5_000, 50);
        CartId cart = shop.cartWith(sku, 1);
        String key = shop.checkout.begin(cart, GUEST).orElseThrow().key();
        shop.risk.assess(attemptOf(key, device, email, street));
        Placed placed = shop.checkout.place(cart, command(key), GUEST);
        return shop.order(((Placed.Accepted) placed).orderToken());
    }

    @Test
    void linkToABadOrderIsExplained() {
        Order bad = order("d1", "bad@example.org", "1 First Street");
        order("d1", "second@example.org", "2 Second Street");
        Order third = order("d3", "third@example.org", "2 second street.");
        assertEquals(List.of(), shop.risk.links(third.id()));
        done(shop.risk.decide(bad.id(), false, "ann"));
        assertEquals("orders.risk_decided", refusal(shop.risk.decide(bad.id(), true, "ann")));
        Risk.Link link = shop.risk.links(third.id()).getFirst();
        assertEquals(bad.number(), link.orderNumber());
        assertEquals(List.of("ADDRESS", "DEVICE"), link.steps());
        assertEquals(
                Verdict.BLOCK,
                shop.risk
                        .assess(attemptOf("again", "d1", "new@example.org", "9 New Street"))
                        .verdict());
    }

    private Order paidWith(String card, String device) {
        Order order = order(device, device + "@example.org", device + " Street");
        shop.gateway.act(attempt(order), "pay", "", card);
        shop.payments.returned(order.token());
        shop.reconcileAll();
        shop.reconcileAll();
        return order;
    }

    @Test
    void theCardThatABadOrderWasPaidWithIsKnownAgain() {
        Order bad = paidWith("4242 1881", "d1");
        Order other = paidWith("1111", "d2");
        done(shop.risk.decide(bad.id(), false, "ann"));
        Order same = paidWith("4242-1881", "d3");
        assertEquals(List.of(), shop.risk.links(other.id()));
        Risk.Link link = shop.risk.links(same.id()).getFirst();
        assertEquals(bad.number(), link.orderNumber());
        assertEquals(List.of("MEANS"), link.steps());
        Assessment known = shop.risk.ofOrder(same.id()).orElseThrow();
        assertEquals(Verdict.REVIEW, known.verdict(), "it is paid: a person decides");
        assertEquals("blocked_trait", known.reasons().getLast().code());
        assertEquals(same.number(), shop.board.exceptions(10).getFirst().orderNumber(), "and sees it where work waits");
        assertEquals(
                Verdict.REVIEW,
                shop.announcements.of(RiskDecided.class).getLast().verdict());
    }

    @Test
    void aGiftCardIsAMeansOfPaymentHoweverItIsTyped() {
        rule("means_checkouts", 1, "STEP_UP");
        Risk.Attempt first = gifted("k1", "d1", "gift ABCD-efgh");
        assertEquals(Verdict.ALLOW, shop.risk.assess(first).verdict());
        assertEquals(
                Verdict.STEP_UP,
                shop.risk.assess(gifted("k2", "d2", "gift abcd EFGH")).verdict());
        assertEquals(
                Verdict.ALLOW,
                shop.risk.assess(gifted("k3", "d3", "gift OTHER")).verdict());
    }

    private static Risk.Attempt gifted(String key, String device, String means) {
        Risk.Attempt other = attemptOf(key, device, device + "@example.org", device + " Street");
        return new Risk.Attempt(
                key, device, other.ip(), means, other.address(), null, Money.of(5_000, "CNY"), Language.EN);
    }

    @Test
    void declinesCountAndFalseBlocksAreMeasured() {
        rule("device_declines", 1, "STEP_UP");
        Order order = order("d1", "person@example.org", "1 Test Street");
        shop.gateway.decline(attempt(order), "do_not_honour");
        shop.payments.returned(order.token());
        Assessment asked = assess("next", "d1");
        assertEquals("device_declines", asked.reasons().getFirst().code());
        done(shop.risk.confirm("next", code()));
        Risk.Rates rates = rates();
        assertEquals(1, rates.passed());
        assertEquals(0, rates.falseBlocks(), "confirmed, but not paid yet");
        assertEquals(1, rates.decided());
    }

    @Test
    void whoWasStoppedAndPaidWasStoppedWrongly() {
        rule("device_checkouts", 1, "STEP_UP");
        assess("before", "d1");
        SkuId sku = shop.sku(1, 5_000, 10);
        CartId cart = shop.cartWith(sku, 1);
        String key = shop.checkout.begin(cart, GUEST).orElseThrow().key();
        assess(key, "d1");
        done(shop.risk.confirm(key, code()));
        Order order = shop.order(((Placed.Accepted) shop.checkout.place(cart, command(key), GUEST)).orderToken());
        assertEquals(0, rates().falseBlocks(), "placed, and not paid");
        shop.gateway.pay(attempt(order));
        shop.payments.returned(order.token());
        assertEquals(1, rates().falseBlocks());
        done(shop.risk.decide(order.id(), false, "ann"));
        assertEquals(0, rates().falseBlocks(), "a person found that it was right");
        assertEquals(1, rates().decided());
    }

    private Risk.Rates rates() {
        return shop.risk.rates(java.time.Instant.EPOCH, java.time.Instant.parse("2100-01-01T00:00:00Z"));
    }

    @Test
    void anOutageOfTheChannelIsNotTheShoppersDecline() {
        rule("device_declines", 1, "STEP_UP");
        Order order = order("d1", "person@example.org", "1 Test Street");
        shop.gateway.decline(attempt(order), "channel_unavailable");
        shop.payments.returned(order.token());
        assertEquals(Verdict.ALLOW, assess("next", "d1").verdict());
    }
}

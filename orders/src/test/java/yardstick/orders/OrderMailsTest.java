package yardstick.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static yardstick.orders.shop.Shop.attempt;
import static yardstick.orders.shop.Shop.done;
import static yardstick.orders.shop.Shop.refusal;

import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import yardstick.catalog.SkuId;
import yardstick.kernel.Language;
import yardstick.kernel.Money;
import yardstick.kernel.Setting;
import yardstick.orders.AfterSales.Reason;
import yardstick.orders.ShopRules.DeclineRule;
import yardstick.orders.shop.Shop;
import yardstick.testkit.TestDatabase;

/** What shoppers are told, once each; and the rules that staff changes, with their history. */
class OrderMailsTest {

    private final Shop shop =
            new Shop(TestDatabase.with("catalog", "orders"), Map.of(Setting.SECRET_KEY, "a key of the tests"));

    @AfterEach
    void close() {
        shop.audit();
        shop.close();
    }

    private List<String> mails() {
        return shop.database.read(
                handle -> handle.createQuery("SELECT split_part(key, ':', 1) FROM kernel.mail ORDER BY written_at, key")
                        .mapTo(String.class)
                        .list());
    }

    private String text(String kind) {
        return shop.database.read(
                handle -> handle.createQuery("SELECT body FROM kernel.mail WHERE key LIKE :kind || ':%'")
                        .bind("kind", kind)
                        .mapTo(String.class)
                        .one());
    }

    @Test
    void paidShippedAndRefundedAreToldOnce() {
        SkuId sku = shop.sku(1, 5_000, 10);
        Order order = shop.waiting(sku);
        shop.gateway.decline(attempt(order), "insufficient_funds");
        shop.payments.returned(order.token());
        shop.payments.returned(order.token());
        assertEquals(List.of("order-failed"), mails());
        assertTrue(text("order-failed").contains("CNY 58.00"), text("order-failed"));
        done(shop.payments.retry(order.token(), Shop.CARD, Shop.BACK));
        shop.gateway.pay(attempt(shop.again(order)));
        shop.payments.returned(order.token());
        shop.payments.returned(order.token());
        shop.later();
        assertEquals(List.of("order-failed", "order-paid"), mails());
        assertTrue(text("order-paid").endsWith("http://shop.test/en/order/" + order.token()), () -> text("order-paid"));
        shop.delivered(order);
        assertEquals(List.of("order-failed", "order-paid", "order-shipped"), mails());
        done(shop.orders.cancel(order.id(), "staff"));
        shop.later();
        assertEquals(List.of("order-failed", "order-paid", "order-shipped", "order-refunded"), mails());
    }

    @Test
    void anUnpaidOrderThatEndsAndMoneyThatComesTooLateAreToldOnce() {
        SkuId sku = shop.sku(1, 5_000, 10);
        Order order = shop.waiting(sku);
        shop.expire();
        shop.expire();
        assertEquals(List.of("order-expired"), mails());
        assertTrue(text("order-expired").contains("Nothing was charged"));
        byte[] late = shop.gateway.forceCapture(attempt(order));
        shop.hear(late);
        shop.hear(late);
        shop.later();
        assertEquals(List.of("order-expired", "order-returned"), mails());
        assertTrue(text("order-returned").contains("CNY 58.00"), text("order-returned"));
        assertEquals(0, shop.gateway.balance());
        Order other = shop.waiting(sku);
        done(shop.orders.cancel(other.id(), "shopper"));
        assertEquals(List.of("order-expired", "order-returned", "order-cancelled"), mails());
    }

    @Test
    void pickUpIsToldWhenReadyAndWhenMissed() {
        SkuId sku = shop.sku(1, 5_000, 10);
        shop.database.execute(handle -> handle.execute("UPDATE orders.shipping_method SET kind = 'PICKUP'"));
        List<Pickups.Hours> always = IntStream.rangeClosed(1, 7)
                .mapToObj(day -> new Pickups.Hours(day, LocalTime.of(0, 0), LocalTime.of(23, 0)))
                .toList();
        done(shop.pickups.keep(new Pickups.Point(
                "west", "West Lake", "1 Lake Road", "", "Asia/Shanghai", 60, 60, 9, 30, true, always)));
        CartId cart = shop.cartWith(sku, 1);
        done(shop.pickups.choose(cart, shop.pickups.open(1).getFirst().id()));
        Order order = shop.order(shop.place(cart).orderToken());
        shop.gateway.pay(attempt(order));
        shop.payments.returned(order.token());
        done(shop.pickups.ready(order.id(), "staff"));
        assertEquals("orders.pickup_ended", refusal(shop.pickups.ready(order.id(), "staff")));
        assertTrue(text("order-ready").contains("West Lake"));
        shop.database.execute(handle -> handle.execute("""
                UPDATE orders.pickup_slot SET starts_at = starts_at - interval '30 days',
                       ends_at = ends_at - interval '30 days' WHERE booked > 0"""));
        shop.run("pickup.NoShows");
        shop.run("pickup.NoShows");
        shop.later();
        assertEquals(List.of("order-paid", "order-ready", "order-missed", "order-refunded"), mails());
    }

    @Test
    void aTradeInCreditComesByMailInItsLanguage() {
        done(shop.tradeIns.rate(new TradeIns.Rate("bicycle", "C", Money.of(12_000, "CNY"))));
        TradeIns.TradeIn made = done(shop.tradeIns.offer(
                new TradeIns.Offer("bicycle", "C", "an old one", "person@example.org", Language.ZH)));
        assertTrue(text("trade-in").contains(made.code()) && text("trade-in").contains("有效期"));
    }

    @Test
    void theMerchantsOwnReasonIsOfferedAndRenamed() {
        Reason own = done(shop.rules.add(new AfterSales.Words("Too big for my kitchen", "厨房放不下"), "owner"));
        done(shop.rules.rename(own.code(), new AfterSales.Words("Does not fit", "放不下"), "owner"));
        assertEquals("orders.unknown_rule", refusal(shop.rules.rename("damaged", new AfterSales.Words("a", "b"), "x")));
        assertEquals("orders.reason_words", refusal(shop.rules.add(new AfterSales.Words(" ", "b"), "x")));
        Reason offered = shop.afterSales.reasons().getLast();
        assertEquals(new AfterSales.Words("Does not fit", "放不下"), offered.words());
        Order order = shop.waiting(shop.sku(1, 5_000, 10));
        shop.gateway.pay(attempt(order));
        shop.payments.returned(order.token());
        assertEquals("orders.reason_missing", refusal(shop.afterSales.cancel(cancelling(order, own.code()))));
        assertEquals("orders.reason_missing", refusal(shop.afterSales.cancel(cancelling(order, "out_of_stock"))));
        shop.delivered(order);
        AfterSale back = done(shop.afterSales.ask(cancelling(order, own.code())));
        assertEquals(own.code(), back.lines().getFirst().reason());
        assertEquals(2, shop.rules.changes(10).size());
    }

    private static AfterSales.Request cancelling(Order order, String reason) {
        return new AfterSales.Request(
                order.id(), List.of(new AfterSales.Wanted(1, 1, reason)), null, "", AfterSales.Actor.SHOPPER);
    }

    @Test
    void rulesChangeWithTheirHistory() {
        done(shop.rules.change(new DeclineRule("do_not_honour", "other_card", 5), "owner"));
        done(shop.rules.change(new DeclineRule("do_not_honour", "other_card", 5), "owner"));
        assertEquals("orders.bad_decline_rule", refusal(shop.rules.change(new DeclineRule("other", "pray", 0), "x")));
        assertEquals("orders.unknown_rule", refusal(shop.rules.change(new DeclineRule("no", "other_card", 0), "x")));
        done(shop.rules.change(new Reason("changed_mind", false, true, true, 30, 1_000), "owner"));
        assertEquals(
                "orders.fee_for_own_fault",
                refusal(shop.rules.change(new Reason("damaged", true, false, true, 30, 100), "owner")));
        List<ShopRules.Change> changes = shop.rules.changes(10);
        assertEquals(2, changes.size(), "saving without a change leaves no trace");
        assertEquals(
                "fault=shopper before=t after=t days=14 fee=0",
                changes.getFirst().before());
        assertEquals("advice=other_card wait=5", changes.getLast().after());
        Order order = shop.waiting(shop.sku(1, 5_000, 10));
        shop.gateway.decline(attempt(order), "do_not_honour");
        shop.payments.returned(order.token());
        assertEquals(
                "other_card", shop.again(order).payments().getLast().detail().advice());
    }

    @Test
    void theSameRequestTwiceIsOneCase() {
        Order order = shop.paid(shop.sku(1, 5_000, 10), 3);
        AfterSales.Request request = new AfterSales.Request(
                order.id(),
                List.of(new AfterSales.Wanted(1, 1, "changed_mind")),
                null,
                "",
                AfterSales.Actor.SHOPPER,
                "a key");
        AfterSale first = done(shop.afterSales.cancel(request));
        assertEquals(first.number(), done(shop.afterSales.cancel(request)).number());
        assertEquals(5_000, shop.again(order).refunded().minor());
    }
}

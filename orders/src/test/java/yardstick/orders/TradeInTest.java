package yardstick.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static yardstick.orders.shop.Shop.GUEST;
import static yardstick.orders.shop.Shop.attempt;
import static yardstick.orders.shop.Shop.done;
import static yardstick.orders.shop.Shop.refusal;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import yardstick.catalog.SkuId;
import yardstick.kernel.Money;
import yardstick.kernel.RecurringTask;
import yardstick.orders.AfterSales.Actor;
import yardstick.orders.AfterSales.Request;
import yardstick.orders.AfterSales.Wanted;
import yardstick.orders.TradeIns.Offer;
import yardstick.orders.TradeIns.State;
import yardstick.orders.TradeIns.TradeIn;
import yardstick.orders.shop.Shop;

/** Old for new: a credit is used once and reversed once. */
class TradeInTest {

    private final Shop shop = new Shop();

    @AfterEach
    void close() {
        shop.later();
        shop.audit();
        assertEquals(0, shop.number("""
                        SELECT count(*) FROM orders.trade_in t WHERE t.state = 'QUOTED' AND t.quoted_minor <>
                            (SELECT sum(minor) FROM orders.trade_in_entry e WHERE e.trade_in = t.id)"""), "the ledger is the credit");
        shop.close();
    }

    /** A bicycle in condition C: 120.00. */
    private TradeIn quote() {
        return done(shop.tradeIns.offer(new Offer("bicycle", "C", "an old one", "person@example.org")));
    }

    private Order waiting(TradeIn credit, SkuId sku, int units) {
        CartId cart = shop.cartWith(sku, units);
        done(shop.carts.enterCoupon(cart, credit.code(), GUEST));
        return shop.order(shop.place(cart).orderToken());
    }

    private Order paid(TradeIn credit, SkuId sku, int units) {
        Order order = waiting(credit, sku, units);
        shop.gateway.pay(attempt(order));
        shop.payments.returned(order.token());
        return shop.again(order);
    }

    private TradeIn again(TradeIn known) {
        return shop.tradeIns.find(known.code()).orElseThrow();
    }

    @Test
    void creditPaysForAPartAndIsAccepted() {
        SkuId sku = shop.sku(1, 20_000, 10);
        TradeIn credit = quote();
        Order order = paid(credit, sku, 1);
        assertEquals(20_000 - 12_000 + order.shipping().minor(), order.total().minor());
        assertEquals(State.USED, again(credit).state());
        assertEquals(
                State.ACCEPTED,
                done(shop.tradeIns.inspect(credit.id(), credit.quoted(), "bob")).state());
        assertEquals("orders.trade_in_not_now", refusal(shop.tradeIns.inspect(credit.id(), credit.quoted(), "bob")));
        assertEquals(0, shop.number("SELECT count(*) FROM orders.trade_in_entry WHERE kind = 'REVERSE'"));
    }

    @Test
    void lowerValueIsChargedOnce() throws Exception {
        SkuId sku = shop.sku(1, 20_000, 10);
        TradeIn credit = quote();
        paid(credit, sku, 1);
        CountDownLatch gate = new CountDownLatch(1);
        List<String> answers = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<String>> running = new ArrayList<>();
            for (int i = 0; i < 64; i++) {
                Money value = Money.of(i % 2 == 0 ? 0 : 7_000, "CNY");
                running.add(threads.submit(() -> {
                    gate.await();
                    return refusal(shop.tradeIns.inspect(credit.id(), value, "bob"));
                }));
            }
            gate.countDown();
            for (Future<String> each : running) {
                answers.add(each.get());
            }
        }
        assertEquals(1, answers.stream().filter("done"::equals).count());
        TradeIn after = again(credit);
        Order charge = shop.order(java.util.Objects.requireNonNull(after.chargeToken()));
        long expected = after.state() == State.REFUSED ? 12_000 : 5_000;
        assertEquals(expected, charge.total().minor());
        assertEquals(1, shop.number("SELECT count(*) FROM orders.trade_in_entry WHERE kind = 'REVERSE'"));
        done(shop.payments.retry(charge.token(), Shop.CARD, Shop.BACK));
        shop.gateway.pay(attempt(shop.again(charge)));
        shop.payments.returned(charge.token());
        assertEquals(Order.State.DELIVERED, shop.again(charge).state(), "there is nothing to ship");
        assertEquals(1, shop.announced(Purchase.class), "the charge is no new purchase");
    }

    @Test
    void creditIsUsedByOneOrderAndComesBackWhenItEnds() {
        SkuId sku = shop.sku(1, 20_000, 10);
        TradeIn credit = quote();
        Order first = waiting(credit, sku, 1);
        CartId second = shop.cartWith(sku, 1);
        assertEquals("orders.trade_in_gone", refusal(shop.carts.enterCoupon(second, credit.code(), GUEST)));
        shop.expire();
        assertEquals(Order.State.CANCELLED, shop.again(first).state());
        assertEquals(State.QUOTED, again(credit).state());
        done(shop.carts.enterCoupon(second, credit.code(), GUEST));
    }

    @Test
    void goodsThatGoBackBringTheirShareOfTheCredit() {
        SkuId sku = shop.sku(1, 20_000, 10);
        TradeIn credit = quote();
        Order order = paid(credit, sku, 2);
        done(shop.tradeIns.inspect(credit.id(), credit.quoted(), "bob"));
        AfterSale back = done(shop.afterSales.cancel(
                new Request(order.id(), List.of(new Wanted(1, 1, "changed_mind")), null, "", Actor.SHOPPER)));
        assertEquals(14_000, back.refund().minor(), "money for what was paid with money");
        assertEquals(6_000, shop.number("SELECT quoted_minor FROM orders.trade_in WHERE restored_from IS NOT NULL"));
    }

    @Test
    void quotesExpire() {
        TradeIn credit = quote();
        shop.database.execute(
                handle -> handle.execute("UPDATE orders.trade_in SET expires_at = now() - interval '1 hour'"));
        ((RecurringTask) shop.tradeIns).run();
        assertEquals(State.EXPIRED, again(credit).state());
        assertEquals(0, shop.number("SELECT sum(minor) FROM orders.trade_in_entry"));
        assertEquals(
                "orders.trade_in_no_rate",
                refusal(shop.tradeIns.offer(new Offer("castle", "A", "", "person@example.org"))));
    }
}

package yardstick.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static yardstick.orders.shop.Shop.done;
import static yardstick.orders.shop.Shop.refusal;

import java.util.List;
import org.junit.jupiter.api.Test;
import yardstick.catalog.SkuId;
import yardstick.kernel.Outcome;
import yardstick.orders.AfterSales.Actor;
import yardstick.orders.AfterSales.Finding;
import yardstick.orders.Order.State;

/** Returning what came: inspection, fees, discounts, tax and the money. */
class ReturnTest extends AfterSaleCase {

    @Test
    void thresholdNoLongerMetTakesItsShareOff() {
        SkuId sku = shop.sku(1, 5_000, 10);
        shop.halfOff.minimum(10_000L);
        Order order = delivered(sku, 3, true);
        assertEquals(2_500, returned(order, 1, "changed_mind").refund().minor());
        AfterSale second = returned(order, 1, "changed_mind");
        assertEquals(0, second.refund().minor(), "2,500 for the unit, 2,500 of discount on the kept one");
        assertTrue(second.items().stream().anyMatch(item -> item.textKey().equals("orders.refund.withdrawn")));
        AfterSale last = returned(order, 1, "changed_mind");
        assertEquals(5_800 - 800 + order.shipping().minor(), last.refund().minor());
        assertEquals(order.total(), shop.again(order).refunded());
    }

    @Test
    void shopsFaultKeepsTheDiscount() {
        SkuId sku = shop.sku(1, 5_000, 10);
        shop.halfOff.minimum(10_000L);
        Order order = delivered(sku, 2, true);
        assertEquals(
                2_500 + order.shipping().minor() / 2,
                returned(order, 1, "damaged").refund().minor());
    }

    @Test
    void restockingFeeIsShownAndKept() {
        shop.database.execute(
                handle -> handle.execute("UPDATE orders.return_reason SET fee_bp = 1000 WHERE code = 'changed_mind'"));
        SkuId sku = shop.sku(1, 5_000, 10);
        Order order = delivered(sku, 2, false);
        AfterSale back = returned(order, 1, "changed_mind");
        assertEquals(4_500, back.refund().minor());
        assertEquals(500, back.fee().minor());
        assertEquals(
                back.refund().minor(),
                back.items().stream().mapToLong(item -> item.amount().minor()).sum());
        returned(order, 1, "damaged");
        assertEquals(order.total().minor() - 500, shop.again(order).refunded().minor());
    }

    @Test
    void inspectionMayTakeLessAndWriteOff() {
        SkuId sku = shop.sku(1, 5_000, 10);
        Order order = delivered(sku, 3, false);
        AfterSale asked = done(shop.afterSales.ask(request(order, 3, "changed_mind", Actor.SHOPPER)));
        assertEquals("orders.units_taken", refusal(shop.afterSales.ask(request(order, 1, "damaged", Actor.SHOPPER))));
        done(shop.afterSales.approve(asked.id(), STAFF));
        done(shop.afterSales.receive(asked.id(), STAFF));
        assertEquals(
                "orders.findings_too_many",
                refusal(shop.afterSales.inspect(asked.id(), List.of(new Finding(1, 3, 1)), STAFF)));
        done(shop.afterSales.inspect(asked.id(), List.of(new Finding(1, 1, 1)), STAFF));
        assertEquals(8, shop.stock.level(sku).onHand(), "one restocked, one written off, one goes back");
        assertEquals(1, shop.number("SELECT count(*) FROM orders.stock_movement WHERE reason LIKE 'write-off:%'"));
        assertEquals(
                10_000, done(shop.afterSales.settle(asked.id(), STAFF)).refund().minor());
        assertEquals(1, shop.afterSales.open(order.id()).getFirst().claimable());
    }

    @Test
    void movesOutsideTheTableAreRefused() {
        SkuId sku = shop.sku(1, 5_000, 10);
        Order order = delivered(sku, 1, false);
        AfterSale asked = done(shop.afterSales.ask(request(order, 1, "changed_mind", Actor.SHOPPER)));
        assertEquals("orders.case_moved", refusal(shop.afterSales.settle(asked.id(), STAFF)));
        assertEquals("orders.case_moved", refusal(shop.afterSales.receive(asked.id(), STAFF)));
        done(shop.afterSales.withdraw(asked.id(), Actor.SHOPPER));
        assertEquals("orders.case_moved", refusal(shop.afterSales.approve(asked.id(), STAFF)));
        assertEquals(1, shop.afterSales.open(order.id()).getFirst().claimable(), "can be asked for again");
        assertEquals("orders.too_late_to_cancel", refusal(shop.afterSales.cancel(request(order, 1, "damaged", STAFF))));
    }

    @Test
    void windowClosesForShoppersOnly() {
        SkuId sku = shop.sku(1, 5_000, 10);
        Order order = delivered(sku, 1, false);
        shop.database.execute(
                handle -> handle.execute("UPDATE orders.shipment SET delivered_at = now() - interval '15 days'"));
        assertEquals(
                "orders.return_too_late",
                refusal(shop.afterSales.ask(request(order, 1, "changed_mind", Actor.SHOPPER))));
        done(shop.afterSales.ask(request(order, 1, "changed_mind", STAFF)));
    }

    @Test
    void whatCameGoesBackWhileTheRestStillWaits() {
        SkuId sku = shop.sku(1, 5_000, 10);
        Order order = paid(sku, 3, false);
        assertEquals("orders.not_to_return_yet", refusal(shop.afterSales.ask(request(order, 1, "damaged", STAFF))));
        sent(order, 1);
        returned(order, 1, "damaged");
        assertEquals(8, shop.stock.level(sku).onHand(), "one is back, two wait in the house");
        sent(order, 2);
        assertEquals(State.SHIPPED, shop.again(order).state());
        assertEquals(0, shop.number("SELECT outgoing FROM orders.stock_level"));
    }

    @Test
    void taxThatWasAddedGoesBackWithTheGoods() {
        done(shop.tariffs.keep(new Tariffs.Tax("CN", Tariffs.STANDARD, 1_300, false, "VAT", "增值税")));
        SkuId sku = shop.sku(1, 1_001, 10);
        Order order = delivered(sku, 3, false);
        assertEquals(3_003 + 800 + 390 + 104, order.total().minor());
        assertEquals(1_001 + 130, returned(order, 1, "changed_mind").refund().minor());
        returned(order, 2, "changed_mind");
        assertEquals(order.total(), shop.again(order).refunded());
    }

    @Test
    void sixtyFourSettlementsAreOneRefund() throws Exception {
        SkuId sku = shop.sku(1, 5_000, 10);
        Order order = delivered(sku, 2, false);
        AfterSale asked = done(shop.afterSales.ask(request(order, 1, "changed_mind", Actor.SHOPPER)));
        done(shop.afterSales.approve(asked.id(), STAFF));
        done(shop.afterSales.receive(asked.id(), STAFF));
        done(shop.afterSales.inspect(asked.id(), List.of(new Finding(1, 1, 0)), STAFF));
        List<Outcome<AfterSale>> all = atOnce(64, () -> shop.afterSales.settle(asked.id(), STAFF));
        assertEquals(1, all.stream().filter(Outcome.Done.class::isInstance).count());
        shop.later();
        assertEquals(5_000, shop.again(order).refunded().minor());
        assertEquals(1, shop.number("SELECT count(*) FROM orders.refund"));
    }
}

package yardstick.acceptance.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import yardstick.acceptance.shop.RunningShop;

/** An empty shop is filled through the modules' own doors with what docs/demo.md promises. */
class DemoIT {

    private static final RunningShop SHOP = RunningShop.demo();

    @Test
    void theDemoIsThereOnceAndWhole() throws SQLException {
        assertEquals(1, SHOP.number("SELECT count(*) FROM storefront.demo_shop WHERE state = 'LOADED'"));
        assertEquals(1, SHOP.number("SELECT count(*) FROM kernel.job WHERE kind = 'demo' AND state = 'DONE'"));
        assertEquals(106, SHOP.number("SELECT count(*) FROM catalog.sku WHERE gtin LIKE '204713%'"));
        assertEquals(2_600, SHOP.number("SELECT count(*) FROM orders.orders WHERE source = 'demo'"));
        assertEquals(2, SHOP.number("SELECT count(*) FROM membership.coupon WHERE code IN ('WELCOME10', 'TEA20')"));
    }

    @Test
    void everyOrderIsAFactOfItsOwnAmount() throws SQLException {
        assertEquals(2_600, SHOP.number("""
                SELECT count(*) FROM orders.orders o JOIN tracking.order_fact f ON f.order_id = o.id
                WHERE o.source = 'demo' AND f.total_minor = o.total_minor AND f.occurred_at = o.placed_at"""));
    }

    @Test
    void theReleaseRunsSinceThePartOfTheHistoryItDivides() throws SQLException {
        assertEquals(1, SHOP.number("""
                SELECT count(*) FROM metrics.release r
                WHERE r.key = 'cart-bought-together' AND r.rollout_percent = 50
                  AND r.started_at <= (SELECT min(placed_at) FROM orders.orders WHERE source = 'demo')"""));
    }
}

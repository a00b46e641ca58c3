package yardstick.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static yardstick.orders.shop.Shop.attempt;
import static yardstick.orders.shop.Shop.done;

import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import yardstick.catalog.SkuId;
import yardstick.catalog.spi.FitReturns.Fits;
import yardstick.orders.AfterSales.Actor;
import yardstick.orders.AfterSales.Finding;
import yardstick.orders.AfterSales.Request;
import yardstick.orders.AfterSales.Wanted;
import yardstick.orders.returns.ReturnedFits;
import yardstick.orders.shop.Shop;

/** What the catalogue asks about purchases: who bought something, and what came back for its size. */
class PurchaseTest {

    private static final Actor STAFF = new Actor("support", true);

    private final Shop shop = new Shop();

    @AfterEach
    void close() {
        shop.later();
        shop.audit();
        shop.close();
    }

    private AfterSale back(Order order, int units, String reason) {
        AfterSale asked = done(shop.afterSales.ask(
                new Request(order.id(), List.of(new Wanted(1, units, reason)), null, "", Actor.SHOPPER)));
        done(shop.afterSales.approve(asked.id(), STAFF));
        done(shop.afterSales.receive(asked.id(), STAFF));
        done(shop.afterSales.inspect(asked.id(), List.of(new Finding(1, units, 0)), STAFF));
        return done(shop.afterSales.settle(asked.id(), STAFF));
    }

    @Test
    void aPaidOrderIsAPurchaseUntilAllOfItIsGivenBack() {
        SkuId sku = shop.sku(1, 1_000, 10);
        SkuId other = shop.sku(2, 1_000, 10);
        CartId cart = shop.cartWith(sku, 3);
        Order order = shop.order(shop.place(cart).orderToken());
        long customer =
                shop.number("INSERT INTO orders.customer (source, external_id) VALUES ('shop', 'p') RETURNING id");
        shop.database.execute(handle -> handle.execute("UPDATE orders.orders SET customer_id = ?", customer));
        CustomerId buyer = new CustomerId(customer);
        assertFalse(shop.orders.bought(buyer, List.of(sku)), "not paid yet");
        shop.gateway.pay(attempt(order));
        shop.payments.returned(order.token());
        assertTrue(shop.orders.bought(buyer, List.of(sku, other)));
        assertFalse(shop.orders.bought(buyer, List.of(other)));
        assertFalse(shop.orders.bought(new CustomerId(customer + 1), List.of(sku)));
        Order delivered = shop.delivered(shop.again(order));
        ReturnedFits fits = new ReturnedFits(shop.database);
        assertEquals(new Fits(3, 0, 0), fits.fits(List.of(sku)));
        back(delivered, 1, "too_small");
        back(delivered, 1, "too_large");
        assertEquals(new Fits(3, 1, 1), fits.fits(List.of(sku, other)));
        assertEquals(Fits.NONE, fits.fits(List.of(other)));
        assertTrue(shop.orders.bought(buyer, List.of(sku)), "one unit is kept");
        back(delivered, 1, "changed_mind");
        assertFalse(shop.orders.bought(buyer, List.of(sku)));
    }
}

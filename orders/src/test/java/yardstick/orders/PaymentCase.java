package yardstick.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import yardstick.catalog.SkuId;
import yardstick.orders.Order.PaymentState;
import yardstick.orders.Order.State;
import yardstick.orders.shop.Shop;

/** A shop with one kind of goods, and what is asked of its payments. */
abstract class PaymentCase {

    static final String WALLET = "wallet-redirect";

    Shop shop = new Shop();
    SkuId sku = new SkuId(0);

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

    PaymentState payment(Order order) {
        return shop.again(order).payments().getLast().state();
    }

    State state(Order order) {
        return shop.again(order).state();
    }

    long parked(String kind) {
        return shop.number("SELECT count(*) FROM orders.parked_notice WHERE kind = '" + kind + "'");
    }

    void assertPaidOnce(Order order) {
        assertEquals(State.PAID, state(order));
        assertEquals(1, shop.announced(Purchase.class));
        assertEquals(new Stock.Level(9, 0), shop.stock.level(sku));
    }
}

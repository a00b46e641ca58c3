package yardstick.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static yardstick.orders.shop.Shop.GUEST;
import static yardstick.orders.shop.Shop.attempt;
import static yardstick.orders.shop.Shop.done;
import static yardstick.orders.shop.Shop.refusal;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import yardstick.catalog.SkuId;
import yardstick.kernel.Outcome;
import yardstick.orders.AfterSales.Actor;
import yardstick.orders.Order.State;
import yardstick.orders.Shipments.Sighting;
import yardstick.orders.spi.PriceAdjuster;

/** Cancelling an order or a part of it: units, cents and stock. */
class CancellationTest extends AfterSaleCase {

    @Test
    void shopperCancelsOneUnitOfThree() {
        SkuId sku = shop.sku(1, 1_000, 10);
        Order order = paid(sku, 3, false);
        AfterSale made = done(shop.afterSales.cancel(request(order, 1, "changed_mind", Actor.SHOPPER)));
        assertEquals(1_000, made.refund().minor(), "shipping stays: two units still travel");
        assertEquals(8, shop.stock.level(sku).available());
        assertEquals(State.PAID, shop.again(order).state());
        assertEquals(1_000, shop.again(order).refunded().minor());
    }

    @Test
    void cancellingTheRestGivesShippingBackAndEndsTheOrder() {
        SkuId sku = shop.sku(1, 1_000, 10);
        Order order = paid(sku, 3, false);
        done(shop.afterSales.cancel(request(order, 1, "changed_mind", Actor.SHOPPER)));
        AfterSale rest = done(shop.afterSales.cancel(request(order, 2, "too_slow", Actor.SHOPPER)));
        assertEquals(2_800, rest.refund().minor());
        assertEquals(State.REFUNDED, shop.again(order).state());
        assertEquals(10, shop.stock.level(sku).available());
        assertEquals(0, shop.gateway.balance());
    }

    @Test
    void discountIsSharedOut() {
        SkuId sku = shop.sku(1, 1_001, 10);
        Order order = paid(sku, 3, true);
        AfterSale first = done(shop.afterSales.cancel(request(order, 1, "changed_mind", Actor.SHOPPER)));
        assertEquals(
                List.of("orders.refund.goods", "orders.refund.discount"),
                first.items().stream().map(AfterSale.Item::textKey).toList());
        assertEquals(
                first.refund().minor(),
                first.items().stream().mapToLong(item -> item.amount().minor()).sum());
        AfterSale rest = done(shop.afterSales.cancel(request(order, 2, "changed_mind", Actor.SHOPPER)));
        assertEquals(order.total(), first.refund().plus(rest.refund()));
        assertEquals(0, shop.halfOff.used(), "the coupon came back with the last cent");
    }

    @Test
    void pointsThatPaidForGoodsGoBackWithThem() {
        SkuId sku = shop.sku(1, 1_001, 10);
        CartId cart = shop.cartWith(sku, 3);
        done(shop.carts.enterCoupon(cart, "POINTS", GUEST));
        Order order = shop.order(shop.place(cart).orderToken());
        shop.gateway.pay(attempt(order));
        shop.payments.returned(order.token());
        AfterSale first = done(shop.afterSales.cancel(request(order, 1, "changed_mind", Actor.SHOPPER)));
        long discount = 3_003 - order.total().minus(order.shipping()).minor();
        assertEquals(discount, shop.halfOff.shares().getFirst().whole());
        assertEquals(501, shop.halfOff.shares().getFirst().part(), "a third, rounded up first");
        assertEquals(Set.of(), shop.halfOff.released());
        AfterSale rest = done(shop.afterSales.cancel(request(order, 2, "changed_mind", Actor.SHOPPER)));
        assertEquals(order.total(), first.refund().plus(rest.refund()));
        assertEquals(
                discount,
                shop.halfOff.shares().stream()
                        .mapToLong(PriceAdjuster.Share::part)
                        .sum());
        assertEquals(Set.of(order.id()), shop.halfOff.released());
    }

    @Test
    void anOrderWhoseRestIsCancelledIsWhereItsParcelIs() {
        SkuId sku = shop.sku(1, 5_000, 10);
        Order order = paid(sku, 3, false);
        Shipment parcel = sent(order, 1);
        assertEquals("orders.units_in_parcel", refusal(shop.afterSales.cancel(request(order, 3, "too_slow", STAFF))));
        done(shop.afterSales.cancel(request(order, 2, "too_slow", Actor.SHOPPER)));
        assertEquals(State.SHIPPED, shop.again(order).state());
        done(shop.shipments.see(parcel.id(), new Sighting(ParcelStatus.DELIVERED, null, ""), "staff"));
        assertEquals(State.DELIVERED, shop.again(order).state());
    }

    @Test
    void theLastUnitIsCalledOffAfterTheParcelArrived() {
        SkuId sku = shop.sku(1, 5_000, 10);
        Order order = paid(sku, 2, false);
        Shipment parcel = sent(order, 1);
        done(shop.shipments.see(parcel.id(), new Sighting(ParcelStatus.DELIVERED, null, ""), "staff"));
        assertEquals(State.PAID, shop.again(order).state(), "one unit still waits");
        done(shop.orders.cancel(order.id(), "staff"));
        assertEquals(State.DELIVERED, shop.again(order).state());
    }

    @Test
    void sixtyFourCancellationsAreOne() throws Exception {
        SkuId sku = shop.sku(1, 5_000, 10);
        Order order = paid(sku, 2, false);
        List<Outcome<AfterSale>> all =
                atOnce(64, () -> shop.afterSales.cancel(request(order, 2, "changed_mind", Actor.SHOPPER)));
        assertEquals(1, all.stream().filter(Outcome.Done.class::isInstance).count());
        shop.later();
        assertEquals(State.REFUNDED, shop.again(order).state());
        assertEquals(10, shop.stock.level(sku).available());
    }
}

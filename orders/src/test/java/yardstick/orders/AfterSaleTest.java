package yardstick.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static yardstick.orders.shop.Shop.GUEST;
import static yardstick.orders.shop.Shop.attempt;
import static yardstick.orders.shop.Shop.done;
import static yardstick.orders.shop.Shop.refusal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import yardstick.catalog.SkuId;
import yardstick.kernel.Outcome;
import yardstick.orders.AfterSales.Actor;
import yardstick.orders.AfterSales.Finding;
import yardstick.orders.AfterSales.Replacement;
import yardstick.orders.AfterSales.Request;
import yardstick.orders.AfterSales.Wanted;
import yardstick.orders.Order.State;
import yardstick.orders.Shipments.Draft;
import yardstick.orders.Shipments.Sighting;
import yardstick.orders.shop.Shop;
import yardstick.orders.spi.PriceAdjuster;

/** Cancel, return, exchange: units, cents and stock. */
class AfterSaleTest {

    private static final Actor STAFF = new Actor("support", true);

    private final Shop shop = new Shop();

    @AfterEach
    void close() {
        shop.later();
        shop.audit();
        shop.close();
    }

    private Order paid(SkuId sku, int units, boolean coupon) {
        CartId cart = shop.cartWith(sku, units);
        if (coupon) {
            shop.halfOff.limit(100);
            done(shop.carts.enterCoupon(cart, "HALF", GUEST));
        }
        Order order = shop.order(shop.place(cart).orderToken());
        shop.gateway.pay(attempt(order));
        shop.payments.returned(order.token());
        return shop.again(order);
    }

    private Order delivered(SkuId sku, int units, boolean coupon) {
        Order order = paid(sku, units, coupon);
        return shop.delivered(order);
    }

    private static Request request(Order order, int units, String reason, Actor actor) {
        return new Request(order.id(), List.of(new Wanted(1, units, reason)), null, "", actor);
    }

    private AfterSale returned(Order order, int units, String reason) {
        AfterSale asked = done(shop.afterSales.ask(request(order, units, reason, Actor.SHOPPER)));
        done(shop.afterSales.approve(asked.id(), STAFF));
        done(shop.afterSales.receive(asked.id(), STAFF));
        done(shop.afterSales.inspect(asked.id(), List.of(new Finding(1, units, 0)), STAFF));
        return done(shop.afterSales.settle(asked.id(), STAFF));
    }

    private static <T> List<T> atOnce(int times, Callable<T> call) throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> each : Collections.nCopies(times, call)) {
                running.add(threads.submit(() -> {
                    gate.await();
                    return each.call();
                }));
            }
            gate.countDown();
            List<T> results = new ArrayList<>();
            for (Future<T> each : running) {
                results.add(each.get());
            }
            return results;
        }
    }

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

    private AfterSale exchanged(Order order, SkuId wanted, int units) {
        AfterSale asked = done(shop.afterSales.ask(exchange(order, wanted, units)));
        done(shop.afterSales.approve(asked.id(), STAFF));
        done(shop.afterSales.receive(asked.id(), STAFF));
        done(shop.afterSales.inspect(asked.id(), List.of(new Finding(1, 1, 0)), STAFF));
        return done(shop.afterSales.settle(asked.id(), STAFF));
    }

    private static Request exchange(Order order, SkuId wanted, int units) {
        return new Request(
                order.id(),
                List.of(new Wanted(1, 1, "changed_mind")),
                new Replacement(wanted, units),
                "",
                Actor.SHOPPER);
    }

    private Order replacement(AfterSale exchange) {
        return shop.order(java.util.Objects.requireNonNull(exchange.replacementToken()));
    }

    @Test
    void exchangeForSomethingCheaperGivesTheDifferenceBack() {
        SkuId sku = shop.sku(1, 5_000, 10);
        SkuId cheap = shop.sku(2, 3_000, 10);
        Order order = delivered(sku, 2, false);
        AfterSale exchange = exchanged(order, cheap, 1);
        assertEquals(3_000, exchange.credit().minor());
        assertEquals(2_000, exchange.refund().minor());
        assertEquals(State.PAID, replacement(exchange).state());
        assertEquals(9, shop.stock.level(cheap).onHand());
        Order replaced = replacement(exchange);
        done(shop.afterSales.cancel(request(replaced, 1, "changed_mind", Actor.SHOPPER)));
        shop.later();
        assertEquals(5_000, shop.again(order).refunded().minor(), "the credit followed to the first payment");
        assertEquals(State.REFUNDED, shop.again(replaced).state(), "nothing of it is left");
        assertEquals(10, shop.stock.level(cheap).onHand());
    }

    @Test
    void exchangeForSomethingDearerIsPaidOnTopOrRunsOut() {
        SkuId sku = shop.sku(1, 5_000, 10);
        SkuId dear = shop.sku(2, 7_000, 10);
        Order order = delivered(sku, 2, false);
        AfterSale exchange = exchanged(order, dear, 1);
        assertEquals(5_000, exchange.credit().minor());
        assertEquals(0, exchange.refund().minor());
        assertEquals(2_000, replacement(exchange).total().minor());
        shop.expire();
        shop.later();
        assertEquals(State.CANCELLED, replacement(exchange).state());
        assertEquals(5_000, shop.again(order).refunded().minor(), "unpaid: the money goes back instead");
        assertEquals(1, shop.number("SELECT count(*) FROM orders.refund"));
    }

    @Test
    void soldOutReplacementIsRefusedAndCanBecomeMoney() {
        SkuId sku = shop.sku(1, 5_000, 10);
        SkuId gone = shop.sku(2, 5_000, 1);
        Order order = delivered(sku, 1, false);
        assertEquals("orders.exchange_out_of_stock", refusal(shop.afterSales.ask(exchange(order, gone, 2))));
        assertEquals(1, shop.stock.level(gone).available(), "nothing was reserved");
        AfterSale asked = done(shop.afterSales.ask(exchange(order, gone, 1)));
        assertEquals(0, shop.stock.level(gone).available(), "reserved with the request");
        done(shop.afterSales.approve(asked.id(), STAFF));
        done(shop.afterSales.receive(asked.id(), STAFF));
        done(shop.afterSales.inspect(asked.id(), List.of(new Finding(1, 0, 1)), STAFF));
        shop.expire();
        assertEquals(1, shop.stock.level(gone).available(), "not for ever");
        assertEquals(
                1,
                shop.board.exceptions(10).stream()
                        .filter(each -> each.textKey().equals("orders.lane.exchange_short"))
                        .count());
        assertEquals("orders.exchange_lapsed", refusal(shop.afterSales.settle(asked.id(), STAFF)));
        done(shop.afterSales.forMoney(asked.id(), STAFF));
        assertEquals(
                order.total(), done(shop.afterSales.settle(asked.id(), STAFF)).refund());
    }

    @Test
    void theReplacementIsReservedAndNotPaidBeforeTheGoodsAreBack() {
        SkuId sku = shop.sku(1, 5_000, 10);
        SkuId dear = shop.sku(2, 7_000, 1);
        Order order = delivered(sku, 2, false);
        AfterSale.Preview preview = done(shop.afterSales.preview(AfterSale.Kind.RETURN, exchange(order, dear, 1)));
        assertEquals(5_000, preview.credit().minor());
        assertEquals(2_000, preview.toPay().minor());
        AfterSale asked = done(shop.afterSales.ask(exchange(order, dear, 1)));
        Order held = replacement(asked);
        assertEquals(State.PENDING_PAYMENT, held.state());
        assertEquals(0, shop.stock.level(dear).available());
        assertEquals(
                asked.number(),
                shop.afterSales.waitsFor(held.id()).orElseThrow().number());
        assertEquals("orders.exchange_first_back", refusal(shop.payments.retry(held.token(), Shop.CARD, Shop.BACK)));
        done(shop.afterSales.withdraw(asked.id(), Actor.SHOPPER));
        assertEquals(State.CANCELLED, shop.again(held).state());
        assertEquals(1, shop.stock.level(dear).available());
        Order other = replacement(exchanged(order, dear, 1));
        assertTrue(shop.afterSales.waitsFor(other.id()).isEmpty());
        done(shop.payments.retry(other.token(), Shop.CARD, Shop.BACK));
        shop.gateway.pay(attempt(shop.again(other)));
        shop.payments.returned(other.token());
        assertEquals(State.PAID, shop.again(other).state());
        assertEquals(0, shop.again(order).refunded().minor());
    }

    private Shipment sent(Order order, int units) {
        Shipment parcel = done(shop.shipments.plan(new Draft(order.id(), Map.of(1, units), "sandbox"), "staff"));
        done(shop.shipments.number(
                parcel.id(), "sf", "SF1000000000" + (100 + parcel.id().value())));
        return done(shop.shipments.handOver(parcel.id(), "staff"));
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
        AfterSale none = exchangedAtTax();
        assertEquals(130, replacement(none).total().minor(), "its own tax; what went back pays the price");
    }

    private AfterSale exchangedAtTax() {
        SkuId sku = shop.sku(2, 1_000, 10);
        return exchanged(delivered(sku, 1, false), sku, 1);
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

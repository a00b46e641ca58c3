package yardstick.orders;

import static yardstick.orders.shop.Shop.GUEST;
import static yardstick.orders.shop.Shop.attempt;
import static yardstick.orders.shop.Shop.done;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import yardstick.catalog.SkuId;
import yardstick.orders.AfterSales.Actor;
import yardstick.orders.AfterSales.Finding;
import yardstick.orders.AfterSales.Replacement;
import yardstick.orders.AfterSales.Request;
import yardstick.orders.AfterSales.Wanted;
import yardstick.orders.Shipments.Draft;
import yardstick.orders.shop.Shop;

/** A shop, its staff, and the usual steps after a sale. */
abstract class AfterSaleCase {

    static final Actor STAFF = new Actor("support", true);

    final Shop shop = new Shop();

    @AfterEach
    void close() {
        shop.later();
        shop.audit();
        shop.close();
    }

    Order paid(SkuId sku, int units, boolean coupon) {
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

    Order delivered(SkuId sku, int units, boolean coupon) {
        Order order = paid(sku, units, coupon);
        return shop.delivered(order);
    }

    static Request request(Order order, int units, String reason, Actor actor) {
        return new Request(order.id(), List.of(new Wanted(1, units, reason)), null, "", actor);
    }

    AfterSale returned(Order order, int units, String reason) {
        AfterSale asked = done(shop.afterSales.ask(request(order, units, reason, Actor.SHOPPER)));
        done(shop.afterSales.approve(asked.id(), STAFF));
        done(shop.afterSales.receive(asked.id(), STAFF));
        done(shop.afterSales.inspect(asked.id(), List.of(new Finding(1, units, 0)), STAFF));
        return done(shop.afterSales.settle(asked.id(), STAFF));
    }

    static <T> List<T> atOnce(int times, Callable<T> call) throws Exception {
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

    AfterSale exchanged(Order order, SkuId wanted, int units) {
        AfterSale asked = done(shop.afterSales.ask(exchange(order, wanted, units)));
        done(shop.afterSales.approve(asked.id(), STAFF));
        done(shop.afterSales.receive(asked.id(), STAFF));
        done(shop.afterSales.inspect(asked.id(), List.of(new Finding(1, 1, 0)), STAFF));
        return done(shop.afterSales.settle(asked.id(), STAFF));
    }

    static Request exchange(Order order, SkuId wanted, int units) {
        return new Request(
                order.id(),
                List.of(new Wanted(1, 1, "changed_mind")),
                new Replacement(wanted, units),
                "",
                Actor.SHOPPER);
    }

    Order replacement(AfterSale exchange) {
        return shop.order(java.util.Objects.requireNonNull(exchange.replacementToken()));
    }

    Shipment sent(Order order, int units) {
        Shipment parcel = done(shop.shipments.plan(new Draft(order.id(), Map.of(1, units), "sandbox"), "staff"));
        done(shop.shipments.number(
                parcel.id(), "sf", "SF1000000000" + (100 + parcel.id().value())));
        return done(shop.shipments.handOver(parcel.id(), "staff"));
    }
}

package yardstick.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static yardstick.orders.shop.Shop.GUEST;
import static yardstick.orders.shop.Shop.attempt;
import static yardstick.orders.shop.Shop.command;
import static yardstick.orders.shop.Shop.done;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import yardstick.catalog.SkuId;
import yardstick.orders.Checkout.Placed;
import yardstick.orders.Order.State;
import yardstick.orders.Payments.WebhookAnswer;
import yardstick.orders.shop.Shop;

/** Everybody at once. */
class RaceTest {

    private final Shop shop = new Shop();

    @AfterEach
    void close() {
        shop.audit();
        shop.close();
    }

    private static <T> List<T> atOnce(List<Callable<T>> calls) throws Exception {
        CountDownLatch gate = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<T>> running = new ArrayList<>();
            for (Callable<T> call : calls) {
                running.add(threads.submit(() -> {
                    gate.await();
                    return call.call();
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

    private record Buyer(CartId cart, String key) {}

    private List<Buyer> buyers(int count, SkuId sku, boolean coupon) {
        return IntStream.range(0, count)
                .mapToObj(i -> {
                    CartId cart = shop.cartWith(sku, 1);
                    if (coupon) {
                        done(shop.carts.enterCoupon(cart, "HALF", GUEST));
                    }
                    return new Buyer(
                            cart, shop.checkout.begin(cart, GUEST).orElseThrow().key());
                })
                .toList();
    }

    private List<Placed> allPlace(List<Buyer> buyers) throws Exception {
        return atOnce(buyers.stream()
                .<Callable<Placed>>map(buyer -> () -> shop.checkout.place(buyer.cart(), command(buyer.key()), GUEST))
                .toList());
    }

    private static long accepted(List<Placed> placed) {
        return placed.stream().filter(Placed.Accepted.class::isInstance).count();
    }

    private static long refused(List<Placed> placed) {
        return placed.stream().filter(Placed.Refused.class::isInstance).count();
    }

    @Test
    void twoHundredBuyersOfFiftyUnits() throws Exception {
        SkuId sku = shop.sku(1, 5_000, 50);
        List<Placed> placed = allPlace(buyers(200, sku, false));
        assertEquals(50, accepted(placed));
        assertEquals(150, refused(placed));
        assertEquals(new Stock.Level(50, 50), shop.stock.level(sku));
        assertEquals(50, shop.number("SELECT count(*) FROM orders.orders"));
    }

    /** A buyer who waits for another's change decides on what is there afterwards. */
    @Test
    void whoWaitedForTheLastUnitIsRefused() throws Exception {
        SkuId sku = shop.sku(1, 5_000, 1);
        Buyer buyer = buyers(1, sku, false).getFirst();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            Future<Placed> second = shop.database.write(handle -> {
                shop.stock.count(Map.of(sku, 0), "broken");
                Future<Placed> placing =
                        threads.submit(() -> shop.checkout.place(buyer.cart(), command(buyer.key()), GUEST));
                awaitOneWhoWaits();
                return placing;
            });
            assertEquals(1, refused(List.of(second.get())));
        }
        assertEquals(new Stock.Level(0, 0), shop.stock.level(sku));
    }

    private void awaitOneWhoWaits() {
        for (int i = 0; i < 2_000; i++) {
            if (shop.number("SELECT count(*) FROM pg_locks WHERE NOT granted") > 0) {
                return;
            }
            shop.sleep();
        }
        throw new AssertionError("nobody waits for the stock");
    }

    @Test
    void fiftyTimesTheSameKey() throws Exception {
        SkuId sku = shop.sku(1, 5_000, 50);
        Buyer buyer = buyers(1, sku, false).getFirst();
        List<Placed> placed = allPlace(java.util.Collections.nCopies(50, buyer));
        assertEquals(50, accepted(placed));
        assertEquals(1, Set.copyOf(placed).size(), "all the same answer");
        assertEquals(new Stock.Level(50, 1), shop.stock.level(sku));
        assertEquals(1, shop.gateway.payments());
    }

    @Test
    void fortyBuyersOfThreeCouponUses() throws Exception {
        SkuId sku = shop.sku(1, 5_000, 100);
        shop.halfOff.limit(3);
        List<Placed> placed = allPlace(buyers(40, sku, true));
        assertEquals(3, accepted(placed));
        assertEquals(37, refused(placed));
        assertEquals(3, shop.halfOff.used());
        assertEquals(new Stock.Level(100, 3), shop.stock.level(sku), "the refused hold nothing");
    }

    @Test
    void ordersOfTheSameSkusInAnyOrderDoNotDeadlock() throws Exception {
        List<SkuId> skus =
                IntStream.rangeClosed(1, 6).mapToObj(i -> shop.sku(i, 100, 500)).toList();
        List<Buyer> buyers = IntStream.range(0, 40)
                .mapToObj(i -> {
                    CartId cart = shop.carts.create(GUEST);
                    IntStream.range(0, 6).forEach(j -> done(shop.carts.add(cart, skus.get((i + j * 5) % 6), 1, GUEST)));
                    return new Buyer(
                            cart, shop.checkout.begin(cart, GUEST).orElseThrow().key());
                })
                .toList();
        assertEquals(40, accepted(allPlace(buyers)));
    }

    @Test
    void eightCancellationsAreOneRefund() throws Exception {
        SkuId sku = shop.sku(1, 5_000, 10);
        Order order = shop.waiting(sku);
        shop.gateway.pay(attempt(order));
        shop.payments.returned(order.token());
        atOnce(java.util.Collections.nCopies(8, () -> shop.orders.cancel(order.id(), "admin")));
        shop.later();
        assertEquals(State.REFUNDED, shop.again(order).state());
        assertEquals(1, shop.number("SELECT count(*) FROM orders.refund"));
        assertEquals(1, shop.announced(OrderRefunded.class));
        assertEquals(0, shop.gateway.balance());
        assertEquals(new Stock.Level(10, 0), shop.stock.level(sku));
    }

    @Test
    void webhookReturnSweepAndExpiryAtOncePayOnce() throws Exception {
        SkuId sku = shop.sku(1, 5_000, 50);
        List<Order> orders =
                IntStream.range(0, 10).mapToObj(i -> shop.waiting(sku)).toList();
        orders.forEach(order -> shop.gateway.pay(attempt(order)));
        List<Callable<Boolean>> calls = new ArrayList<>();
        for (Order order : orders) {
            byte[] body = shop.gateway.event(attempt(order));
            for (int i = 0; i < 4; i++) {
                calls.add(() -> shop.hear(body) == WebhookAnswer.ACCEPTED);
                calls.add(() -> {
                    shop.payments.returned(order.token());
                    return true;
                });
            }
        }
        calls.add(() -> {
            shop.expire();
            return true;
        });
        calls.add(() -> {
            shop.later();
            return true;
        });
        assertEquals(Set.of(true), Set.copyOf(atOnce(calls)));
        assertEquals(
                Set.of(State.PAID),
                orders.stream().map(shop::again).map(Order::state).collect(Collectors.toSet()));
        assertEquals(10, shop.announced(Purchase.class));
        assertEquals(new Stock.Level(40, 0), shop.stock.level(sku));
    }
}

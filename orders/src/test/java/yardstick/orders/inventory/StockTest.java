package yardstick.orders.inventory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static yardstick.orders.shop.Shop.GUEST;
import static yardstick.orders.shop.Shop.attempt;
import static yardstick.orders.shop.Shop.command;
import static yardstick.orders.shop.Shop.done;
import static yardstick.orders.shop.Shop.refusal;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import yardstick.catalog.AvailabilityChanged;
import yardstick.catalog.SkuId;
import yardstick.catalog.StockClaimed;
import yardstick.orders.CartId;
import yardstick.orders.Checkout;
import yardstick.orders.Checkout.Placed;
import yardstick.orders.Order;
import yardstick.orders.OrderId;
import yardstick.orders.Stock;
import yardstick.orders.Warehousing.Component;
import yardstick.orders.Warehousing.Entry;
import yardstick.orders.Warehousing.Level;
import yardstick.orders.Warehousing.Movement;
import yardstick.orders.Warehousing.Warehouse;
import yardstick.orders.Warehousing.Wish;
import yardstick.orders.shop.Shop;

class StockTest {

    private final Shop shop = new Shop();

    @AfterEach
    void close() {
        shop.audit();
        shop.close();
    }

    private void warehouse(String code, int priority) {
        done(shop.warehousing.keep(new Warehouse(0, code, code, priority, true)));
    }

    private void put(String warehouse, SkuId sku, int units) {
        done(shop.warehousing.count(new Entry(sku, warehouse, units, "first count", "tester")));
    }

    private Order order(Map<SkuId, Integer> wanted) {
        CartId cart = shop.carts.create(GUEST);
        wanted.forEach((sku, units) -> done(shop.carts.add(cart, sku, units, GUEST)));
        return shop.order(shop.place(cart).orderToken());
    }

    private Order paid(Order order) {
        shop.gateway.pay(attempt(order));
        shop.payments.returned(order.token());
        return shop.again(order);
    }

    /** {@code warehouse:units} of what the order holds, in order. */
    private String taken(Order order, SkuId sku) {
        return shop.database.read(handle -> handle.createQuery("""
                        SELECT h.code || ':' || r.quantity FROM orders.reservation r
                        JOIN orders.warehouse h ON h.id = r.warehouse
                        WHERE r.order_id = :order AND r.sku = :sku ORDER BY h.code""")
                .bind("order", order.id().value())
                .bind("sku", sku.value())
                .mapTo(String.class)
                .collect(Collectors.joining(" ")));
    }

    private Level level(SkuId sku, String warehouse) {
        return shop.warehousing.sheet(sku, 1).levels().stream()
                .filter(level -> level.warehouse().code().equals(warehouse))
                .findFirst()
                .orElseThrow();
    }

    @Test
    void oneWarehouseServesTheWholeOrderWhenItCan() {
        SkuId kettle = shop.sku(1, 5_000, 5);
        SkuId cup = shop.sku(2, 900, 0);
        warehouse("north", 10);
        warehouse("south", 20);
        put("north", kettle, 5);
        put("south", kettle, 5);
        put("south", cup, 5);
        assertEquals("north:1", taken(order(Map.of(kettle, 1)), kettle), "the lowest priority number first");
        Order both = order(Map.of(kettle, 2, cup, 1));
        assertEquals("south:2", taken(both, kettle), "only south has both");
        assertEquals("south:1", taken(both, cup));
    }

    @Test
    void anOrderIsSplitOnlyWhenItMustBe() {
        SkuId kettle = shop.sku(1, 5_000, 1);
        SkuId cup = shop.sku(2, 900, 0);
        warehouse("north", 10);
        warehouse("south", 20);
        put("north", kettle, 3);
        put("south", kettle, 5);
        put("north", cup, 1);
        Order order = order(Map.of(kettle, 4, cup, 1));
        assertEquals("south:4", taken(order, kettle), "a SKU is not split when one place has all of it");
        assertEquals("north:1", taken(order, cup));
        assertEquals("north:3 south:1", taken(order(Map.of(kettle, 4)), kettle));
        assertEquals(1, shop.stock.level(kettle).available());
    }

    @Test
    void aWarehouseThatServesNothingAndSafetyStockAreNotSold() {
        SkuId kettle = shop.sku(1, 5_000, 5);
        done(shop.warehousing.keepSafe(new Entry(kettle, "main", 3, "for the counter", "tester")));
        assertEquals(2, shop.warehousing.sheet(kettle, 1).available());
        assertEquals("orders.only_left", problem(shop.cartWith(kettle, 3)));
        order(Map.of(kettle, 2));
        assertEquals("orders.out_of_stock", refusal(shop.carts.add(shop.carts.create(GUEST), kettle, 1, GUEST)));
        done(shop.warehousing.keepSafe(new Entry(kettle, "main", 0, "counter closed", "tester")));
        done(shop.warehousing.keep(new Warehouse(0, "main", "Main", 1, false)));
        assertEquals(0, shop.warehousing.sheet(kettle, 1).available());
    }

    private String problem(CartId cart) {
        var problem = shop.cart(cart).lines().getFirst().problem();
        return problem == null ? "" : problem.code();
    }

    @Test
    void aBundleIsAsManyAsItsComponentsAllow() {
        SkuId kettle = shop.sku(1, 5_000, 10);
        SkuId cup = shop.sku(2, 900, 9);
        SkuId set = shop.sku(3, 6_000, 0);
        done(shop.warehousing.compose(set, List.of(new Component(kettle, 1), new Component(cup, 4))));
        assertEquals(2, shop.warehousing.sheet(set, 1).available());
        Order order = order(Map.of(set, 1, cup, 1));
        assertEquals("main:1", taken(order, kettle));
        assertEquals("main:5", taken(order, cup));
        assertEquals(1, shop.warehousing.sheet(set, 1).available());
        assertTrue(shop.announcements.of(AvailabilityChanged.class).stream()
                .anyMatch(changed -> changed.skus().contains(set)));
        paid(order);
        assertEquals(0, shop.ledger(handle -> shop.ledger.ship(handle, order.id(), new TreeMap<>(Map.of(set, 1)))));
        assertEquals(new Level(level(cup, "main").warehouse(), 4, 0, 1, 0), level(cup, "main"));
        assertEquals(
                0,
                shop.ledger(
                        handle -> shop.ledger.restock(handle, order.id(), new TreeMap<>(Map.of(set, 1)), "came back")));
        assertEquals(new Stock.Level(10, 0), shop.stock.level(kettle));
        assertEquals("orders.stock_of_bundle", refusal(shop.warehousing.receive(entry(set, 5))));
        assertEquals(
                "orders.bundle_in_bundle",
                refusal(shop.warehousing.compose(new SkuId(9), List.of(new Component(set, 1)))));
        assertEquals(
                "orders.bundle_has_stock",
                refusal(shop.warehousing.compose(kettle, List.of(new Component(new SkuId(9), 1)))));
    }

    private static Entry entry(SkuId sku, int quantity) {
        return new Entry(sku, "main", quantity, "because", "tester");
    }

    @Test
    void movementsByHandHaveReasonAndActorAndKeepWhatIsReserved() {
        SkuId kettle = shop.sku(1, 5_000, 3);
        warehouse("north", 200);
        order(Map.of(kettle, 2));
        done(shop.warehousing.receive(entry(kettle, 4)));
        done(shop.warehousing.adjust(entry(kettle, -5)));
        assertEquals("orders.stock_reserved", refusal(shop.warehousing.adjust(entry(kettle, -1))));
        assertEquals("orders.stock_reserved", refusal(shop.warehousing.transfer(entry(kettle, 1), "north")));
        assertEquals("orders.stock_quantity", refusal(shop.warehousing.receive(entry(kettle, 0))));
        assertEquals("orders.unknown_warehouse", refusal(shop.warehousing.transfer(entry(kettle, 1), "nowhere")));
        assertEquals(
                "orders.stock_reason", refusal(shop.warehousing.receive(new Entry(kettle, "main", 1, " ", "tester"))));
        done(shop.warehousing.receive(entry(kettle, 6)));
        done(shop.warehousing.transfer(entry(kettle, 6), "north"));
        assertEquals(new Level(level(kettle, "main").warehouse(), 2, 2, 0, 0), level(kettle, "main"));
        assertEquals(6, level(kettle, "north").available());
        Movement latest = shop.warehousing.sheet(kettle, 10).movements().getFirst();
        assertEquals(
                List.of("TRANSFER", "north", "because", "tester", 6),
                List.of(latest.kind(), latest.warehouse(), latest.reason(), latest.actor(), latest.onHand()));
        assertEquals(kettle, shop.warehousing.low(6, 10).getFirst().sku());
        assertEquals(List.of(), shop.warehousing.low(5, 10));
    }

    @Test
    void whatIsPaidWaitsForTheShipmentAndComesBackOnce() {
        SkuId kettle = shop.sku(1, 5_000, 5);
        Order order = paid(order(Map.of(kettle, 3)));
        assertEquals(new Level(level(kettle, "main").warehouse(), 2, 0, 3, 0), level(kettle, "main"));
        assertEquals(5, level(kettle, "main").inHouse());
        OrderId id = order.id();
        assertEquals(0, shop.ledger(handle -> shop.ledger.ship(handle, id, new TreeMap<>(Map.of(kettle, 2)))));
        assertEquals(3, level(kettle, "main").inHouse());
        assertEquals(1, shop.ledger(handle -> shop.ledger.ship(handle, id, new TreeMap<>(Map.of(kettle, 2)))));
        assertEquals(
                0,
                shop.ledger(
                        handle -> shop.ledger.restock(handle, id, new TreeMap<>(Map.of(kettle, 1)), "wrong colour")));
        assertEquals(new Stock.Level(3, 0), shop.stock.level(kettle));
        done(shop.orders.cancel(id, "tester"));
        assertEquals(new Stock.Level(5, 0), shop.stock.level(kettle));
        assertEquals(
                3, shop.ledger(handle -> shop.ledger.restock(handle, id, new TreeMap<>(Map.of(kettle, 3)), "again")));
    }

    @Test
    void aClaimOfAnOldFileDoesNotUndoWhatHappenedSince() {
        SkuId kettle = shop.sku(1, 5_000, 10);
        shop.sleep();
        Instant file = shop.databaseTime();
        shop.sleep();
        paid(order(Map.of(kettle, 4)));
        order(Map.of(kettle, 1));
        shop.announcements.announce(new StockClaimed("acme", Map.of(kettle, 12), file));
        assertEquals(new Stock.Level(8, 1), shop.stock.level(kettle), "12 then, 4 sold since, 1 of the rest reserved");
        shop.announcements.announce(new StockClaimed("acme", Map.of(kettle, 99), file.minus(Duration.ofDays(1))));
        assertEquals(new Stock.Level(8, 1), shop.stock.level(kettle), "older than the last count");
        shop.stock.count(Map.of(kettle, 0), "recount");
        assertEquals(new Stock.Level(1, 1), shop.stock.level(kettle), "never below what is reserved");
    }

    @Test
    void countingAnnouncesOnlyWhatCanBeBoughtAgainOrNoLonger() {
        SkuId kettle = shop.sku(1, 5_000, 0);
        int before = shop.announcements.of(AvailabilityChanged.class).size();
        shop.stock.count(Map.of(kettle, 5), "recount");
        shop.stock.count(Map.of(kettle, 6), "recount");
        shop.stock.count(Map.of(kettle, 0), "recount");
        assertEquals(
                before + 2, shop.announcements.of(AvailabilityChanged.class).size());
    }

    @Test
    void whoAskedIsToldOnceWhenItIsBack() {
        SkuId kettle = shop.sku(1, 5_000, 1);
        Order order = order(Map.of(kettle, 1));
        Wish wish = new Wish(kettle, "person@example.org", "en", "http://shop.test/en/p/kettle");
        done(shop.warehousing.notifyMe(wish));
        done(shop.warehousing.notifyMe(wish));
        assertEquals("orders.bad_email", refusal(shop.warehousing.notifyMe(new Wish(kettle, "nobody", "en", ""))));
        assertEquals(1, shop.warehousing.sheet(kettle, 1).waiting());
        assertEquals(0, shop.number("SELECT count(*) FROM kernel.mail"));
        shop.expire();
        assertEquals(Order.State.CANCELLED, shop.again(order).state());
        shop.stock.count(Map.of(kettle, 0), "recount");
        shop.stock.count(Map.of(kettle, 9), "recount");
        assertEquals(
                1,
                shop.number(
                        "SELECT count(*) FROM kernel.mail WHERE recipient = 'person@example.org' AND body LIKE '%/p/kettle%'"));
    }

    /** Buyers of two SKUs, of the bundle of both, and people who receive and transfer, all at once. */
    @Test
    void manyHandsAndTwoWarehousesNeitherOversellNorBlock() throws Exception {
        SkuId kettle = shop.sku(1, 5_000, 20);
        SkuId cup = shop.sku(2, 900, 30);
        SkuId set = shop.sku(3, 6_000, 0);
        warehouse("north", 10);
        put("north", kettle, 15);
        put("north", cup, 10);
        done(shop.warehousing.compose(set, List.of(new Component(cup, 2), new Component(kettle, 1))));
        List<Callable<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 90; i++) {
            Map<SkuId, Integer> wanted =
                    i % 3 == 0 ? Map.of(set, 1) : i % 3 == 1 ? Map.of(cup, 1, kettle, 1) : Map.of(kettle, 1);
            CartId cart = shop.carts.create(GUEST);
            wanted.forEach((sku, units) -> done(shop.carts.add(cart, sku, units, GUEST)));
            Checkout.Quote quote = shop.checkout.begin(cart, GUEST).orElseThrow();
            calls.add(() -> shop.checkout.place(cart, command(quote.key()), GUEST) instanceof Placed.Accepted ? 1 : 0);
        }
        for (int i = 0; i < 5; i++) {
            calls.add(() -> {
                shop.warehousing.transfer(entry(kettle, 1), "north");
                shop.warehousing.transfer(new Entry(cup, "north", 1, "back", "tester"), "main");
                return 0;
            });
        }
        int accepted = 0;
        CountDownLatch gate = new CountDownLatch(1);
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<Integer>> running = calls.stream()
                    .map(call -> threads.submit(() -> {
                        gate.await();
                        return call.call();
                    }))
                    .toList();
            gate.countDown();
            for (Future<Integer> each : running) {
                accepted += each.get();
            }
        }
        assertEquals(35, accepted, "every order takes one kettle, and there are 35");
        assertEquals(0, shop.stock.level(kettle).available());
    }

    @Test
    void aBuyerOfMoreThanThereIsIsRefusedByTheNameOfTheBundle() {
        SkuId cup = shop.sku(2, 900, 5);
        SkuId set = shop.sku(3, 6_000, 0);
        done(shop.warehousing.compose(set, List.of(new Component(cup, 4))));
        CartId cart = shop.cartWith(set, 1);
        done(shop.carts.add(cart, cup, 2, GUEST));
        Checkout.Quote quote = shop.checkout.begin(cart, GUEST).orElseThrow();
        Placed.Refused refused =
                assertInstanceOf(Placed.Refused.class, shop.checkout.place(cart, command(quote.key()), GUEST));
        assertEquals("orders.line_short", refused.reasons().getFirst().code());
        assertEquals(new Stock.Level(5, 0), shop.stock.level(cup));
    }
}

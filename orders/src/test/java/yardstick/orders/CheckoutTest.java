package yardstick.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static yardstick.orders.shop.Shop.BACK;
import static yardstick.orders.shop.Shop.CARD;
import static yardstick.orders.shop.Shop.GUEST;
import static yardstick.orders.shop.Shop.command;
import static yardstick.orders.shop.Shop.done;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import yardstick.catalog.SkuId;
import yardstick.kernel.Money;
import yardstick.kernel.Refusal;
import yardstick.kernel.Setting;
import yardstick.orders.Checkout.Placed;
import yardstick.orders.Order.PaymentState;
import yardstick.orders.Order.State;
import yardstick.orders.shop.Shop;
import yardstick.testkit.TestDatabase;

class CheckoutTest {

    private Shop shop = new Shop();
    private SkuId sku = new SkuId(0);

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

    private String key(CartId cart) {
        return shop.checkout.begin(cart, GUEST).orElseThrow().key();
    }

    @Test
    void anOrderIsWhatTheQuoteSaid() {
        CartId cart = shop.cartWith(sku, 2);
        SkuId other = shop.sku(2, 333, 5);
        done(shop.carts.add(cart, other, 3, GUEST));
        done(shop.carts.enterCoupon(cart, "HALF", GUEST));
        Checkout.Quote quote = shop.checkout.begin(cart, GUEST).orElseThrow();
        Placed.Accepted placed =
                assertInstanceOf(Placed.Accepted.class, shop.checkout.place(cart, command(quote.key()), GUEST));
        Order order = shop.order(placed.orderToken());
        assertEquals(quote.total(), order.total());
        assertEquals(2 * 5_000 + 3 * 333, order.goods().minor());
        assertEquals(State.PENDING_PAYMENT, order.state());
        assertEquals(1, order.adjustments().size());
        assertEquals(2, order.lines().size());
        assertEquals("Hangzhou", order.address().get("city"));
        assertTrue(placed.redirectUrl().startsWith(shop.gateway.url() + "/pay/"), placed.redirectUrl());
        assertEquals(new Stock.Level(10, 2), shop.stock.level(sku));
        assertEquals(1, shop.halfOff.used());
        assertFalse(shop.carts.find(cart, GUEST).isPresent(), "the cart has become the order");
        assertEquals(order, shop.orders.byNumber(order.number()).orElseThrow());
        assertFalse(shop.orders.byToken("").isPresent());
    }

    /** Round trips decide how many orders a second there can be; the coupon's own two are counted as well, the statistics' one a second is not. */
    @Test
    void placingTakesFewStatements() {
        CartId cart = shop.cartWith(sku, 2);
        done(shop.carts.add(cart, shop.sku(2, 333, 5), 3, GUEST));
        done(shop.carts.enterCoupon(cart, "HALF", GUEST));
        String key = key(cart);
        List<String> statements = new ArrayList<>();
        shop.database.execute(handle -> {
            handle.getConfig(SqlStatements.class).setSqlLogger(new SqlLogger() {
                @Override
                public void logAfterExecution(StatementContext context) {
                    if (!context.getRawSql().contains("orders.channel_call")) {
                        statements.add(context.getRawSql());
                    }
                }
            });
            assertInstanceOf(Placed.Accepted.class, shop.checkout.place(cart, command(key), GUEST));
        });
        assertTrue(statements.size() <= 19, () -> statements.size() + ": " + String.join("\n", statements));
    }

    @Test
    void theSameKeyAgainIsTheSameOrder() {
        CartId cart = shop.cartWith(sku, 1);
        Checkout.Command command = command(key(cart));
        Placed first = shop.checkout.place(cart, command, GUEST);
        assertEquals(first, shop.checkout.place(cart, command, GUEST));
        assertEquals(1, shop.number("SELECT count(*) FROM orders.orders"));
        assertEquals(1, shop.gateway.payments());
    }

    @Test
    void anotherKeyOfTheSameCartIsTheSameOrder() {
        CartId cart = shop.cartWith(sku, 1);
        String firstTab = key(cart);
        String secondTab = key(cart);
        Placed first = shop.checkout.place(cart, command(firstTab), GUEST);
        assertEquals(first, shop.checkout.place(cart, command(secondTab), GUEST));
        assertEquals(1, shop.number("SELECT count(*) FROM orders.orders"));
    }

    @Test
    void theSameKeyWithSomethingElseIsRefused() {
        CartId cart = shop.cartWith(sku, 1);
        String key = key(cart);
        Placed.Accepted first = (Placed.Accepted) shop.checkout.place(cart, command(key), GUEST);
        Map<String, String> other = Shop.address();
        other.put("line1", "2 Other Street");
        Placed reused = new Placed.KeyReused(first.orderToken());
        assertEquals(reused, shop.checkout.place(cart, new Checkout.Command(key, CARD, other, BACK), GUEST));
        assertEquals(
                reused,
                shop.checkout.place(cart, new Checkout.Command(key, CARD, Shop.address(), BACK, "express"), GUEST));
        assertEquals("1 Test Street", shop.order(first.orderToken()).address().get("line1"));
        assertEquals(first, shop.checkout.place(cart, command(key), GUEST));
        assertEquals(1, shop.gateway.payments());
    }

    @Test
    void aChangedPriceAsksAgain() {
        CartId cart = shop.cartWith(sku, 1);
        String key = key(cart);
        shop.shelf.put(1, Money.of(5_001, "CNY"));
        Placed.PriceChanged changed =
                assertInstanceOf(Placed.PriceChanged.class, shop.checkout.place(cart, command(key), GUEST));
        assertNotEquals(key, changed.quote().key());
        assertEquals(5_801, changed.quote().total().minor());
        assertEquals(new Stock.Level(10, 0), shop.stock.level(sku));
        assertInstanceOf(
                Placed.Accepted.class,
                shop.checkout.place(cart, command(changed.quote().key()), GUEST));
    }

    @Test
    void otherGoodsForTheSameMoneyAskAgain() {
        SkuId twin = shop.sku(2, 5_000, 10);
        CartId cart = shop.cartWith(sku, 1);
        String key = key(cart);
        done(shop.carts.setQuantity(cart, sku, 0, GUEST));
        done(shop.carts.add(cart, twin, 1, GUEST));
        assertInstanceOf(Placed.PriceChanged.class, shop.checkout.place(cart, command(key), GUEST));
    }

    @Test
    void anExpiredOrForeignOrMissingKeyAsksAgain() {
        CartId cart = shop.cartWith(sku, 1);
        String foreign = key(shop.cartWith(sku, 1));
        assertInstanceOf(Placed.PriceChanged.class, shop.checkout.place(cart, command(foreign), GUEST));
        assertInstanceOf(Placed.PriceChanged.class, shop.checkout.place(cart, command(""), GUEST));
        String key = key(cart);
        shop.database.execute(handle -> {
            handle.execute("ALTER TABLE orders.quote DISABLE TRIGGER quote_is_immutable");
            handle.execute("UPDATE orders.quote SET expires_at = now() - interval '1 second'");
            handle.execute("ALTER TABLE orders.quote ENABLE TRIGGER quote_is_immutable");
        });
        assertInstanceOf(Placed.PriceChanged.class, shop.checkout.place(cart, command(key), GUEST));
    }

    @Test
    void shortStockIsRefusedByName() {
        CartId cart = shop.cartWith(sku, 5);
        String key = key(cart);
        shop.stock.count(Map.of(sku, 3), "recount");
        Placed.Refused refused = assertInstanceOf(Placed.Refused.class, shop.checkout.place(cart, command(key), GUEST));
        assertEquals(
                List.of(new Refusal("orders.line_short", Map.of("title", "Product 1", "available", 3))),
                refused.reasons());
    }

    @Test
    void aFreeOrderIsPaidAtOnce() {
        Shop free = new Shop(TestDatabase.with("catalog", "orders"), Map.of(Setting.SHIPPING_FREE_FROM, "0"));
        SkuId there = free.sku(9, 100, 5);
        CartId cart = free.cartWith(there, 2);
        done(free.carts.enterCoupon(cart, "ALL", GUEST));
        Placed.Accepted placed = free.place(cart);
        assertEquals(BACK.replace("{token}", placed.orderToken()), placed.redirectUrl());
        assertEquals(State.PAID, free.order(placed.orderToken()).state());
        assertEquals(new Stock.Level(3, 0), free.stock.level(there));
        assertEquals(1, free.announced(Purchase.class));
        free.audit();
        free.close();
    }

    @Test
    void fieldsToMendAreNamed() {
        CartId cart = shop.cartWith(sku, 1);
        Map<String, String> bad = new TreeMap<>(Map.of(
                "name", " ", "email", "nobody", "city", "x".repeat(201), "postcode", "31 00 00 !!", "country", "XX"));
        bad.put("phone", "call me");
        Placed.Invalid invalid = assertInstanceOf(
                Placed.Invalid.class,
                shop.checkout.place(cart, new Checkout.Command(key(cart), "cash", bad, BACK), GUEST));
        assertEquals(
                Map.of(
                        "channel", "orders.unknown_channel",
                        "city", "orders.field_too_long",
                        "country", "orders.bad_country",
                        "email", "orders.bad_email",
                        "line1", "orders.field_required",
                        "name", "orders.field_required",
                        "phone", "orders.bad_phone",
                        "postcode", "orders.bad_postcode"),
                invalid.fields().entrySet().stream()
                        .collect(Collectors.toMap(
                                Map.Entry::getKey, entry -> entry.getValue().code())));
    }

    @Test
    void addressesOfManyCountriesPass() {
        for (List<String> place : List.of(
                List.of("王小明", "杭州市", "310000", "CN"),
                List.of("María José O'Neill", "Sevilla", "41001", "es"),
                List.of("Ann", "London", "SW1A 1AA", "GB"),
                List.of("Bob", "Boston", "02108-1234", "US"))) {
            CartId cart = shop.cartWith(sku, 1);
            Map<String, String> address = Shop.address();
            address.putAll(Map.of(
                    "name", place.get(0), "city", place.get(1), "postcode", place.get(2), "country", place.get(3)));
            assertInstanceOf(
                    Placed.Accepted.class,
                    shop.checkout.place(cart, new Checkout.Command(key(cart), CARD, address, BACK), GUEST));
        }
    }

    @Test
    void anEmptyOrUnknownCartHasNoQuote() {
        assertTrue(shop.checkout.begin(shop.carts.create(GUEST), GUEST).isEmpty());
        assertTrue(shop.checkout.begin(new CartId("nobody's"), GUEST).isEmpty());
        assertInstanceOf(Placed.Refused.class, shop.checkout.place(new CartId("nobody's"), command("k"), GUEST));
    }

    @Test
    void withoutAGatewayNothingIsOffered() {
        Shop closed = new Shop(TestDatabase.with("catalog", "orders"), Map.of(Setting.GATEWAY_URL, ""));
        CartId cart = closed.cartWith(closed.sku(1, 100, 1), 1);
        Checkout.Quote quote = closed.checkout.begin(cart, GUEST).orElseThrow();
        assertEquals(List.of(), quote.channels());
        Placed.Invalid invalid =
                assertInstanceOf(Placed.Invalid.class, closed.checkout.place(cart, command(quote.key()), GUEST));
        assertEquals(Set.of("channel"), invalid.fields().keySet());
        closed.audit();
        closed.close();
    }

    @Test
    void listsFindOrdersByNumberEmailAndName() {
        List<Order> placed = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            placed.add(shop.waiting(sku));
        }
        assertEquals(
                3,
                shop.orders.search(new Orders.Filter("PERSON@", null, null, 10)).size());
        assertEquals(3, shop.orders.count(new Orders.Filter("testing p", State.PENDING_PAYMENT, null, 10)));
        assertEquals(
                1,
                shop.orders
                        .search(new Orders.Filter(placed.getFirst().number(), null, null, 10))
                        .size());
        assertEquals(0, shop.orders.count(new Orders.Filter("%", null, null, 10)), "a percent sign is a percent sign");
        assertEquals(2, shop.orders.search(new Orders.Filter("", null, null, 2)).size());
        assertEquals(
                PaymentState.CREATED, placed.getFirst().payments().getFirst().state());
    }
}

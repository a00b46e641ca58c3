package yardstick.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static yardstick.orders.shop.Shop.BACK;
import static yardstick.orders.shop.Shop.CARD;
import static yardstick.orders.shop.Shop.GUEST;
import static yardstick.orders.shop.Shop.attempt;
import static yardstick.orders.shop.Shop.command;
import static yardstick.orders.shop.Shop.done;
import static yardstick.orders.shop.Shop.refusal;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jdbi.v3.core.statement.SqlLogger;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jdbi.v3.core.statement.StatementContext;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import yardstick.catalog.SkuId;
import yardstick.kernel.Language;
import yardstick.kernel.Money;
import yardstick.orders.Checkout.Placed;
import yardstick.orders.shop.Shop;

/** Quotes and carts over the real catalogue and database. */
class QuoteTest {

    private final Shop shop = new Shop();

    @AfterEach
    void close() {
        shop.audit();
        shop.close();
    }

    private static Shopper paying(String currency) {
        return new Shopper(Language.EN, null, null, currency);
    }

    private static Tariffs.Rate rate(String currency, String rate) {
        return new Tariffs.Rate(currency, new BigDecimal(rate), "Central bank", null);
    }

    @Test
    void aForeignShopperPaysWhatWasShownThoughTheRateMoves() {
        done(shop.tariffs.keep(rate("JPY", "20")));
        SkuId sku = shop.sku(1, 5_000, 10);
        CartId cart = shop.cartWith(sku, 1);
        Checkout.Quote quote = shop.checkout.begin(cart, paying("JPY")).orElseThrow();
        assertEquals(Money.of(1_160, "JPY"), quote.total());
        assertEquals(Money.of(1_000, "JPY"), shop.tariffs.show(Money.of(5_000, "CNY"), "JPY"));
        assertEquals(List.of("CNY", "JPY"), shop.tariffs.currencies());
        Placed.Accepted placed = assertInstanceOf(
                Placed.Accepted.class,
                shop.checkout.place(cart, command(quote.key()), GUEST),
                "in the quoted currency");
        Order order = shop.order(placed.orderToken());
        assertEquals(Money.of(1_160, "JPY"), order.total());
        shop.gateway.pay(attempt(order));
        shop.payments.returned(order.token());
        Purchase purchase = shop.announcements.of(Purchase.class).getFirst();
        assertEquals(Money.of(5_800, "CNY"), purchase.total(), "measured in the shop's currency");
    }

    @Test
    void aMovedRateOrTaxAsksAgain() {
        done(shop.tariffs.keep(rate("JPY", "20")));
        CartId cart = shop.cartWith(shop.sku(1, 5_000, 10), 1);
        Checkout.Quote quote = shop.checkout.begin(cart, paying("JPY")).orElseThrow();
        done(shop.tariffs.keep(rate("JPY", "21")));
        Placed.PriceChanged changed = assertInstanceOf(
                Placed.PriceChanged.class, shop.checkout.place(cart, command(quote.key()), paying("JPY")));
        assertEquals(Money.of(1_218, "JPY"), changed.quote().total());
        assertEquals(2, shop.number("SELECT count(*) FROM orders.exchange_rate"), "rates are kept");
        assertEquals("orders.tariff_currency", refusal(shop.tariffs.keep(rate("CNY", "1"))));
    }

    @Test
    void anAddressWhereTaxComesOnTopAsksAgainAndShippingCanBeChosen() {
        done(shop.tariffs.keep(new Tariffs.Tax("US", "standard", 1_000, false, "Sales tax", "销售税")));
        done(shop.tariffs.keep(new Tariffs.Method(
                "express", "DELIVERY", "Express", "快递", List.of("CN", "US"), 2_000L, 1_000_000L, 0, 200, true)));
        CartId cart = shop.cartWith(shop.sku(1, 5_000, 10), 1);
        Checkout.Quote home = shop.checkout.begin(cart, GUEST).orElseThrow();
        assertEquals(2, home.cart().terms().deliveries().size());
        Map<String, String> address = Shop.address();
        address.put("country", "US");
        Checkout.Command express = new Checkout.Command(home.key(), CARD, address, BACK, "express");
        Placed.PriceChanged changed =
                assertInstanceOf(Placed.PriceChanged.class, shop.checkout.place(cart, express, GUEST));
        assertEquals(5_000 + 2_000 + 700, changed.quote().total().minor());
        Placed.Accepted placed = assertInstanceOf(
                Placed.Accepted.class,
                shop.checkout.place(
                        cart, new Checkout.Command(changed.quote().key(), CARD, address, BACK, "express"), GUEST));
        assertEquals(700, shop.order(placed.orderToken()).tax().minor());
        assertEquals(500, shop.number("SELECT tax_minor FROM orders.order_line"));
        assertEquals(1, shop.number("SELECT count(*) FROM orders.orders WHERE shipping_method = 'express'"));
    }

    @Test
    void nobodyPicksSomethingUpUnasked() {
        done(shop.tariffs.keep(
                new Tariffs.Method("pickup", "PICKUP", "Pick up", "到店自提", List.of(), 0L, null, 0, 1, true)));
        CartId cart = shop.cartWith(shop.sku(1, 5_000, 10), 1);
        Cart.Terms terms = shop.checkout.begin(cart, GUEST).orElseThrow().cart().terms();
        assertEquals("pickup", terms.deliveries().getFirst().code());
        assertEquals(
                "standard", java.util.Objects.requireNonNull(terms.delivery()).code());
    }

    @Test
    void whereNothingIsDeliveredNothingIsPlaced() {
        done(shop.tariffs.keep(
                new Tariffs.Method("standard", "DELIVERY", "Standard", "标准", List.of("CN"), null, null, 0, 1, true)));
        CartId cart = shop.cartWith(shop.sku(1, 5_000, 10), 1);
        Checkout.Quote quote = shop.checkout.begin(cart, GUEST).orElseThrow();
        Map<String, String> address = Shop.address();
        address.put("country", "US");
        Placed.Refused refused = assertInstanceOf(
                Placed.Refused.class,
                shop.checkout.place(cart, new Checkout.Command(quote.key(), CARD, address, BACK), GUEST));
        assertEquals("orders.no_delivery", refused.reasons().getFirst().code());
    }

    @Test
    void aHundredLinesAreQuotedInFewStatements() {
        CartId cart = shop.carts.create(GUEST);
        shop.database.execute(handle -> {
            for (int i = 1; i <= 100; i++) {
                SkuId sku = shop.shelf.put(i, Money.of(100 + i, "CNY"));
                handle.execute(
                        "INSERT INTO orders.cart_line (cart_id, sku, quantity) VALUES (?, ?, 2)", cart.value(), i);
                handle.execute("INSERT INTO orders.stock_level (sku, on_hand) VALUES (?, 10)", sku.value());
                handle.execute(
                        "INSERT INTO orders.stock_movement (sku, kind, on_hand_delta) VALUES (?, 'RECEIVE', 10)",
                        sku.value());
            }
        });
        List<String> statements = new ArrayList<>();
        shop.database.execute(handle -> {
            handle.getConfig(SqlStatements.class).setSqlLogger(new SqlLogger() {
                @Override
                public void logAfterExecution(StatementContext context) {
                    statements.add(context.getRawSql());
                }
            });
            assertEquals(100, shop.cart(cart).lines().size());
        });
        assertTrue(statements.size() <= 8, () -> statements.size() + ": " + String.join("\n", statements));
    }

    @Test
    void whatCannotBeBoughtSaysWhy() {
        SkuId unpriced = shop.shelf.put(1, null);
        SkuId foreign = shop.shelf.put(2, Money.of(100, "USD"));
        SkuId withdrawn = shop.sku(3, 100, 5);
        SkuId fine = shop.sku(4, 100, 5);
        CartId cart = shop.cartWith(withdrawn, 1);
        done(shop.carts.add(cart, fine, 9, GUEST));
        shop.shelf.withdraw(withdrawn);
        assertEquals("orders.not_for_sale", refusal(shop.carts.add(cart, unpriced, 1, GUEST)));
        assertEquals("orders.not_for_sale", refusal(shop.carts.add(cart, foreign, 1, GUEST)));
        assertEquals("orders.not_for_sale", refusal(shop.carts.add(cart, new SkuId(99), 1, GUEST)));
        assertEquals(
                List.of("orders.not_for_sale", "orders.only_left"),
                shop.cart(cart).lines().stream()
                        .map(line -> Objects.requireNonNull(line.problem()).code())
                        .toList());
        assertEquals("orders.coupon_unknown", refusal(shop.carts.enterCoupon(cart, "NO", GUEST)));
    }

    @Test
    void whatIsSavedForLaterIsKeptAndComesBack() {
        SkuId kettle = shop.sku(1, 5_000, 10);
        CartId cart = shop.cartWith(kettle, 3);
        done(shop.care.save(cart, kettle, GUEST));
        assertTrue(shop.cart(cart).lines().isEmpty());
        assertEquals(3, shop.care.saved(cart, GUEST).getFirst().quantity());
        CartId next = shop.carts.create(GUEST);
        shop.care.inherit(cart, next);
        assertEquals(List.of(), shop.care.saved(cart, GUEST));
        shop.shelf.withdraw(kettle);
        assertEquals("orders.not_for_sale", refusal(shop.care.restore(next, kettle, GUEST)));
        assertNotNull(shop.care.saved(next, GUEST).getFirst().problem());
        shop.database.execute(handle -> handle.execute("UPDATE catalog.sku SET active = true"));
        done(shop.care.restore(next, kettle, GUEST));
        assertEquals(3, shop.cart(next).units());
        assertEquals(List.of(), shop.care.saved(next, GUEST));
    }

    private CustomerId member() {
        return new CustomerId(shop.number(
                "INSERT INTO orders.customer (source, external_id, name) VALUES ('shop', 'm', 'Member') RETURNING id"));
    }

    @Test
    void aMergeLosesNothingAndCanBeUndoneOnce() {
        SkuId kettle = shop.sku(1, 5_000, 10);
        SkuId cup = shop.sku(2, 900, 10);
        CustomerId member = member();
        Shopper signedIn = new Shopper(Language.EN, member, null);
        CartId own = shop.carts.create(signedIn);
        done(shop.carts.add(own, kettle, 1, signedIn));
        CartId guest = shop.cartWith(kettle, 2);
        done(shop.carts.add(guest, cup, 4, GUEST));
        SkuId later = shop.sku(3, 100, 10);
        done(shop.carts.add(guest, later, 1, GUEST));
        done(shop.care.save(guest, later, GUEST));
        assertEquals(own, shop.carts.merge(guest, member));
        assertEquals(own, shop.carts.merge(guest, member), "again changes nothing");
        assertEquals(7, shop.cart(own).units());
        assertEquals(6, shop.care.merged(own).orElseThrow().units());
        done(shop.carts.setQuantity(own, cup, 3, signedIn));
        assertTrue(shop.care.undoMerge(own));
        assertTrue(!shop.care.undoMerge(own), "once");
        assertEquals(1, shop.cart(own).units());
        assertEquals(
                Map.of(kettle, 2, cup, 3, later, 1),
                shop.care.saved(own, signedIn).stream()
                        .collect(java.util.stream.Collectors.toMap(
                                each -> each.sku().id(), CartCare.Saved::quantity)));
        assertTrue(shop.care.merged(own).isEmpty());
    }

    @Test
    void anOrderIsOrderedAgainAndSaysWhatIsDifferent() {
        SkuId kettle = shop.sku(1, 5_000, 10);
        SkuId cup = shop.sku(2, 900, 10);
        SkuId gone = shop.sku(3, 100, 10);
        CartId first = shop.cartWith(kettle, 2);
        done(shop.carts.add(first, cup, 4, GUEST));
        done(shop.carts.add(first, gone, 1, GUEST));
        Order order = shop.order(shop.place(first).orderToken());
        shop.shelf.withdraw(gone);
        shop.shelf.put(1, Money.of(5_500, "CNY"));
        shop.stock.count(Map.of(cup, 7), "recount");
        CartId next = shop.carts.create(GUEST);
        CartCare.Reordered again = done(shop.care.reorder(next, order, GUEST));
        assertEquals(5, again.units());
        assertEquals(
                List.of("orders.reorder_price", "orders.reorder_fewer", "orders.reorder_gone"),
                again.notes().stream().map(each -> each.code()).toList());
        assertEquals(2 * 5_500 + 3 * 900, shop.cart(next).goods().minor());
        assertNull(shop.cart(next).lines().getFirst().problem());
    }
}

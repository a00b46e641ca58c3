package yardstick.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static yardstick.orders.shop.Shop.GUEST;
import static yardstick.orders.shop.Shop.done;
import static yardstick.orders.shop.Shop.refusal;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import yardstick.catalog.SkuId;
import yardstick.kernel.Fact;
import yardstick.kernel.Language;
import yardstick.orders.shop.Shop;

class CartsTest {

    private Shop shop = new Shop();
    private SkuId first = new SkuId(0);
    private SkuId second = new SkuId(0);

    @BeforeEach
    void open() {
        first = shop.sku(1, 5_000, 10);
        second = shop.sku(2, 700, 10);
    }

    @AfterEach
    void close() {
        shop.audit();
        shop.close();
    }

    private CustomerId member(String name) {
        return new CustomerId(shop.number("INSERT INTO orders.customer (source, external_id, name) VALUES ('shop', '"
                + name + "', '" + name + "') RETURNING id"));
    }

    private List<String> facts() {
        return shop.announcements.of(Fact.class).stream().map(Fact::name).toList();
    }

    @Test
    void addingTheSameSkuAgainMakesOneLine() {
        CartId cart = shop.cartWith(first, 2);
        Cart after = done(shop.carts.add(cart, first, 3, GUEST));
        assertEquals(1, after.lines().size());
        assertEquals(5, after.units());
        assertEquals(5, shop.carts.units(cart));
        assertEquals(List.of("add_to_cart", "add_to_cart"), facts());
    }

    @Test
    void quantitiesStayWithinOneAndTheMost() {
        CartId cart = shop.cartWith(first, 998);
        for (int quantity : new int[] {0, -1, Integer.MIN_VALUE, 1_000, Integer.MAX_VALUE, 2}) {
            assertEquals("orders.quantity_range", refusal(shop.carts.add(cart, first, quantity, GUEST)));
        }
        assertEquals("orders.quantity_range", refusal(shop.carts.setQuantity(cart, first, -1, GUEST)));
        assertEquals(998, shop.carts.units(cart));
    }

    @Test
    void zeroRemovesTheLine() {
        CartId cart = shop.cartWith(first, 2);
        done(shop.carts.setQuantity(cart, second, 4, GUEST));
        Cart after = done(shop.carts.setQuantity(cart, first, 0, GUEST));
        assertEquals(4, after.units());
        done(shop.carts.setQuantity(cart, second, 1, GUEST));
        assertEquals(List.of("add_to_cart", "add_to_cart", "remove_from_cart", "remove_from_cart"), facts());
    }

    @Test
    void whatIsNotForSaleDoesNotComeIn() {
        CartId cart = shop.carts.create(GUEST);
        SkuId soldOut = shop.sku(3, 100, 0);
        SkuId withdrawn = shop.sku(4, 100, 5);
        shop.shelf.withdraw(withdrawn);
        assertEquals("orders.out_of_stock", refusal(shop.carts.add(cart, soldOut, 1, GUEST)));
        assertEquals("orders.not_for_sale", refusal(shop.carts.add(cart, withdrawn, 1, GUEST)));
        assertEquals("orders.not_for_sale", refusal(shop.carts.add(cart, new SkuId(77), 1, GUEST)));
        assertTrue(shop.cart(cart).lines().isEmpty());
    }

    @Test
    void anUnknownCartIsRefused() {
        assertEquals("orders.cart_gone", refusal(shop.carts.add(new CartId("nobody's"), first, 1, GUEST)));
        assertEquals("orders.cart_gone", refusal(shop.carts.add(new CartId(""), first, 1, GUEST)));
        assertFalse(shop.carts.find(new CartId(""), GUEST).isPresent());
    }

    @Test
    void aCouponIsKeptOnlyWhenItApplies() {
        CartId cart = shop.cartWith(first, 1);
        assertEquals("orders.coupon_unknown", refusal(shop.carts.enterCoupon(cart, "NONE", GUEST)));
        assertEquals(null, shop.cart(cart).couponCode());
        assertEquals(
                2_500 + 800,
                done(shop.carts.enterCoupon(cart, " half ", GUEST)).total().minor());
        assertEquals(
                5_000 + 800, done(shop.carts.removeCoupon(cart, GUEST)).total().minor());
    }

    @Test
    void parallelAddsLoseNothing() {
        CartId cart = shop.carts.create(GUEST);
        IntStream.range(0, 40)
                .parallel()
                .forEach(i -> done(shop.carts.add(cart, i % 2 == 0 ? first : second, 1, GUEST)));
        assertEquals(40, shop.carts.units(cart));
    }

    @Test
    void mergingLosesNothingAndHappensOnce() {
        CustomerId member = member("a");
        Shopper signedIn = new Shopper(Language.EN, member, null);
        CartId own = shop.carts.create(signedIn);
        done(shop.carts.add(own, first, 2, signedIn));
        CartId guest = shop.cartWith(first, 3);
        done(shop.carts.add(guest, second, 4, GUEST));
        done(shop.carts.enterCoupon(guest, "HALF", GUEST));
        for (int i = 0; i < 3; i++) {
            assertEquals(own, shop.carts.merge(guest, member));
        }
        Cart merged = shop.carts.find(own, signedIn).orElseThrow();
        assertEquals(5 + 4, merged.units());
        assertEquals("HALF", merged.couponCode());
        assertFalse(shop.carts.find(guest, GUEST).isPresent(), "the guest cart is gone");
        assertEquals(own, shop.carts.create(signedIn), "a member has one open cart");
        assertEquals(9, shop.carts.open(signedIn).units(), "and finds in it what was left there");
        assertEquals(List.of(), shop.carts.open(GUEST).lines());
    }

    @Test
    void theFirstGuestCartBecomesTheMembersOwn() {
        CartId guest = shop.cartWith(first, 3);
        assertEquals(guest, shop.carts.merge(guest, member("b")));
        assertEquals(3, shop.carts.units(guest));
    }

    @Test
    void aStrangersCartIsNotMerged() {
        CartId theirs = shop.cartWith(first, 3);
        shop.carts.merge(theirs, member("owner"));
        CartId mine = shop.carts.merge(theirs, member("thief"));
        assertNotEquals(theirs, mine);
        assertEquals(0, shop.carts.units(mine));
        assertEquals(3, shop.carts.units(theirs));
    }

    @Test
    void parallelMergesOfTwoGuestCartsKeepBoth() {
        CustomerId member = member("c");
        List<CartId> guests = List.of(shop.cartWith(first, 1), shop.cartWith(second, 2));
        guests.parallelStream().forEach(guest -> shop.carts.merge(guest, member));
        CartId own = shop.carts.create(new Shopper(Language.EN, member, null));
        assertEquals(3, shop.carts.units(own));
    }
}

package yardstick.web.shop;

import java.time.Instant;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.ProductId;
import yardstick.catalog.Sku;
import yardstick.catalog.SkuId;
import yardstick.kernel.Language;
import yardstick.kernel.Refusal;
import yardstick.membership.Points;
import yardstick.orders.Adjustment;
import yardstick.orders.Cart;
import yardstick.orders.CartCare;
import yardstick.orders.CartId;
import yardstick.orders.Checkout;
import yardstick.orders.Deliveries;
import yardstick.web.View;
import yardstick.web.admin.ParcelSamples;

/** Carts and checkouts to show pages with. */
final class BuyingSamples {

    static final Deliveries.Promise PROMISE =
            new Deliveries.Promise("standard", "sf", LocalDate.of(2026, 3, 3), LocalDate.of(2026, 3, 5));

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private BuyingSamples() {}

    static Sku sku(Language language, int i) {
        return new Sku(
                new SkuId(200 + i),
                new ProductId(100 + i),
                "C" + i,
                "product-" + i,
                Samples.name(language, i),
                Samples.cny(4900),
                null,
                null,
                true);
    }

    static Cart cart(Language language, @Nullable Refusal coupon) {
        List<Cart.Line> lines = List.of(
                new Cart.Line(sku(language, 0), 2, Samples.cny(2450), Samples.cny(4900), 40, null),
                new Cart.Line(
                        sku(language, 3),
                        1,
                        Samples.cny(1990),
                        Samples.cny(1990),
                        1,
                        Refusal.of("orders.only_left", "available", 1)),
                new Cart.Line(sku(language, 5), 1, Samples.cny(890), Samples.cny(890), 3, null));
        Adjustment welcome = new Adjustment(
                "coupon:WELCOME10", "WELCOME10", List.of(Samples.cny(-490), Samples.cny(-199), Samples.cny(-89)));
        return new Cart(
                new CartId("cart"),
                lines,
                Samples.cny(7780),
                coupon == null ? List.of(welcome) : List.of(),
                Samples.cny(800),
                Samples.cny(0),
                Samples.cny(7802),
                "WELCOME10",
                coupon,
                Samples.cny(2120),
                new Cart.Terms(
                        "CN",
                        new Cart.Rate(
                                "CNY",
                                "JPY",
                                new java.math.BigDecimal("20.4567"),
                                "Central bank",
                                java.time.Instant.parse("2026-01-01T08:00:00Z")),
                        new Cart.Delivery("standard", "DELIVERY", "Standard", Samples.cny(800), Samples.cny(9900)),
                        List.of(
                                new Cart.Delivery(
                                        "standard", "DELIVERY", "Standard", Samples.cny(800), Samples.cny(9900)),
                                new Cart.Delivery("express", "DELIVERY", "Express", Samples.cny(1500), null)),
                        List.of(new Cart.Tax(
                                "VAT",
                                1300,
                                true,
                                Samples.cny(7802),
                                Samples.cny(898),
                                List.of(Samples.cny(564), Samples.cny(229), Samples.cny(105)),
                                Samples.cny(0))),
                        Samples.cny(7802)));
    }

    static CartView cartView(View page, boolean undo) {
        return new CartView(
                Samples.frame(page.language(), "/cart"),
                cart(page.language(), undo ? Refusal.of("membership.coupon_used_up") : null),
                undo ? new CartView.Removed(207, 2, Samples.name(page.language(), 7)) : null,
                78,
                undo
                        ? List.of(
                                new CartCare.Saved(sku(page.language(), 6), 2, null, Refusal.of("orders.out_of_stock")))
                        : List.of(),
                undo ? new CartCare.Merge("guest", 3) : null,
                Samples.row(page, 4),
                List.of(),
                PROMISE,
                points(undo ? 0 : 500));
    }

    static Points.Standing points(long wanted) {
        return new Points.Standing(1_240, Samples.cny(1_240), Samples.cny(1), wanted, new Points.Expiry(240, NOON));
    }

    static CheckoutView checkout(View page, boolean wrong) {
        Cart cart = cart(page.language(), null);
        Checkout.Quote quote = new Checkout.Quote(
                "key-1",
                cart,
                cart.total(),
                List.of(
                        channel("wallet-redirect", false),
                        channel("wallet-qr", false),
                        channel("card-redirect", true)));
        Map<String, String> errors = new LinkedHashMap<>();
        if (wrong) {
            errors.put("email", page.t("orders.bad_email"));
            errors.put("line1", page.t("orders.field_required"));
        }
        return new CheckoutView(
                Samples.frame(page.language(), "/checkout"),
                quote,
                Map.of("name", "\"><b>Ann</b>", "email", wrong ? "ann@" : "", "country", "CN"),
                errors,
                List.of(),
                false,
                "wallet-redirect",
                Countries.in(page.language()),
                new CheckoutView.Gift(
                        true, wrong ? "NOPE" : "", null, wrong ? page.t("orders.gift_card_unusable") : ""),
                PROMISE,
                wrong ? ParcelSamples.slot() : null);
    }

    static Checkout.Channel channel(String code, boolean down) {
        return new Checkout.Channel(code, "orders.channel." + code, "orders.channel." + code + ".hint", down);
    }
}

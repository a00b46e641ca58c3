package yardstick.web.shop;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.CatalogList;
import yardstick.catalog.CatalogQuery;
import yardstick.catalog.Category;
import yardstick.catalog.ProductCard;
import yardstick.catalog.ProductId;
import yardstick.catalog.ProductMedia;
import yardstick.catalog.ProductOptions;
import yardstick.catalog.ProductPage;
import yardstick.catalog.SizeAssistant;
import yardstick.catalog.Sku;
import yardstick.catalog.SkuId;
import yardstick.kernel.Language;
import yardstick.kernel.Money;
import yardstick.kernel.Refusal;
import yardstick.membership.Member;
import yardstick.membership.Members.NextTier;
import yardstick.membership.Points;
import yardstick.membership.Tier;
import yardstick.orders.Adjustment;
import yardstick.orders.AfterSale;
import yardstick.orders.AfterSales;
import yardstick.orders.Cart;
import yardstick.orders.CartCare;
import yardstick.orders.CartId;
import yardstick.orders.Checkout;
import yardstick.orders.CustomerId;
import yardstick.orders.Deliveries;
import yardstick.orders.Invoices;
import yardstick.orders.Order;
import yardstick.orders.OrderId;
import yardstick.orders.Orders;
import yardstick.web.View;
import yardstick.web.admin.ParcelSamples;

/** Goods, carts and orders to show pages with. */
final class Samples {

    static final Deliveries.Promise PROMISE =
            new Deliveries.Promise("standard", "sf", LocalDate.of(2026, 3, 3), LocalDate.of(2026, 3, 5));

    static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private static final String[][] NAMES = {
        {"Stoneware mug, 350 ml", "粗陶马克杯 350 毫升"},
        {"Linen tea towel", "亚麻茶巾"},
        {"Beeswax candle", "蜂蜡蜡烛"},
        {"Steel ruler, 30 cm, with both inch and centimetre scales", "双刻度钢尺 30 厘米"},
        {"Cast-iron pan", "铸铁煎锅"},
        {"Olive oil soap", "橄榄油皂"},
        {"Cotton tote", "棉布袋"},
        {"Glass storage jar", "玻璃储物罐"},
    };
    private static final String[][] AISLES = {
        {"Kitchen", "厨房"}, {"Table", "餐桌"}, {"Bath", "浴室"}, {"Tools", "工具"}, {"Storage", "收纳"}, {"Garden", "花园"}
    };

    private Samples() {}

    static Money cny(long minor) {
        return Money.of(minor, "CNY");
    }

    static String name(Language language, int i) {
        return NAMES[i % NAMES.length][language.ordinal()];
    }

    static Frame frame(Language language, String address) {
        return new Frame(categories(language), 3, false, false, "", address);
    }

    static List<Category> categories(Language language) {
        List<Category> categories = new ArrayList<>();
        for (int i = 0; i < AISLES.length; i++) {
            categories.add(new Category("aisle-" + i, AISLES[i][language.ordinal()], 1200 / (i + 1), List.of()));
        }
        return categories;
    }

    static ProductCard card(Language language, int i) {
        return new ProductCard(
                new ProductId(100 + i),
                new SkuId(200 + i),
                "product-" + i,
                name(language, i),
                i % 3 == 2 ? "" : "Nordmark",
                AISLES[i % AISLES.length][language.ordinal()],
                i % 11 == 9 ? null : cny(1290 + i * 730L),
                i % 4 == 1 ? cny(2990 + i * 730L) : null,
                i % 5 == 0 ? "3.69/100 g" : null,
                null,
                i % 7 != 6);
    }

    static List<ProductCard> cards(Language language, int count) {
        List<ProductCard> cards = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            cards.add(card(language, i));
        }
        return cards;
    }

    static List<Suggestion> row(View page, int count) {
        return cards(page.language(), count).stream()
                .map(card -> new Suggestion(
                        card, page.t("recommendation.bought_together", Map.of("together", 38, "orders", 112))))
                .toList();
    }

    static ListView list(View page, int count) {
        Map<String, List<String>> filters =
                new LinkedHashMap<>(Map.of("brand", List.of("Nordmark"), "price", List.of("1000-5000")));
        CatalogQuery query = new CatalogQuery(
                page.language(), count == 0 ? "zzz" : "", "aisle-0", filters, CatalogQuery.Sort.NAME, 3, 24);
        List<CatalogList.Facet> facets = List.of(
                new CatalogList.Facet("brand", "brand", values(page.language())),
                new CatalogList.Facet(
                        "price",
                        "price",
                        List.of(
                                new CatalogList.FacetValue("0-1000", "0-1000", 12, false),
                                new CatalogList.FacetValue("1000-5000", "1000-5000", 340, true),
                                new CatalogList.FacetValue("10000-", "10000-", 8, false))),
                new CatalogList.Facet("stock", "stock", List.of(new CatalogList.FacetValue("in", "in", 351, false))));
        ListViews views = new ListViews(page, query, "CNY");
        return new ListView(
                frame(page.language(), "/c/aisle-0"),
                AISLES[0][page.language().ordinal()],
                page.t("shop.list.count", "count", count == 0 ? 0 : 1187),
                query.text(),
                ListAddress.path(query),
                List.of(new ProductPage.CategoryLink(
                        "aisle-0", AISLES[0][page.language().ordinal()])),
                count == 0 ? List.of() : categories(page.language()).subList(1, 5),
                cards(page.language(), count),
                count == 0 ? 0 : 1187,
                new CatalogList.Match(count == 0, count == 0 ? "mug" : ""),
                views.facets(facets),
                views.chips(facets),
                ListAddress.of(ListAddress.unfiltered(query)),
                views.sorts(),
                views.sizes(),
                count == 0 ? views.paging(1, 0) : views.paging(3, 50),
                count == 0 ? row(page, 4) : List.of());
    }

    private static List<CatalogList.FacetValue> values(Language language) {
        List<CatalogList.FacetValue> values = new ArrayList<>();
        for (int i = 0; i < 14; i++) {
            String brand = i == 0 ? "Nordmark" : name(language, i) + " " + i;
            values.add(new CatalogList.FacetValue(brand, brand, 400 - i * 20L, i == 0));
        }
        return values;
    }

    static ProductView product(View page) {
        ProductPage product = new ProductPage(
                new ProductId(100),
                "product-0",
                name(page.language(), 0),
                "Nordmark",
                "<p>Thrown by hand and fired twice, with a matt glaze that keeps its grip.</p><ul><li>Dishwasher-safe</li><li>Stackable</li></ul>",
                List.of(new ProductPage.CategoryLink(
                        "aisle-0", AISLES[0][page.language().ordinal()])),
                List.of(),
                List.of(
                        new ProductPage.AttributeValue("Volume", "350 ml"),
                        new ProductPage.AttributeValue("Material", "Stoneware")),
                List.of(),
                "3.69/100 g",
                Map.of(new SkuId(200), cny(11900)),
                ProductOptions.NONE,
                Map.of());
        List<ProductView.Variant> variants = List.of(
                new ProductView.Variant(200, "NM-350-S", "Sand", cny(12900), cny(15900), 3),
                new ProductView.Variant(201, "NM-350-B", "Blue", cny(12900), null, 40),
                new ProductView.Variant(202, "NM-350-X", "Black", cny(13900), null, 0));
        ReviewsView said = ReviewSamples.said(page);
        return new ProductView(
                frame(page.language(), "/p/product-0"),
                product,
                variants,
                variants.getFirst(),
                OptionsView.of(page, product.options(), variants, variants.getFirst()),
                new ProductPage.Detail(product.attributes(), product.unitPrice()),
                page.t("shop.product.delivery", Map.of("fee", page.money(cny(800)), "free", page.money(cny(9900)))),
                List.of(
                        new ProductMedia.Medium(
                                1, ProductMedia.Kind.MODEL, "/media/f/a.glb", "/media/a.svg", "Mug", null),
                        new ProductMedia.Medium(
                                2, ProductMedia.Kind.LIVE, "https://live.example/1", "/b.svg", "Talk", null),
                        new ProductMedia.Medium(
                                3, ProductMedia.Kind.CERTIFICATE, "/media/f/c.pdf", null, "Glaze test", "NM-0001")),
                row(page, 4),
                said,
                SizeAdvice.answer(
                        page,
                        new SizeAdvice.Typed("170", "63", "regular"),
                        new SizeAssistant.Advice.Size("L", new SkuId(200), 1)),
                ProductLd.of(page, product, variants, said));
    }

    private static Sku sku(Language language, int i) {
        return new Sku(
                new SkuId(200 + i),
                new ProductId(100 + i),
                "C" + i,
                "product-" + i,
                name(language, i),
                cny(4900),
                null,
                null,
                true);
    }

    static Cart cart(Language language, @Nullable Refusal coupon) {
        List<Cart.Line> lines = List.of(
                new Cart.Line(sku(language, 0), 2, cny(2450), cny(4900), 40, null),
                new Cart.Line(
                        sku(language, 3), 1, cny(1990), cny(1990), 1, Refusal.of("orders.only_left", "available", 1)),
                new Cart.Line(sku(language, 5), 1, cny(890), cny(890), 3, null));
        Adjustment welcome = new Adjustment("coupon:WELCOME10", "WELCOME10", List.of(cny(-490), cny(-199), cny(-89)));
        return new Cart(
                new CartId("cart"),
                lines,
                cny(7780),
                coupon == null ? List.of(welcome) : List.of(),
                cny(800),
                cny(0),
                cny(7802),
                "WELCOME10",
                coupon,
                cny(2120),
                new Cart.Terms(
                        "CN",
                        new Cart.Rate(
                                "CNY",
                                "JPY",
                                new java.math.BigDecimal("20.4567"),
                                "Central bank",
                                java.time.Instant.parse("2026-01-01T08:00:00Z")),
                        new Cart.Delivery("standard", "DELIVERY", "Standard", cny(800), cny(9900)),
                        List.of(
                                new Cart.Delivery("standard", "DELIVERY", "Standard", cny(800), cny(9900)),
                                new Cart.Delivery("express", "DELIVERY", "Express", cny(1500), null)),
                        List.of(new Cart.Tax(
                                "VAT", 1300, true, cny(7802), cny(898), List.of(cny(564), cny(229), cny(105)), cny(0))),
                        cny(7802)));
    }

    static CartView cartView(View page, boolean undo) {
        return new CartView(
                frame(page.language(), "/cart"),
                cart(page.language(), undo ? Refusal.of("membership.coupon_used_up") : null),
                undo ? new CartView.Removed(207, 2, name(page.language(), 7)) : null,
                78,
                undo
                        ? List.of(
                                new CartCare.Saved(sku(page.language(), 6), 2, null, Refusal.of("orders.out_of_stock")))
                        : List.of(),
                undo ? new CartCare.Merge("guest", 3) : null,
                row(page, 4),
                List.of(),
                PROMISE,
                points(undo ? 0 : 500));
    }

    private static Points.Standing points(long wanted) {
        return new Points.Standing(1_240, cny(1_240), cny(1), wanted, new Points.Expiry(240, NOON));
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
                frame(page.language(), "/checkout"),
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

    static Order order(Language language, Order.State state, Order.@Nullable PaymentState payment) {
        List<Order.Payment> payments = payment == null
                ? List.of()
                : List.of(new Order.Payment("a1", "card-redirect", payment, cny(7802), "expired_card", NOON));
        Cart cart = cart(language, null);
        return new Order(
                new OrderId(1),
                "Y-10023",
                "token1",
                "shop",
                null,
                state,
                NOON,
                cart.lines().stream()
                        .map(line -> new Order.Line(
                                line.sku().id(),
                                line.sku().code(),
                                line.sku().slug(),
                                line.sku().title(),
                                line.quantity(),
                                line.unitPrice(),
                                line.lineTotal()))
                        .toList(),
                cart.adjustments(),
                cart.goods(),
                cart.shipping(),
                cart.tax(),
                cart.total(),
                cny(0),
                Map.of("name", "Ann Example", "line1", "1 Long Road", "city", "Suzhou", "country", "CN"),
                payments,
                List.of(new Order.TimelineEntry(NOON, "shopper", "orders.event.placed", Map.of())));
    }

    static AccountView account(View page) {
        Tier silver = new Tier("silver", 2, cny(50_000), 300);
        Tier gold = new Tier("gold", 3, cny(200_000), 500);
        Member member =
                new Member(new CustomerId(7), "ann@example.org", "Ann", page.language(), NOON, silver, cny(128_000));
        List<Orders.Summary> orders = List.of(new Orders.Summary(
                new OrderId(1),
                "Y-10023",
                "token1",
                Order.State.PAID,
                NOON,
                new CustomerId(7),
                "Ann",
                4,
                cny(7802),
                cny(0)));
        Frame frame = new Frame(categories(page.language()), 0, true, false, "", "/account");
        return new AccountView(
                frame,
                member,
                new NextTier(gold, cny(72_000)),
                52,
                orders,
                false,
                new AccountView.Purse(
                        points(0),
                        List.of(
                                new Points.Entry(Points.Kind.EARN, 78, new OrderId(1), NOON),
                                new Points.Entry(Points.Kind.USE, -500, new OrderId(1), NOON))));
    }

    static AfterSaleView afterSale(Frame frame, Language language, boolean explained) {
        Money amount = Money.of(1_990, "CNY");
        AfterSale known = new AfterSale(
                1,
                "A5001",
                new OrderId(1),
                "100001",
                AfterSale.Kind.RETURN,
                AfterSale.State.REQUESTED,
                List.of(new AfterSale.Line(1, "Green tea 100 g", 1, "damaged", null, 0, 0)),
                null,
                null,
                Money.zero("CNY"),
                Money.zero("CNY"),
                Money.zero("CNY"),
                List.of(),
                "",
                "shopper",
                java.time.Instant.parse("2026-03-01T10:00:00Z"));
        AfterSaleForm form = new AfterSaleForm(
                "return",
                List.of(new AfterSales.Wanted(1, 1, "damaged")),
                "other",
                explained ? 7L : null,
                1,
                "",
                "12345678");
        AfterSale.Wish wish = new AfterSale.Wish(new SkuId(7), "Black tea 100 g", 1, cny(2_490), cny(0));
        AfterSaleView.Asked asked = explained
                ? new AfterSaleView.Asked(
                        form,
                        new AfterSale.Preview(
                                List.of(new AfterSale.Item(
                                        "orders.refund.goods",
                                        Map.of("title", "Green tea 100 g", "units", "1"),
                                        amount)),
                                cny(0),
                                amount,
                                cny(0),
                                wish),
                        null)
                : null;
        return new AfterSaleView(
                frame,
                order(language, Order.State.DELIVERED, Order.PaymentState.CAPTURED),
                "open",
                List.of(new AfterSaleView.Choosing(
                        "return",
                        List.of(new AfterSaleView.Line(1, "Green tea 100 g", 2)),
                        List.of(new AfterSales.Reason("damaged", true, false, true, 30, 0)))),
                List.of(known),
                List.of(new Invoices.Document("INV-2026-000001", false, known.openedAt(), amount)),
                Map.of("damaged", "Arrived damaged", "changed_mind", "Changed my mind"),
                asked);
    }

    static AfterSaleView exchange(Frame frame, Language language) {
        AfterSaleView view = afterSale(frame, language, false);
        AfterSaleForm form = new AfterSaleForm(
                "return", List.of(new AfterSales.Wanted(1, 1, "damaged")), "other", null, 1, "", "12345678");
        ExchangeChoice choice = new ExchangeChoice(
                "Green tea",
                List.of(
                        new ExchangeChoice.Pick(7, "Green tea 250 g", cny(4_490), 3),
                        new ExchangeChoice.Pick(8, "Green tea 500 g", cny(7_990), 0)),
                "mug",
                List.of());
        return new AfterSaleView(
                frame,
                view.order(),
                view.mode(),
                view.forms(),
                view.cases(),
                view.papers(),
                view.reasons(),
                new AfterSaleView.Asked(form, null, choice));
    }
}

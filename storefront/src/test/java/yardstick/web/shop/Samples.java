package yardstick.web.shop;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import yardstick.catalog.CatalogList;
import yardstick.catalog.CatalogQuery;
import yardstick.catalog.Category;
import yardstick.catalog.ProductCard;
import yardstick.catalog.ProductId;
import yardstick.catalog.ProductMedia;
import yardstick.catalog.ProductOptions;
import yardstick.catalog.ProductPage;
import yardstick.catalog.SizeAssistant;
import yardstick.catalog.SkuId;
import yardstick.kernel.Language;
import yardstick.kernel.Money;
import yardstick.web.View;

/** Goods and lists to show pages with. */
final class Samples {

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
}

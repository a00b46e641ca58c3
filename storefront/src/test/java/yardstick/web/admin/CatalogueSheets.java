package yardstick.web.admin;

import java.util.ArrayList;
import java.util.List;
import yardstick.kernel.Refusal;
import yardstick.membership.Tier;
import yardstick.membership.TierRules;

/** Stock, search, sizes, reviews and prices, as the pages of the admin take them. */
final class CatalogueSheets {

    private CatalogueSheets() {}

    static List<Sheet> sheets() {
        Form refused = refused();
        List<Sheet> sheets = new ArrayList<>();
        sheets.add(new Sheet("search", "search", CatalogSamples.search()));
        sheets.add(new Sheet("sizes", "sizes", CatalogSamples.sizes()));
        sheets.add(new Sheet("reviews", "reviews", CatalogSamples.reviews()));
        sheets.add(new Sheet(
                "tiers",
                "tiers",
                new TiersResource.TiersView(
                        List.of(new TierRules.Rule(new Tier("gold", 3, Samples.money(200_000), 200), 150, 12)),
                        List.of(new TierRules.Change(
                                Samples.NOW,
                                "owner",
                                "gold",
                                "from=1 discount=2 points=3",
                                "from=2 discount=2 points=3")),
                        Samples.money(1),
                        12,
                        7_000,
                        Samples.money(7_000),
                        "gold",
                        Form.empty()
                                .with("earn", "x")
                                .refused("earn", yardstick.kernel.Refusal.of("admin.field.percent")))));
        sheets.add(new Sheet("tariffs", "tariffs", Samples.tariffs(refused)));
        sheets.add(new Sheet("stock", "stock", Samples.stock(refused)));
        sheets.add(new Sheet("stock-sku", "stock-sku", Samples.stockSheet(false, refused)));
        sheets.add(new Sheet("stock-bundle", "stock-sku", Samples.stockSheet(true, refused)));
        return sheets;
    }

    private static Form refused() {
        Form refused = Form.empty().with("code", "X").with("percent", "300");
        refused.refuse("percent", Refusal.of("admin.field.percent"));
        return refused;
    }
}

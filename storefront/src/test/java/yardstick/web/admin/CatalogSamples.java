package yardstick.web.admin;

import java.time.Instant;
import java.util.List;
import yardstick.catalog.ProductCard;
import yardstick.catalog.ProductId;
import yardstick.catalog.ReviewDesk.Kind;
import yardstick.catalog.ReviewDesk.Post;
import yardstick.catalog.Reviews.State;
import yardstick.catalog.SearchDesk;
import yardstick.catalog.SizeAssistant;
import yardstick.catalog.SkuId;
import yardstick.kernel.Language;
import yardstick.kernel.Money;
import yardstick.kernel.Refusal;

/** What the pages of the catalogue are shown with. */
final class CatalogSamples {

    private static final Instant NOON = Instant.parse("2026-03-01T12:00:00Z");

    private CatalogSamples() {}

    static ReviewsResource.ReviewsView reviews() {
        ReviewsResource.Tab tab = new ReviewsResource.Tab("review", "waiting", "Reviews waiting", 2, true);
        return new ReviewsResource.ReviewsView(
                List.of(tab, new ReviewsResource.Tab("question", "waiting", "Questions waiting", 1, false)),
                tab,
                List.of(
                        post(Kind.REVIEW, 4, "Cheaper at www.example.org", "", "link"),
                        post(Kind.QUESTION, 0, "Is it dishwasher-safe?", "", "contact"),
                        post(Kind.ANSWER, 0, "Yes, it is.", "Is it dishwasher-safe?", "not_bought")),
                5);
    }

    static SearchResource.SearchView search() {
        SearchDesk.Rule rule = new SearchDesk.Rule(
                4, "mug", SearchDesk.Action.PIN, 1, "mug", "Stoneware mug, 350 ml", "NM-350", "owner", NOON);
        ProductCard card = new ProductCard(
                new ProductId(1),
                new SkuId(2),
                "mug",
                "Stoneware mug, 350 ml",
                "Nordmark",
                "Table",
                Money.of(12_900, "CNY"),
                null,
                null,
                null,
                false);
        List<SearchDesk.Points> points = List.of(
                new SearchDesk.Points("pin", "", 99_000),
                new SearchDesk.Points("near", "mugg", 7.25),
                new SearchDesk.Points("code", "mugg", 1));
        return new SearchResource.SearchView(
                "mugg",
                Language.EN,
                new SearchDesk.Trial(List.of(new SearchDesk.Hit(card, 99_008.25, points, rule)), 1, true, "mug"),
                List.of(rule),
                Form.empty().with("code", "x").refused("code", Refusal.of("catalog.search_no_product", "code", "x")));
    }

    static SizesResource.SizesView sizes() {
        Form form = Form.empty().with("category", "Clothing > Shirts").with("lines", "S; 155-163; 45-53");
        return new SizesResource.SizesView(
                List.of(new SizeAssistant.Chart(
                        3,
                        "Clothing > Shirts",
                        List.of(
                                new SizeAssistant.Row("S", 155, 163, 45, 53),
                                new SizeAssistant.Row("M", 160, 168, 52, 60)))),
                form.refused("lines", Refusal.of("catalog.size_chart_unclear")));
    }

    private static Post post(Kind kind, int stars, String text, String about, String why) {
        return new Post(
                kind,
                20 + kind.ordinal(),
                "mug",
                "Stoneware mug",
                "Reader",
                stars,
                "",
                text,
                about,
                stars > 0,
                true,
                State.WAITING,
                why,
                "",
                false,
                NOON,
                kind == Kind.REVIEW ? List.of("/media/p/" + "b".repeat(40) + ".308060") : List.of());
    }
}

package yardstick.web.shop;

import java.util.List;
import java.util.Map;
import yardstick.catalog.Questions.Answer;
import yardstick.catalog.Questions.Question;
import yardstick.catalog.Reviews;
import yardstick.catalog.Reviews.Choice;
import yardstick.catalog.Reviews.Keyword;
import yardstick.catalog.Reviews.Passage;
import yardstick.catalog.Reviews.Review;
import yardstick.catalog.Reviews.Sort;
import yardstick.kernel.Language;
import yardstick.web.View;

/** Reviews and questions to show pages with. */
final class ReviewSamples {

    private ReviewSamples() {}

    static ReviewsView said(View page) {
        boolean zh = page.language() == Language.ZH;
        List<Keyword> keywords = List.of(
                new Keyword("quality", true, zh ? "质量好" : "Good quality", 18),
                new Keyword("looks", true, zh ? "好看" : "Good looking", 9),
                new Keyword("packaging", false, zh ? "包装差" : "Badly packed", 2));
        Reviews.Summary summary = new Reviews.Summary(24, 432, List.of(1L, 1L, 2L, 5L, 15L), 21, 1, 2, keywords);
        Review first = new Review(
                7,
                "Reader 7",
                5,
                "A heavy, calm mug",
                List.of(
                        new Passage("Sturdy and well made, ", true),
                        new Passage("holds the heat.\n<b>Plain</b>.", false)),
                Language.EN,
                true,
                false,
                12,
                BuyingSamples.NOON,
                "",
                List.of("/media/p/" + "a".repeat(40) + ".308060"));
        Review second = new Review(
                8,
                "读者",
                2,
                "",
                List.of(new Passage("杯子很结实，", true), new Passage("就是包装破了。", false)),
                Language.ZH,
                false,
                true,
                0,
                BuyingSamples.NOON,
                zh ? "已为您补发。" : "We sent another one.",
                List.of());
        Choice choice = new Choice("quality", true, 0, Sort.HELPFUL);
        return ProductReviews.view(
                page,
                "product-0",
                new Reviews.Page(summary, choice, List.of(first, second), 18, 1, 2),
                List.of(new Question(
                        3,
                        "Reader 3",
                        zh ? "可以用洗碗机吗？" : "Does it go in the dishwasher?",
                        BuyingSamples.NOON,
                        List.of(
                                new Answer(4, "-", zh ? "可以。" : "It does.", false, true, BuyingSamples.NOON),
                                new Answer(5, "Reader 5", "Mine did, for a year.", true, false, BuyingSamples.NOON)))));
    }

    static ReviewForm form(Frame frame, boolean known) {
        return new ReviewForm(
                frame, "product-0", "Mug", "", known, known, Map.of("text", "Hm", "stars", "4"), known ? "Short." : "");
    }
}

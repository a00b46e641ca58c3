package yardstick.web.api;

import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.Questions;
import yardstick.catalog.Reviews;
import yardstick.catalog.Reviews.Choice;
import yardstick.catalog.Reviews.Passage;
import yardstick.catalog.Reviews.Sort;

/** Reviews and questions as the API shows them. */
final class ReviewJson {

    private ReviewJson() {}

    /** The query parameters of a list of reviews; what makes no sense narrows nothing. */
    public static class ReviewQuery {
        @QueryParam("aspect")
        @DefaultValue("")
        String aspect = "";

        @QueryParam("say")
        @DefaultValue("good")
        String say = "good";

        @QueryParam("stars")
        @DefaultValue("0")
        String stars = "0";

        @QueryParam("order")
        @DefaultValue("helpful")
        String order = "helpful";

        @QueryParam("page")
        @DefaultValue("1")
        String page = "1";

        @QueryParam("lang")
        @Nullable String lang;

        Choice choice() {
            Sort by = Sort.HELPFUL;
            for (Sort sort : Sort.values()) {
                by = sort.name().toLowerCase(Locale.ROOT).equals(order) ? sort : by;
            }
            return new Choice(aspect, !say.equals("bad"), stars.matches("[1-5]") ? Integer.parseInt(stars) : 0, by);
        }

        int number() {
            return page.matches("\\d{1,4}") ? Integer.parseInt(page) : 1;
        }
    }

    /** What a buyer sends; {@code rewarded} says that the writer got something for it. */
    record ReviewInput(String product, int stars, String title, String text, String name, boolean rewarded) {}

    record ReviewPosted(String state) {}

    record KeywordItem(String aspect, String polarity, String label, long reviews) {}

    record ReviewItem(
            long id,
            String name,
            int stars,
            String title,
            String text,
            List<String> evidence,
            String language,
            boolean verified,
            boolean rewarded,
            int helpful,
            String writtenAt,
            String reply,
            List<String> pictures) {

        static ReviewItem of(Reviews.Review review) {
            return new ReviewItem(
                    review.id(),
                    review.name(),
                    review.stars(),
                    review.title(),
                    String.join("", review.text().stream().map(Passage::text).toList()),
                    review.text().stream()
                            .filter(Passage::marked)
                            .map(part -> part.text().strip())
                            .toList(),
                    review.language().tag(),
                    review.verified(),
                    review.rewarded(),
                    review.helpful(),
                    review.at().toString(),
                    review.reply(),
                    review.pictures().stream()
                            .map(path -> yardstick.web.shop.Picture.of(path).src())
                            .toList());
        }
    }

    record AnswerItem(String name, String text, boolean verified, boolean shop, String writtenAt) {}

    record QuestionItem(long id, String name, String text, String writtenAt, List<AnswerItem> answers) {

        static QuestionItem of(Questions.Question question) {
            return new QuestionItem(
                    question.id(),
                    question.name(),
                    question.text(),
                    question.at().toString(),
                    question.answers().stream()
                            .map(each -> new AnswerItem(
                                    each.name(),
                                    each.text(),
                                    each.verified(),
                                    each.staff(),
                                    each.at().toString()))
                            .toList());
        }
    }

    record ReviewPage(
            long count,
            int ratingHundredths,
            List<Long> byStars,
            long verified,
            long rewarded,
            List<KeywordItem> keywords,
            List<ReviewItem> reviews,
            long total,
            int page,
            int pages,
            List<QuestionItem> questions) {}

    static ReviewPage page(Reviews.Page page, List<Questions.Question> questions) {
        Reviews.Summary all = page.summary();
        return new ReviewPage(
                all.count(),
                all.hundredths(),
                all.byStars(),
                all.verified(),
                all.rewarded(),
                all.keywords().stream()
                        .map(each -> new KeywordItem(
                                each.aspect(),
                                each.favourable() ? "favourable" : "unfavourable",
                                each.label(),
                                each.count()))
                        .toList(),
                page.reviews().stream().map(ReviewItem::of).toList(),
                page.total(),
                page.page(),
                page.pages(),
                questions.stream().map(QuestionItem::of).toList());
    }
}

package yardstick.catalog;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Language;
import yardstick.kernel.Outcome;

/**
 * What customers say about a product. What they praise and complain about is counted by aspect, and every count leads to
 * the reviews and the clauses it was counted from.
 */
public interface Reviews {

    /** Whether everybody reads it. */
    enum State {
        WAITING,
        PUBLISHED,
        REJECTED
    }

    /** Orders a list may be shown in. */
    enum Sort {
        HELPFUL,
        NEWEST,
        BEST,
        WORST
    }

    /**
     * Who writes: a customer, or a guest by the order that proves the purchase.
     *
     * @param name what readers see
     * @param bought orders says that this person bought the product
     */
    record Writer(@Nullable Long customer, @Nullable Long order, String name, Language language, boolean bought) {}

    /**
     * @param rewarded the writer got something for writing: readers are told
     * @param pictures files as they were sent; they are drawn anew, and a review that has some waits for a decision
     */
    record Draft(ProductId product, int stars, String title, String text, boolean rewarded, List<byte[]> pictures) {

        public Draft(ProductId product, int stars, String title, String text, boolean rewarded) {
            this(product, stars, title, text, rewarded, List.of());
        }
    }

    /** A part of a text, in the order of reading; {@code marked} where it says something about the chosen aspect. */
    record Passage(String text, boolean marked) {}

    /**
     * A review as readers see it.
     *
     * @param pictures paths as {@link Pictures} has them
     */
    record Review(
            long id,
            String name,
            int stars,
            String title,
            List<Passage> text,
            Language language,
            boolean verified,
            boolean rewarded,
            int helpful,
            Instant at,
            String reply,
            List<String> pictures) {}

    /** @param count reviews that say it; as many are shown when it is chosen */
    record Keyword(String aspect, boolean favourable, String label, long count) {}

    /**
     * Over all published reviews.
     *
     * @param hundredths mean of the stars times 100
     * @param byStars counts of 1 to 5 stars
     */
    record Summary(
            long count,
            int hundredths,
            List<Long> byStars,
            long verified,
            long rewarded,
            long questions,
            List<Keyword> keywords) {}

    /**
     * What a list is narrowed to.
     *
     * @param aspect code of an aspect, or empty
     * @param favourable which side of the aspect
     * @param stars 1 to 5, or 0 for all
     */
    record Choice(String aspect, boolean favourable, int stars, Sort sort) {

        public static final Choice ALL = new Choice("", true, 0, Sort.HELPFUL);
    }

    /** @param total reviews that fit the choice */
    record Page(Summary summary, Choice choice, List<Review> reviews, long total, int page, int pages) {}

    /** @param page from 1 */
    Page page(Language language, ProductId product, Choice choice, int page);

    /** Every SKU that is or was this product: sold, withdrawn, or merged into it. */
    Set<SkuId> skus(ProductId product);

    /** Refused with {@code catalog.review_…}; one review per person and product. */
    Outcome<State> write(Draft draft, Writer writer);

    /**
     * Finds it helpful, or no more.
     *
     * @return how many do
     */
    Outcome<Integer> helpful(long review, long customer);
}

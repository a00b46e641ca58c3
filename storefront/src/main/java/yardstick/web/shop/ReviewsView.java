package yardstick.web.shop;

import java.util.List;
import yardstick.catalog.Questions.Question;
import yardstick.catalog.Reviews;

/**
 * What customers say, below the product.
 *
 * @param address of the product page, without a query
 * @param all leads back to every review, or empty when all are shown
 * @param member somebody is signed in: who is not is asked to
 */
public record ReviewsView(
        String address,
        Reviews.Page page,
        List<Link> keywords,
        List<Link> bars,
        List<Link> sorts,
        String all,
        String previous,
        String next,
        List<Question> questions,
        boolean member) {

    /** @param mood {@code good}, {@code bad}, or empty */
    public record Link(String label, long count, String mood, boolean chosen, String address) {}

    public boolean none() {
        return page.summary().count() == 0;
    }

    /** Mean with one digit, as it is shown: 4.3. */
    public String mean() {
        int tenths = Math.round(page.summary().hundredths() / 10f);
        return tenths / 10 + "." + tenths % 10;
    }

    /** Five stars, as many filled as given. */
    public static String stars(int given) {
        return "★".repeat(given) + "☆".repeat(5 - given);
    }
}

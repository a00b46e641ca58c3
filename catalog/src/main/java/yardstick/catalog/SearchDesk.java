package yardstick.catalog;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Language;
import yardstick.kernel.Outcome;

/** What merchants see of the search: why a product is where it is, and the rules with which they move it. */
public interface SearchDesk {

    /** What a rule does to a product in the results of one query. */
    enum Action {
        PIN,
        BOOST,
        BURY
    }

    /** @param place of a pinned product, from 1; 0 otherwise */
    record Rule(
            long id,
            String query,
            Action action,
            int place,
            String slug,
            String title,
            String code,
            String who,
            Instant at) {}

    /** Points a hit got: {@code field} is word, near, pinyin, code, pin, boost, or keep when others are buried. */
    record Points(String field, String word, double points) {}

    /** A product with what it got its place for; the points add up to the score. */
    record Hit(
            ProductCard card,
            double score,
            List<Points> points,
            @Nullable Rule rule) {}

    /**
     * A search as a shopper gets it.
     *
     * @param near nothing had every word; these have some, or come near
     * @param instead what was probably meant, or empty
     */
    record Trial(List<Hit> hits, long total, boolean near, String instead) {}

    Trial trial(Language language, String text, int limit);

    /** Of one query, or of all when it is empty. */
    List<Rule> rules(String query);

    /**
     * A rule as it is typed.
     *
     * @param code stock code of one of the product's SKUs
     * @param place of a pinned product, from 1
     */
    record Wish(String query, String code, Action action, int place) {}

    /** A second rule for the product replaces the first. */
    Outcome<Long> keep(Wish wish, String who);

    Outcome<Boolean> drop(long rule);
}

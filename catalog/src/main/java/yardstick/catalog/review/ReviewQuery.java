package yardstick.catalog.review;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.ProductId;
import yardstick.catalog.Reviews.Choice;
import yardstick.catalog.Reviews.Keyword;
import yardstick.catalog.Reviews.Page;
import yardstick.catalog.Reviews.Passage;
import yardstick.catalog.Reviews.Review;
import yardstick.catalog.Reviews.Summary;
import yardstick.catalog.review.Aspects.Aspect;
import yardstick.kernel.Language;

/** Reads the reviews of one product: one statement for a product without any, three at most. */
final class ReviewQuery {

    private static final int SIZE = 10;
    private static final int KEYWORDS = 16;

    private ReviewQuery() {}

    /** What is asked for. */
    record Asked(Language language, ProductId product, Choice choice, int page) {}

    static Page page(Handle handle, Asked asked) {
        ProductId product = asked.product();
        Choice choice = asked.choice();
        Summary summary = summary(handle, product);
        if (summary.count() == 0) {
            return new Page(summary, Choice.ALL, List.of(), 0, 1, 1);
        }
        List<Keyword> keywords = keywords(handle, asked.language(), product);
        Choice real = choice.aspect().isEmpty()
                        || keywords.stream()
                                .anyMatch(each -> each.aspect().equals(choice.aspect())
                                        && each.favourable() == choice.favourable())
                ? choice
                : new Choice("", true, choice.stars(), choice.sort());
        return list(handle, with(summary, keywords), real, new Place(product, Math.clamp(asked.page(), 1, 1_000)));
    }

    private static Summary with(Summary summary, List<Keyword> keywords) {
        return new Summary(
                summary.count(),
                summary.hundredths(),
                summary.byStars(),
                summary.verified(),
                summary.rewarded(),
                summary.questions(),
                keywords);
    }

    private static Summary summary(Handle handle, ProductId product) {
        return handle.createQuery("""
                        SELECT count(*), coalesce(round(avg(stars) * 100), 0),
                               count(*) FILTER (WHERE stars = 1), count(*) FILTER (WHERE stars = 2),
                               count(*) FILTER (WHERE stars = 3), count(*) FILTER (WHERE stars = 4),
                               count(*) FILTER (WHERE stars = 5), count(*) FILTER (WHERE verified),
                               count(*) FILTER (WHERE rewarded),
                               (SELECT count(*) FROM catalog.question q WHERE q.parent_id IS NULL
                                AND q.state = 'PUBLISHED' AND q.product_id IN (<family>))
                        FROM catalog.review WHERE state = 'PUBLISHED' AND product_id IN (<family>)""")
                .define("family", Posts.FAMILY)
                .bind("product", product.value())
                .map((row, context) -> new Summary(
                        row.getLong(1),
                        row.getInt(2),
                        List.of(row.getLong(3), row.getLong(4), row.getLong(5), row.getLong(6), row.getLong(7)),
                        row.getLong(8),
                        row.getLong(9),
                        row.getLong(10),
                        List.of()))
                .one();
    }

    private static List<Keyword> keywords(Handle handle, Language language, ProductId product) {
        return handle
                .createQuery("""
                        SELECT m.aspect, m.favourable, count(DISTINCT m.review_id) FROM catalog.review_mention m
                        JOIN catalog.review r ON r.id = m.review_id
                        WHERE r.state = 'PUBLISHED' AND r.product_id IN (<family>)
                        GROUP BY 1, 2 ORDER BY 3 DESC, 1, 2 DESC""")
                .define("family", Posts.FAMILY)
                .bind("product", product.value())
                .map((row, context) -> keyword(row, language))
                .list()
                .stream()
                .filter(Objects::nonNull)
                .limit(KEYWORDS)
                .toList();
    }

    /** Null for an aspect that the list of aspects no longer has. */
    private static @Nullable Keyword keyword(ResultSet row, Language language) throws SQLException {
        Aspect aspect = Aspects.byCode(row.getString(1));
        if (aspect == null) {
            return null;
        }
        List<String> labels = row.getBoolean(2) ? aspect.good() : aspect.bad();
        String label = language == Language.ZH ? labels.getFirst() : labels.getLast();
        return new Keyword(aspect.code(), row.getBoolean(2), label, row.getLong(3));
    }

    private record Place(ProductId product, int page) {}

    private static Page list(Handle handle, Summary summary, Choice choice, Place place) {
        List<Review> reviews = new ArrayList<>();
        long[] total = {0};
        handle.createQuery("""
                        SELECT r.*, count(*) OVER () AS total, <pictures>,
                               (SELECT array_agg(ARRAY[starts, ends] ORDER BY starts) FROM catalog.review_mention m
                                WHERE m.review_id = r.id AND m.aspect = :aspect AND m.favourable = :favourable) AS marks
                        FROM catalog.review r
                        WHERE r.state = 'PUBLISHED' AND r.product_id IN (<family>) AND (:stars = 0 OR r.stars = :stars)
                          AND (:aspect = '' OR EXISTS (SELECT FROM catalog.review_mention m WHERE m.review_id = r.id
                               AND m.aspect = :aspect AND m.favourable = :favourable))
                        ORDER BY <order>, r.id DESC LIMIT <size> OFFSET :offset""")
                .define("family", Posts.FAMILY)
                .define("order", order(choice))
                .define("pictures", ReviewPictures.PATHS.replace("<review>", "r"))
                .define("size", SIZE)
                .bind("product", place.product().value())
                .bind("aspect", choice.aspect())
                .bind("favourable", choice.favourable())
                .bind("stars", choice.stars())
                .bind("offset", (place.page() - 1) * SIZE)
                .map((row, context) -> {
                    total[0] = row.getLong("total");
                    return review(row);
                })
                .forEach(reviews::add);
        if (reviews.isEmpty() && place.page() > 1) {
            return list(handle, summary, choice, new Place(place.product(), 1));
        }
        int pages = (int) Math.max(1, Math.ceilDiv(total[0], SIZE));
        return new Page(summary, choice, List.copyOf(reviews), total[0], place.page(), pages);
    }

    private static String order(Choice choice) {
        return switch (choice.sort()) {
            case HELPFUL -> "r.helpful DESC, r.verified DESC, r.written_at DESC";
            case NEWEST -> "r.written_at DESC";
            case BEST -> "r.stars DESC, r.written_at DESC";
            case WORST -> "r.stars, r.written_at DESC";
        };
    }

    private static Review review(ResultSet row) throws SQLException {
        java.sql.Array marks = row.getArray("marks");
        Integer[][] spans = marks == null ? new Integer[0][] : (Integer[][]) marks.getArray();
        String reply = row.getString("reply");
        return new Review(
                row.getLong("id"),
                row.getString("name"),
                row.getInt("stars"),
                row.getString("title"),
                passages(row.getString("body"), spans),
                Language.byCode(row.getString("language").toLowerCase(Locale.ROOT))
                        .orElse(Language.EN),
                row.getBoolean("verified"),
                row.getBoolean("rewarded"),
                row.getInt("helpful"),
                row.getTimestamp("written_at").toInstant(),
                reply == null ? "" : reply,
                ReviewPictures.paths(row));
    }

    /** The text cut at the marks, nothing left out. */
    static List<Passage> passages(String text, Integer[]... spans) {
        List<Passage> passages = new ArrayList<>();
        int at = 0;
        for (Integer[] span : Arrays.asList(spans)) {
            int from = Math.clamp(span[0], at, text.length());
            int to = Math.clamp(span[1], from, text.length());
            if (from > at) {
                passages.add(new Passage(text.substring(at, from), false));
            }
            if (to > from) {
                passages.add(new Passage(text.substring(from, to), true));
            }
            at = to;
        }
        if (at < text.length()) {
            passages.add(new Passage(text.substring(at), false));
        }
        return List.copyOf(passages);
    }
}

package yardstick.catalog.search;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.BoostQuery;
import org.apache.lucene.search.ConstantScoreQuery;
import org.apache.lucene.search.MatchAllDocsQuery;
import org.apache.lucene.search.Query;
import yardstick.catalog.SearchDesk.Action;
import yardstick.kernel.Database;

/**
 * The rules of merchants as parts of a query. A pinned product is in the results even when its words are not, so the
 * count still describes the list; a boosted one gets points; a buried one does not get the points all others get. Looks
 * for changed rules every quarter of a second.
 */
@ApplicationScoped
public class SearchRules {

    static final float PIN = 100_000;
    static final float STEP = 1_000;
    static final float KEEP = 2_000;
    static final float BOOST = 25;

    private static final int MOST = 10_000;

    @Inject
    Database database;

    private final LoadingCache<Boolean, All> all =
            Caffeine.newBuilder().expireAfterWrite(Duration.ofMillis(250)).build(key -> read());

    SearchRules() {}

    /** Outside a container. */
    public SearchRules(Database database) {
        this.database = database;
    }

    /** One rule, of the query it is listed under. */
    record Rule(long product, Action action, int place) {

        float points() {
            return switch (action) {
                case PIN -> PIN - STEP * place;
                case BOOST -> BOOST;
                case BURY -> 0;
            };
        }

        Query finds() {
            return NumericDocValuesField.newSlowSetQuery(Fields.NUMBER, product);
        }
    }

    private record Line(String query, Rule rule) {}

    /** Rules by query; {@code version} changes with them. */
    record All(long version, Map<String, List<Rule>> byQuery) {

        List<Rule> of(String text) {
            return byQuery.getOrDefault(text, List.of());
        }
    }

    All current() {
        return all.get(true);
    }

    private All read() {
        List<Line> lines = database.read(handle -> handle.createQuery(
                        "SELECT query, product_id, action, place FROM catalog.search_rule ORDER BY id LIMIT <most>")
                .define("most", MOST)
                .map((row, context) -> new Line(
                        row.getString(1), new Rule(row.getLong(2), Action.valueOf(row.getString(3)), row.getInt(4))))
                .list());
        Map<String, List<Rule>> byQuery = lines.stream()
                .collect(Collectors.groupingBy(Line::query, Collectors.mapping(Line::rule, Collectors.toList())));
        return new All(lines.hashCode(), byQuery);
    }

    /** The matches of the words, with what the rules add and how they order. */
    static Query decorate(Query words, List<Rule> rules) {
        if (rules.isEmpty()) {
            return words;
        }
        BooleanQuery.Builder found = new BooleanQuery.Builder().add(words, Occur.SHOULD);
        BooleanQuery.Builder query = new BooleanQuery.Builder();
        BooleanQuery.Builder kept = new BooleanQuery.Builder().add(new MatchAllDocsQuery(), Occur.FILTER);
        boolean buries = false;
        for (Rule rule : rules) {
            if (rule.action() == Action.BURY) {
                kept.add(rule.finds(), Occur.MUST_NOT);
                buries = true;
            } else {
                query.add(points(rule.finds(), rule.points()), Occur.SHOULD);
            }
            if (rule.action() == Action.PIN) {
                found.add(points(rule.finds(), 0), Occur.SHOULD);
            }
        }
        if (buries) {
            query.add(points(kept.build(), KEEP), Occur.SHOULD);
        }
        return query.add(found.build(), Occur.MUST).build();
    }

    static Query points(Query query, float points) {
        return new BoostQuery(new ConstantScoreQuery(query), points);
    }
}

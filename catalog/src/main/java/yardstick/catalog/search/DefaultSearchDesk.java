package yardstick.catalog.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import yardstick.catalog.SearchDesk;
import yardstick.kernel.Database;
import yardstick.kernel.Language;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;

/** Keeps the rules; searches go the way of shoppers. */
@ApplicationScoped
public class DefaultSearchDesk implements SearchDesk {

    private static final int MOST = 500;
    private static final int LAST_PLACE = 48;

    @Inject
    Database database;

    @Inject
    Clock clock;

    @Inject
    ProductSearch search;

    DefaultSearchDesk() {}

    /** Outside a container. */
    public DefaultSearchDesk(Database database, Clock clock, ProductSearch search) {
        this.database = database;
        this.clock = clock;
        this.search = search;
    }

    @Override
    public Trial trial(Language language, String text, int limit) {
        return TextQuery.normalise(text).isEmpty()
                ? new Trial(List.of(), 0, false, "")
                : search.trial(new ProductSearch.Trial(
                        language, TextQuery.normalise(text), Math.clamp(limit, 1, 96), rules(text)));
    }

    @Override
    public List<Rule> rules(String query) {
        return database.read(handle -> handle.createQuery("""
                        SELECT r.*, p.slug, p.title_en,
                               (SELECT min(s.code) FROM catalog.sku s WHERE s.product_id = p.id) AS code
                        FROM catalog.search_rule r JOIN catalog.product p ON p.id = r.product_id
                        WHERE :query = '' OR r.query = :query
                        ORDER BY r.query, r.action = 'BURY', r.action = 'BOOST', r.place, r.id LIMIT <most>""")
                .define("most", MOST)
                .bind("query", TextQuery.normalise(query))
                .map((row, context) -> new Rule(
                        row.getLong("id"),
                        row.getString("query"),
                        Action.valueOf(row.getString("action")),
                        row.getInt("place"),
                        row.getString("slug"),
                        row.getString("title_en"),
                        row.getString("code"),
                        row.getString("changed_by"),
                        row.getTimestamp("changed_at").toInstant()))
                .list());
    }

    @Override
    public Outcome<Long> keep(Wish wish, String who) {
        String text = TextQuery.normalise(wish.query());
        if (text.isEmpty()) {
            return Outcome.refused(Refusal.of("catalog.search_no_query"));
        }
        Optional<Long> rule = database.write(handle -> handle.createQuery("""
                        INSERT INTO catalog.search_rule (query, product_id, action, place, changed_at, changed_by)
                        SELECT :query, s.product_id, :action, :place, :now, :who FROM catalog.sku s
                        WHERE s.code_key = :code AND s.active ORDER BY s.id LIMIT 1
                        ON CONFLICT (query, product_id) DO UPDATE SET action = excluded.action, place = excluded.place,
                            changed_at = excluded.changed_at, changed_by = excluded.changed_by RETURNING id""")
                .bind("query", text)
                .bind("action", wish.action().name())
                .bind("place", wish.action() == Action.PIN ? Math.clamp(wish.place(), 1, LAST_PLACE) : 0)
                .bind("now", clock.instant())
                .bind("who", who)
                .bind("code", wish.code().strip().toUpperCase(Locale.ROOT))
                .mapTo(Long.class)
                .findOne());
        return rule.map(Outcome::done)
                .orElseGet(() -> Outcome.refused(Refusal.of("catalog.search_no_product", "code", wish.code())));
    }

    @Override
    public Outcome<Boolean> drop(long rule) {
        int gone = database.write(handle -> handle.createUpdate("DELETE FROM catalog.search_rule WHERE id = :id")
                .bind("id", rule)
                .execute());
        return gone == 1 ? Outcome.done(true) : Outcome.refused(Refusal.of("catalog.search_rule_gone"));
    }
}

package yardstick.catalog.match;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.SameItems;
import yardstick.catalog.search.ProductIndex;
import yardstick.kernel.Announcer;
import yardstick.kernel.Database;
import yardstick.kernel.Jobs;
import yardstick.kernel.Outcome;

/** Pairs as rows; a pair whose merge was taken back is open again. */
@ApplicationScoped
public class DefaultSameItems implements SameItems {

    private static final int MOST_GOODS = 400_000;
    private static final String LIMIT = "limit";
    private static final String PAIR = """
            SELECT m.id, m.score, m.rule, %s, %s FROM catalog.same_item m
            JOIN catalog.sku l ON l.id = m.left_sku JOIN catalog.product lp ON lp.id = l.product_id
            JOIN catalog.sku r ON r.id = m.right_sku JOIN catalog.product rp ON rp.id = r.product_id
            WHERE m.dismissed_by IS NULL AND l.merged_into IS NULL AND r.merged_into IS NULL AND l.active AND r.active
            """.formatted(side("l"), side("r"));

    @Inject
    Database database;

    @Inject
    Announcer announcer;

    @Inject
    Clock clock;

    @Inject
    ProductIndex index;

    @Inject
    Jobs jobs;

    DefaultSameItems() {}

    /** What the beans are outside a container. */
    public record Parts(Database database, Announcer announcer, Clock clock, ProductIndex index, Jobs jobs) {}

    /** Outside a container. */
    public DefaultSameItems(Parts parts) {
        this.database = parts.database();
        this.announcer = parts.announcer();
        this.clock = parts.clock();
        this.index = parts.index();
        this.jobs = parts.jobs();
    }

    private static String side(String sku) {
        String product = sku + "p";
        return String.join(
                ", ",
                sku + ".id AS " + sku + "_id",
                product + ".slug AS " + sku + "_slug",
                sku + ".code AS " + sku + "_code",
                sku + ".supplier AS " + sku + "_supplier",
                product + ".title_en AS " + sku + "_title",
                product + ".brand AS " + sku + "_brand",
                sku + ".gtin AS " + sku + "_gtin",
                sku + ".pack_size AS " + sku + "_pack",
                sku + ".price_minor AS " + sku + "_price",
                sku + ".currency AS " + sku + "_currency",
                "(SELECT CAST(least(sum(o.stock), 999999999) AS integer) FROM catalog.offer o WHERE o.sku_id = " + sku
                        + ".id) AS " + sku + "_stock");
    }

    @Override
    public UUID search() {
        return jobs.start("catalog.same_items", "same items", progress -> {
            List<PairSearch.Good> goods = database.read(DefaultSameItems::goods);
            progress.total(goods.size());
            List<PairSearch.Found> found = new PairSearch(goods).run();
            if (!progress.cancelled()) {
                database.execute(handle -> store(handle, found));
            }
            progress.done(goods.size());
            return "{\"rows\":" + goods.size() + ",\"pairs\":" + found.size() + "}";
        });
    }

    private static List<PairSearch.Good> goods(Handle handle) {
        return handle.createQuery("""
                        SELECT s.id, s.supplier, p.title_en || ' ' || coalesce(s.variant, ''), p.brand, s.gtin,
                            s.pack_quantity, s.pack_unit, s.price_minor
                        FROM catalog.sku s JOIN catalog.product p ON p.id = s.product_id
                        WHERE s.active AND s.merged_into IS NULL ORDER BY s.id LIMIT :most""")
                .bind("most", MOST_GOODS)
                .map((row, context) -> new PairSearch.Good(
                        row.getLong(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        Packs.amount(row.getBigDecimal(6), row.getString(7)),
                        (Long) row.getObject(8)))
                .list();
    }

    private void store(Handle handle, List<PairSearch.Found> found) {
        if (found.isEmpty()) {
            return;
        }
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO catalog.same_item (left_sku, right_sku, score, rule, found_at)
                VALUES (:left, :right, :score, :rule, :now)
                ON CONFLICT (left_sku, right_sku) DO UPDATE SET score = excluded.score, rule = excluded.rule""");
        found.forEach(pair -> batch.bind("left", pair.left())
                .bind("right", pair.right())
                .bind("score", pair.score())
                .bind("rule", pair.rule())
                .bind("now", clock.instant())
                .add());
        batch.execute();
    }

    @Override
    public List<Pair> pairs(int limit) {
        return database.read(handle -> handle.createQuery(PAIR + " ORDER BY m.score DESC, m.id LIMIT :limit")
                .bind(LIMIT, limit)
                .map((row, context) -> pair(row))
                .list());
    }

    @Override
    public Optional<Pair> pair(long id) {
        return database.read(handle -> handle.createQuery(PAIR + " AND m.id = :id")
                .bind("id", id)
                .map((row, context) -> pair(row))
                .findOne());
    }

    private static Pair pair(ResultSet row) throws SQLException {
        return new Pair(
                row.getLong("id"), side(row, "l"), side(row, "r"), row.getDouble("score"), row.getString("rule"));
    }

    private static Side side(ResultSet row, String sku) throws SQLException {
        return new Side(
                row.getLong(sku + "_id"),
                row.getString(sku + "_slug"),
                row.getString(sku + "_code"),
                row.getString(sku + "_supplier"),
                row.getString(sku + "_title"),
                row.getString(sku + "_brand"),
                text(row.getString(sku + "_gtin")),
                text(row.getString(sku + "_pack")),
                (Long) row.getObject(sku + "_price"),
                row.getString(sku + "_currency"),
                (Integer) row.getObject(sku + "_stock"));
    }

    private static String text(@Nullable String text) {
        return text == null ? "" : text;
    }

    @Override
    public Outcome<Long> merge(long pair, String who) {
        return database.write(handle -> merges(handle).merge(pair, who));
    }

    private Merges merges(Handle handle) {
        return new Merges(handle, announcer, index, clock.instant());
    }

    @Override
    public Outcome<Boolean> dismiss(long pair, String who) {
        int rows = database.write(handle -> handle.createUpdate(
                        "UPDATE catalog.same_item SET dismissed_by = :who WHERE id = :pair AND dismissed_by IS NULL")
                .bind("who", who)
                .bind("pair", pair)
                .execute());
        return rows == 1 ? Outcome.done(true) : Outcome.refused(yardstick.kernel.Refusal.of("catalog.merge_gone"));
    }

    @Override
    public List<Conflict> conflicts(int limit) {
        return database.read(handle -> {
            List<Conflict> conflicts = new java.util.ArrayList<>(new Conflicts(handle).open(limit));
            conflicts.addAll(new Conflicts(handle).cleaned(limit));
            return List.copyOf(conflicts.subList(0, Math.min(limit, conflicts.size())));
        });
    }

    @Override
    public Outcome<Boolean> decide(Decision decision, String who) {
        return database.write(handle -> merges(handle).decide(decision, who));
    }
}

package yardstick.catalog.goods;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Clock;
import java.util.List;
import yardstick.catalog.Goods;
import yardstick.catalog.search.ProductIndex;
import yardstick.kernel.Announcer;
import yardstick.kernel.Database;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;

/** Lists in the order of SKU numbers, so that every page costs the same; counts exactly as long as that is cheap. */
@ApplicationScoped
public class DefaultGoods implements Goods {

    private static final int COUNTED = 2_000;

    /** How many SKUs have some words decides how to find them: a plan for any words would read every SKU for rare ones. */
    private static final String PLANNED = "SET LOCAL plan_cache_mode = force_custom_plan";

    private static final int LONGEST_NAME = 60;
    private static final int LONGEST_QUERY = 1_000;

    @Inject
    Database database;

    @Inject
    Announcer announcer;

    @Inject
    Clock clock;

    @Inject
    ProductIndex index;

    DefaultGoods() {}

    /** Outside a container. */
    public DefaultGoods(Database database, Announcer announcer, Clock clock, ProductIndex index) {
        this.database = database;
        this.announcer = announcer;
        this.clock = clock;
        this.index = index;
    }

    private GoodsChanges desk() {
        return new GoodsChanges(new GoodsChanges.Desk(database, announcer, clock, index));
    }

    @Override
    public Page page(Filter filter, long after, int size) {
        return database.write(handle -> {
            handle.execute(PLANNED);
            GoodsQuery query = new GoodsQuery(handle, filter);
            List<Line> lines = query.bind(handle.createQuery(query.page()))
                    .bind("after", after)
                    .bind("size", size + 1)
                    .map((row, context) -> GoodsQuery.line(row))
                    .list();
            boolean more = lines.size() > size;
            List<Line> shown = more ? lines.subList(0, size) : lines;
            long counted = query.bind(handle.createQuery(query.count()))
                    .bind("most", COUNTED + 1)
                    .mapTo(Long.class)
                    .one();
            boolean exact = counted <= COUNTED;
            long total = exact || !filter.equals(Filter.NONE) ? counted : estimate(handle);
            return new Page(
                    List.copyOf(shown), total, exact, more ? shown.getLast().sku() : null);
        });
    }

    private static long estimate(org.jdbi.v3.core.Handle handle) {
        return handle.createQuery("SELECT greatest(reltuples, 2000) FROM pg_class WHERE oid = 'catalog.sku'::regclass")
                .mapTo(Double.class)
                .one()
                .longValue();
    }

    @Override
    public List<String> suppliers() {
        return database.read(
                handle -> handle.createQuery("""
                        WITH RECURSIVE each AS (
                            (SELECT supplier FROM catalog.sku ORDER BY supplier LIMIT 1)
                            UNION ALL SELECT (SELECT s.supplier FROM catalog.sku s WHERE s.supplier > e.supplier
                                ORDER BY s.supplier LIMIT 1) FROM each e WHERE e.supplier IS NOT NULL)
                        SELECT supplier FROM each WHERE supplier IS NOT NULL""").mapTo(String.class).list());
    }

    @Override
    public Outcome<Long> edit(List<Edit> edits, String who) {
        return desk().edit(edits, who);
    }

    @Override
    public Outcome<Long> bulk(Filter filter, Bulk change, String who) {
        return desk().bulk(filter, change, who);
    }

    @Override
    public List<ChangeSet> changes(int limit) {
        return database.read(handle -> handle.createQuery("""
                        SELECT c.*, coalesce(c.skus, (SELECT count(*) FROM catalog.change_row r WHERE r.set_id = c.id)) AS touched
                        FROM catalog.change_set c ORDER BY c.id DESC LIMIT :limit""")
                .bind("limit", limit)
                .map((row, context) -> GoodsHistory.change(row))
                .list());
    }

    @Override
    public List<Difference> history(long product) {
        return database.read(handle -> new GoodsHistory(handle).of(product));
    }

    @Override
    public Outcome<Long> undo(long changeSet, String who) {
        return desk().undo(changeSet, who);
    }

    @Override
    public List<SavedView> views(String who) {
        return database.read(handle -> handle.createQuery(
                        "SELECT id, name, query FROM catalog.goods_view WHERE who = :who ORDER BY lower(name)")
                .bind("who", who)
                .map((row, context) -> new SavedView(row.getLong(1), row.getString(2), row.getString(3)))
                .list());
    }

    @Override
    public Outcome<Boolean> saveView(String name, String query, String who) {
        if (name.isBlank() || name.strip().length() > LONGEST_NAME || query.length() > LONGEST_QUERY) {
            return Outcome.refused(Refusal.of("catalog.goods_view_name"));
        }
        database.execute(handle -> handle.createUpdate("""
                        INSERT INTO catalog.goods_view (who, name, query) VALUES (:who, :name, :query)
                        ON CONFLICT (who, name) DO UPDATE SET query = excluded.query""")
                .bind("who", who)
                .bind("name", name.strip())
                .bind("query", query)
                .execute());
        return Outcome.done(true);
    }

    @Override
    public void deleteView(long id, String who) {
        database.execute(handle -> handle.createUpdate("DELETE FROM catalog.goods_view WHERE id = :id AND who = :who")
                .bind("id", id)
                .bind("who", who)
                .execute());
    }

    @Override
    public void export(Filter filter, Format format, OutputStream out) throws IOException {
        GoodsExport.write(database, filter, format, out);
    }
}

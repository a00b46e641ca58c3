package yardstick.catalog.size;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Instance;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.ProductPage;
import yardstick.catalog.SizeAssistant;
import yardstick.catalog.Sku;
import yardstick.catalog.spi.FitReturns;
import yardstick.catalog.spi.FitReturns.Fits;
import yardstick.kernel.Database;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;

/** The nearest chart above the product, its returns, and the model. */
@ApplicationScoped
public class DefaultSizeAssistant implements SizeAssistant {

    private static final String SEPARATOR = " > ";

    @Inject
    Database database;

    @Inject
    Clock clock;

    @Inject
    @Nullable Instance<FitReturns> returns;

    DefaultSizeAssistant() {}

    /** Outside a container; without what came back. */
    public DefaultSizeAssistant(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    @Override
    public boolean helps(ProductPage product) {
        return product.skus().size() > 1
                && rows(product).stream()
                                .filter(row -> sku(product, row.size()) != null)
                                .count()
                        > 1;
    }

    /** Of the product's category or the nearest one above that has a chart. */
    private List<Row> rows(ProductPage product) {
        return database.read(handle -> handle.createQuery("""
                        WITH RECURSIVE way AS (
                            SELECT c.id, c.parent_id, 0 AS far FROM catalog.category c
                            JOIN catalog.product p ON p.category_id = c.id WHERE p.id = :product
                            UNION ALL SELECT c.id, c.parent_id, way.far + 1 FROM catalog.category c
                            JOIN way ON way.parent_id = c.id)
                        SELECT r.* FROM catalog.size_chart_row r WHERE r.chart_id = (
                            SELECT s.id FROM catalog.size_chart s JOIN way ON way.id = s.category_id
                            ORDER BY way.far LIMIT 1)
                        ORDER BY r.position""")
                .bind("product", product.id().value())
                .map((row, context) -> new Row(
                        row.getString("size"),
                        row.getInt("height_from"),
                        row.getInt("height_to"),
                        row.getInt("weight_from"),
                        row.getInt("weight_to")))
                .list());
    }

    private static @Nullable Sku sku(ProductPage product, String size) {
        for (Sku sku : product.skus()) {
            String variant = sku.title().startsWith(product.title())
                    ? sku.title().substring(product.title().length())
                    : sku.title();
            if (ChartText.names(variant, size)) {
                return sku;
            }
        }
        return null;
    }

    @Override
    public Advice advise(ProductPage product, Body body) {
        List<Row> rows = rows(product);
        if (rows.size() < 2) {
            return new Advice.Unsure(Reason.NOT_MADE, List.of());
        }
        return switch (new SizeModel(rows, fits(product)).place(body)) {
            case SizeModel.Place.None(Advice.Unsure unsure) -> unsure;
            case SizeModel.Place.Index(int index, int shifted) -> {
                String size = rows.get(index).size();
                Sku sku = sku(product, size);
                yield sku == null
                        ? new Advice.Unsure(Reason.NOT_MADE, List.of(size))
                        : new Advice.Size(size, sku.id(), shifted);
            }
        };
    }

    private Fits fits(ProductPage product) {
        Instance<FitReturns> known = returns;
        return known == null
                ? Fits.NONE
                : known.stream()
                        .findFirst()
                        .map(each ->
                                each.fits(product.skus().stream().map(Sku::id).toList()))
                        .orElse(Fits.NONE);
    }

    @Override
    public List<Chart> charts() {
        return database.read(handle -> charts(handle, 0));
    }

    @Override
    public Optional<Chart> chart(long id) {
        return database.read(handle -> charts(handle, id).stream().findFirst());
    }

    private static List<Chart> charts(Handle handle, long id) {
        Map<Long, Chart> charts = new LinkedHashMap<>();
        handle.createQuery("""
                        SELECT s.id AS chart, c.path, r.* FROM catalog.size_chart s
                        JOIN catalog.category c ON c.id = s.category_id
                        JOIN catalog.size_chart_row r ON r.chart_id = s.id
                        WHERE :id = 0 OR s.id = :id ORDER BY c.path, r.position""")
                .bind("id", id)
                .map((row, context) -> {
                    long number = row.getLong("chart");
                    Chart fresh = new Chart(number, row.getString("path"), new ArrayList<>());
                    return charts.computeIfAbsent(number, unused -> fresh)
                            .rows()
                            .add(new Row(
                                    row.getString("size"),
                                    row.getInt("height_from"),
                                    row.getInt("height_to"),
                                    row.getInt("weight_from"),
                                    row.getInt("weight_to")));
                })
                .list();
        return List.copyOf(charts.values());
    }

    @Override
    public Outcome<Long> keep(String category, String lines, String who) {
        List<Row> rows = ChartText.read(lines).orElse(List.of());
        if (rows.isEmpty()) {
            return Outcome.refused(Refusal.of("catalog.size_chart_unclear"));
        }
        String path = String.join(SEPARATOR, category.strip().split("\\s*>\\s*"));
        return database.write(handle -> {
            Optional<Long> chart = handle.createQuery("""
                            INSERT INTO catalog.size_chart (category_id, changed_at, changed_by)
                            SELECT id, :now, :who FROM catalog.category WHERE path = :path
                            ON CONFLICT (category_id) DO UPDATE SET changed_at = :now, changed_by = :who RETURNING id""")
                    .bind("now", clock.instant())
                    .bind("who", who)
                    .bind("path", path)
                    .mapTo(Long.class)
                    .findOne();
            if (chart.isEmpty()) {
                return Outcome.refused(Refusal.of("catalog.goods_no_category", "path", path));
            }
            write(handle, chart.get(), rows);
            return Outcome.done(chart.get());
        });
    }

    private static void write(Handle handle, long chart, List<Row> rows) {
        handle.createUpdate("DELETE FROM catalog.size_chart_row WHERE chart_id = :chart")
                .bind("chart", chart)
                .execute();
        var batch = handle.prepareBatch("INSERT INTO catalog.size_chart_row VALUES "
                + "(:chart, :position, :size, :heightFrom, :heightTo, :weightFrom, :weightTo)");
        for (int i = 0; i < rows.size(); i++) {
            Row row = rows.get(i);
            batch.bind("chart", chart)
                    .bind("position", i)
                    .bind("size", row.size())
                    .bind("heightFrom", row.heightFrom())
                    .bind("heightTo", row.heightTo())
                    .bind("weightFrom", row.weightFrom())
                    .bind("weightTo", row.weightTo())
                    .add();
        }
        batch.execute();
    }

    @Override
    public Outcome<Boolean> drop(long chart) {
        int gone = database.write(handle -> handle.createUpdate("DELETE FROM catalog.size_chart WHERE id = :id")
                .bind("id", chart)
                .execute());
        return gone == 1 ? Outcome.done(true) : Outcome.refused(Refusal.of("catalog.size_chart_gone"));
    }
}

package yardstick.catalog.product;

import com.ibm.icu.text.Collator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.Category;
import yardstick.catalog.ProductPage.CategoryLink;
import yardstick.kernel.Database;
import yardstick.kernel.Language;

/** All categories in one language, with the number of active products at or below each; empty ones are left out. */
record CategoryForest(List<Category> roots, Map<String, Category> bySlug, Map<Long, List<CategoryLink>> breadcrumbs) {

    private record Row(long id, @Nullable Long parent, String slug, String name, int products) {}

    static CategoryForest read(Database database, Language language) {
        List<Row> rows = database.read(handle -> handle.createQuery("""
                        SELECT c.id, c.parent_id, c.slug,
                               CASE WHEN :zh THEN coalesce(c.name_zh, c.name_en) ELSE c.name_en END, coalesce(p.n, 0)
                        FROM catalog.category c
                        LEFT JOIN (SELECT category_id, count(*) AS n FROM catalog.product p
                                   WHERE active AND published AND EXISTS
                                       (SELECT FROM catalog.sku s WHERE s.product_id = p.id AND s.active)
                                   GROUP BY category_id) p ON p.category_id = c.id
                        ORDER BY c.id""")
                .bind("zh", language == Language.ZH)
                .map((row, context) -> new Row(
                        row.getLong(1), (Long) row.getObject(2), row.getString(3), row.getString(4), row.getInt(5)))
                .list());
        return new Builder(rows, language).build();
    }

    private static final class Builder {

        private final Map<Long, List<Row>> children = new HashMap<>();
        private final List<Row> top = new ArrayList<>();
        private final Map<String, Category> bySlug = new HashMap<>();
        private final Map<Long, List<CategoryLink>> breadcrumbs = new HashMap<>();
        private final Comparator<Category> byName;

        Builder(List<Row> rows, Language language) {
            Collator collator = Collator.getInstance(language.locale());
            byName = Comparator.comparing(Category::name, collator::compare);
            for (Row row : rows) {
                Long parent = row.parent();
                if (parent == null) {
                    top.add(row);
                } else {
                    children.computeIfAbsent(parent, key -> new ArrayList<>()).add(row);
                }
            }
        }

        CategoryForest build() {
            return new CategoryForest(nodes(top, List.of()), Map.copyOf(bySlug), Map.copyOf(breadcrumbs));
        }

        private List<Category> nodes(List<Row> rows, List<CategoryLink> above) {
            return rows.stream()
                    .map(row -> node(row, above))
                    .flatMap(Optional::stream)
                    .sorted(byName)
                    .toList();
        }

        private Optional<Category> node(Row row, List<CategoryLink> above) {
            List<CategoryLink> path = new ArrayList<>(above);
            path.add(new CategoryLink(row.slug(), row.name()));
            List<Category> below = nodes(children.getOrDefault(row.id(), List.of()), path);
            int products =
                    row.products() + below.stream().mapToInt(Category::products).sum();
            Category category = new Category(row.slug(), row.name(), products, below);
            bySlug.put(row.slug(), category);
            breadcrumbs.put(row.id(), List.copyOf(path));
            return products == 0 ? Optional.empty() : Optional.of(category);
        }
    }
}

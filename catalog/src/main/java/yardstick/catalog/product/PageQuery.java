package yardstick.catalog.product;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.ProductOptions;
import yardstick.catalog.ProductPage;
import yardstick.catalog.ProductPage.AttributeValue;
import yardstick.catalog.Sku;
import yardstick.catalog.SkuId;
import yardstick.kernel.Database;
import yardstick.kernel.Language;
import yardstick.kernel.Money;

/** The rows of a product page, read with one statement. */
final class PageQuery {

    private static final String SQL = "SELECT " + SkuRow.COLUMNS + """
            , CASE WHEN :zh THEN coalesce(p.description_zh, p.description_en) ELSE p.description_en END AS description,
            (SELECT array_agg(CASE WHEN :zh THEN coalesce(t.name_zh, t.name_en, a.name) ELSE coalesce(t.name_en, a.name) END
                || E'\\x1f' || coalesce(CASE WHEN :zh THEN r.text_zh ELSE r.text_en END, a.value)
                ORDER BY coalesce(t.position, 1000), a.position)
             FROM catalog.attribute_value a
             LEFT JOIN catalog.value_reading r ON r.name = a.name AND r.value = a.value
             LEFT JOIN catalog.attribute t ON t.id = r.attribute_id
             WHERE a.sku_id = s.id) AS attributes,
            (SELECT least(s.price_minor, min(o.price_minor)) FROM catalog.past_price o
             WHERE s.list_price_minor IS NOT NULL AND o.sku_id = s.id AND o.currency = s.currency
               AND o.until > now() - INTERVAL '30 days') AS lowest,
            (SELECT array_agg(m.file ORDER BY m.id) FROM catalog.medium m
             WHERE m.product_id = p.id AND m.kind = 'IMAGE') AS more_images
            FROM catalog.sku s JOIN catalog.product p ON p.id = s.product_id
            LEFT JOIN catalog.category c ON c.id = p.category_id
            WHERE p.slug = :slug AND p.active AND p.published AND s.active
            ORDER BY s.price_minor NULLS LAST, s.id""";

    private final List<Row> rows;

    private record Row(
            SkuRow sku,
            @Nullable String gtin,
            @Nullable String description,
            List<String> attributes,
            @Nullable Long lowest,
            List<String> moreImages) {}

    private PageQuery(List<Row> rows) {
        this.rows = rows;
    }

    static Optional<PageQuery> run(Database database, Language language, String slug) {
        List<Row> rows = database.read(handle -> handle.createQuery(SQL)
                .bind("zh", language == Language.ZH)
                .bind("slug", slug)
                .map((row, context) -> {
                    return new Row(
                            SkuRow.of(row, context),
                            row.getString("gtin"),
                            row.getString("description"),
                            texts(row, "attributes"),
                            (Long) row.getObject("lowest"),
                            texts(row, "more_images"));
                })
                .list());
        return rows.isEmpty() ? Optional.empty() : Optional.of(new PageQuery(rows));
    }

    private static List<String> texts(ResultSet row, String column) throws SQLException {
        java.sql.Array array = row.getArray(column);
        return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
    }

    private static List<String> images(Row row) {
        return Stream.concat(Stream.ofNullable(row.sku().product().image()), row.moreImages().stream())
                .distinct()
                .toList();
    }

    ProductPage page(String packageSizeName, String gtinName, CategoryForest categories) {
        Row first = rows.getFirst();
        SkuRow.ProductRow product = first.sku().product();
        Long category = product.categoryId();
        String description = first.description();
        return new ProductPage(
                product.id(),
                product.slug(),
                product.title(),
                product.brand(),
                description == null ? "" : description,
                category == null ? List.of() : categories.breadcrumbs().getOrDefault(category, List.of()),
                rows.stream().map(row -> row.sku().sku()).sorted(SKU_ORDER).toList(),
                attributes(first, packageSizeName, gtinName),
                images(first),
                first.sku().unitPrice(),
                lowest(),
                options(packageSizeName),
                details(packageSizeName, gtinName));
    }

    private Map<SkuId, ProductPage.Detail> details(String packageSizeName, String gtinName) {
        return rows.stream()
                .collect(Collectors.toUnmodifiableMap(
                        row -> row.sku().sku().id(),
                        row -> new ProductPage.Detail(
                                attributes(row, packageSizeName, gtinName),
                                row.sku().unitPrice())));
    }

    private ProductOptions options(String packageSizeName) {
        Map<SkuId, Map<String, String>> skus = new HashMap<>();
        for (Row row : rows) {
            Map<String, String> values = new LinkedHashMap<>();
            attributes(row, packageSizeName, "").stream()
                    .filter(each -> !each.name().isEmpty())
                    .forEach(each -> values.merge(each.name(), each.value(), (one, other) -> one + ", " + other));
            skus.put(row.sku().sku().id(), values);
        }
        return Axes.of(skus);
    }

    private Map<SkuId, Money> lowest() {
        Map<SkuId, Money> lowest = new HashMap<>();
        for (Row row : rows) {
            Money price = row.sku().sku().price();
            Long past = row.lowest();
            if (price != null && row.sku().sku().listPrice() != null) {
                lowest.put(row.sku().sku().id(), past == null ? price : Money.of(past, price.currency()));
            }
        }
        return Map.copyOf(lowest);
    }

    private static final Comparator<Sku> SKU_ORDER =
            Comparator.comparing(Sku::price, Comparator.nullsLast(Comparator.comparingLong(Money::minor)));

    private static List<AttributeValue> attributes(Row row, String packageSizeName, String gtinName) {
        List<AttributeValue> attributes = new ArrayList<>();
        row.sku().pack().ifPresent(size -> attributes.add(new AttributeValue(packageSizeName, size.text())));
        for (String attribute : row.attributes()) {
            int cut = attribute.indexOf('\u001f');
            attributes.add(new AttributeValue(attribute.substring(0, cut), attribute.substring(cut + 1)));
        }
        if (row.gtin() != null) {
            attributes.add(new AttributeValue(gtinName, Objects.requireNonNull(row.gtin())));
        }
        return List.copyOf(attributes);
    }
}

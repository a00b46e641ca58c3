package yardstick.catalog.goods;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jdbi.v3.core.statement.SqlStatement;
import yardstick.catalog.Goods.Filter;
import yardstick.catalog.Goods.Line;

/** A filter as SQL over {@code sku s}, {@code product p} and {@code category c}. */
final class GoodsQuery {

    static final String FROM = " FROM catalog.sku s JOIN catalog.product p ON p.id = s.product_id"
            + " LEFT JOIN catalog.category c ON c.id = p.category_id WHERE s.merged_into IS NULL";

    private static final String COLUMNS = "SELECT s.id, p.id AS product_id, p.slug, s.code, s.supplier, p.title_en,"
            + " p.title_zh, s.variant, p.brand, c.path, s.price_minor, s.list_price_minor, s.currency, s.gtin,"
            + " s.pack_size, s.active AND p.active AS active, s.in_stock,"
            + " (SELECT count(*) FROM catalog.offer o WHERE o.sku_id = s.id) AS offers";
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    private final StringBuilder where = new StringBuilder();
    private final Map<String, Object> values = new LinkedHashMap<>();

    GoodsQuery(Filter filter) {
        text(filter.text().strip());
        equal("s.supplier", "supplier", filter.supplier());
        if (!filter.brand().isBlank()) {
            where.append(" AND lower(p.brand) = lower(:brand)");
            values.put("brand", filter.brand().strip());
        }
        if (!filter.category().isBlank()) {
            where.append(" AND (c.path = :category OR starts_with(c.path, :category || ' > '))");
            values.put("category", filter.category().strip());
        }
        where.append(
                switch (filter.lack()) {
                    case NOTHING -> "";
                    case PRICE -> " AND s.price_minor IS NULL";
                    case CATEGORY -> " AND p.category_id IS NULL";
                    case CHINESE_TITLE -> " AND p.title_zh IS NULL";
                    case IMAGE -> " AND p.image IS NULL";
                    case PACK_SIZE -> " AND s.pack_size IS NOT NULL AND s.pack_quantity IS NULL";
                    case WITHDRAWN -> " AND NOT (s.active AND p.active)";
                });
    }

    private void equal(String column, String name, String value) {
        if (!value.isBlank()) {
            where.append(" AND ").append(column).append(" = :").append(name);
            values.put(name, value.strip());
        }
    }

    /** Words that begin words of title or brand, or the beginning of a code; runs of Chinese anywhere. */
    private void text(String text) {
        if (text.isEmpty()) {
            return;
        }
        if (HAN.matcher(text).find()) {
            where.append(" AND p.title_zh ILIKE '%' || :text || '%'");
            values.put("text", text.replace("\\", "").replace("%", "").replace("_", ""));
            return;
        }
        List<String> words = new ArrayList<>();
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
            if (!word.isEmpty()) {
                words.add(word + ":*");
            }
        }
        where.append(" AND s.id IN (SELECT k.id FROM catalog.sku k WHERE k.code_key LIKE :code");
        values.put(
                "code",
                text.toUpperCase(Locale.ROOT).replace("\\", "").replace("%", "").replace("_", "\\_") + "%");
        if (!words.isEmpty()) {
            where.append(" UNION SELECT k.id FROM catalog.product w JOIN catalog.sku k ON k.product_id = w.id"
                    + " WHERE to_tsvector('simple', w.title_en || ' ' || w.brand) @@ to_tsquery('simple', :words)");
            values.put("words", String.join(" & ", words));
        }
        where.append(")");
    }

    String lines() {
        return COLUMNS + FROM + where;
    }

    String ids() {
        return "SELECT s.id" + FROM + where;
    }

    <T extends SqlStatement<T>> T bind(T statement) {
        values.forEach(statement::bind);
        return statement;
    }

    static Line line(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Line(
                row.getLong("id"),
                row.getLong("product_id"),
                row.getString("slug"),
                row.getString("code"),
                row.getString("supplier"),
                row.getString("title_en"),
                orEmpty(row.getString("title_zh")),
                orEmpty(row.getString("variant")),
                row.getString("brand"),
                orEmpty(row.getString("path")),
                (Long) row.getObject("price_minor"),
                (Long) row.getObject("list_price_minor"),
                row.getString("currency"),
                orEmpty(row.getString("gtin")),
                orEmpty(row.getString("pack_size")),
                row.getBoolean("active"),
                row.getBoolean("in_stock"),
                row.getInt("offers"));
    }

    private static String orEmpty(@org.jspecify.annotations.Nullable String text) {
        return text == null ? "" : text;
    }
}

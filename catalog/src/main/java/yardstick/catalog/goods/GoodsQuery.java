package yardstick.catalog.goods;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import yardstick.catalog.Goods.Filter;
import yardstick.catalog.Goods.Line;

/** A filter as SQL over {@code sku s}, {@code product p} and {@code category c}. */
final class GoodsQuery {

    private static final String FROM = " FROM catalog.sku s JOIN catalog.product p ON p.id = s.product_id"
            + " LEFT JOIN catalog.category c ON c.id = p.category_id WHERE s.merged_into IS NULL";

    private static final String COLUMNS = "SELECT s.id, p.id AS product_id, p.slug, s.code, s.supplier, p.title_en,"
            + " p.title_zh, s.variant, p.brand, c.path, s.price_minor, s.list_price_minor, s.currency, s.gtin,"
            + " s.pack_size, s.active AND p.active AS active, s.in_stock,"
            + " (SELECT count(*) FROM catalog.offer o WHERE o.sku_id = s.id) AS offers";
    private static final Pattern HAN = Pattern.compile("\\p{IsHan}");

    /** What every line has. */
    private final StringBuilder where = new StringBuilder();

    /** Ways to belong to the list, each with an index of its own; one OR over them would read every SKU. */
    private List<String> ways = List.of("");

    private final Map<String, Object> values = new LinkedHashMap<>();

    GoodsQuery(Handle handle, Filter filter) {
        text(filter.text().strip());
        equal("s.supplier", "supplier", filter.supplier());
        if (!filter.brand().isBlank()) {
            where.append(" AND lower(p.brand) = lower(:brand)");
            values.put("brand", filter.brand().strip());
        }
        if (!filter.category().isBlank()) {
            where.append(" AND p.category_id ")
                    .append(categories(handle, filter.category().strip()));
        }
        switch (filter.lack()) {
            case NOTHING -> {}
            case PRICE -> where.append(" AND s.price_minor IS NULL");
            case CATEGORY -> where.append(" AND p.category_id IS NULL");
            case CHINESE_TITLE -> where.append(" AND p.title_zh IS NULL");
            case IMAGE -> where.append(" AND p.image IS NULL");
            case PACK_SIZE -> where.append(" AND s.pack_size IS NOT NULL AND s.pack_quantity IS NULL");
            case WITHDRAWN -> either(" AND NOT s.active", " AND NOT p.active");
        }
    }

    /** By their numbers, so that the database knows beforehand how many products they have. */
    private static String categories(Handle handle, String path) {
        List<String> numbers = handle.createQuery(
                        "SELECT id FROM catalog.category WHERE path = :path OR starts_with(path, :path || ' > ')")
                .bind("path", path)
                .mapTo(String.class)
                .list();
        return numbers.isEmpty() ? "= -1" : "IN (" + String.join(",", numbers) + ")";
    }

    private void either(String... conditions) {
        ways = ways.stream()
                .flatMap(way -> Arrays.stream(conditions).map(way::concat))
                .toList();
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
            where.append(" AND p.title_zh ILIKE '%' || :text || '%' AND catalog.neighbours(p.title_zh) @> :neighbours");
            values.put("text", literal(text));
            values.put("neighbours", neighbours(text));
            return;
        }
        List<String> words = new ArrayList<>();
        for (String word : text.toLowerCase(Locale.ROOT).split("[^\\p{L}\\p{N}]+")) {
            if (!word.isEmpty()) {
                words.add(word + ":*");
            }
        }
        String code = " AND s.code_key LIKE :code";
        values.put("code", literal(text.toUpperCase(Locale.ROOT)) + "%");
        if (words.isEmpty()) {
            where.append(code);
            return;
        }
        values.put("words", String.join(" & ", words));
        either(code, " AND to_tsvector('simple', p.title_en || ' ' || p.brand) @@ to_tsquery('simple', :words)");
    }

    private static String literal(String text) {
        return text.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_");
    }

    /** Pairs of characters that follow each other; of one character itself. */
    private static String[] neighbours(String text) {
        int[] characters = text.toLowerCase(Locale.ROOT).codePoints().toArray();
        return IntStream.rangeClosed(0, Math.max(0, characters.length - 2))
                .mapToObj(i -> new String(characters, i, Math.min(2, characters.length)))
                .distinct()
                .toArray(String[]::new);
    }

    /** Rows after {@code :after}, {@code :size} of them. */
    String page() {
        String part = " AND s.id > :after ORDER BY s.id LIMIT :size";
        return ways.size() == 1
                ? COLUMNS + FROM + where + ways.getFirst() + part
                : COLUMNS + FROM + " AND s.id IN (" + union(part) + ") ORDER BY s.id LIMIT :size";
    }

    String lines() {
        return COLUMNS + FROM + (ways.size() == 1 ? where + ways.getFirst() : " AND s.id IN (" + union("") + ")");
    }

    String ids() {
        return "SELECT s.id FROM (" + union("") + ") AS s";
    }

    /** How many there are, but not more than {@code :most}. */
    String count() {
        return "SELECT least(:most, count(*)) FROM (" + union(" LIMIT :most") + ") AS found";
    }

    private String union(String end) {
        return ways.stream()
                .map(way -> "(SELECT s.id" + FROM + where + way + end + ")")
                .collect(Collectors.joining(" UNION "));
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

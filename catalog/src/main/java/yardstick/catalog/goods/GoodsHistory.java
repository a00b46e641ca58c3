package yardstick.catalog.goods;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.StringReader;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.Goods.ChangeSet;
import yardstick.catalog.Goods.Difference;

/** What became of a product, field by field, read backwards from what it is now. */
final class GoodsHistory {

    private static final int MOST = 200;
    private static final List<String> SKU_FIELDS = List.of(
            "variant", "price_minor", "list_price_minor", "gtin", "pack_size", "attributes", "active", "merged_into");
    private static final List<String> PRODUCT_FIELDS = List.of(
            "title_en",
            "title_zh",
            "brand",
            "category_id",
            "description_en",
            "description_zh",
            "image",
            "publish_from",
            "publish_until");

    private final Handle handle;

    GoodsHistory(Handle handle) {
        this.handle = handle;
    }

    private record State(@Nullable JsonObject sku, @Nullable JsonObject product) {}

    private record Entry(
            long sku,
            String code,
            ChangeSet change,
            State before,
            @Nullable State after) {}

    List<Difference> of(long product) {
        Map<Long, State> later = new HashMap<>();
        handle.createQuery("""
                        SELECT s.id, to_jsonb(s), to_jsonb(p) FROM catalog.sku s
                        JOIN catalog.product p ON p.id = s.product_id
                        WHERE s.id IN (SELECT sku_id FROM catalog.change_row WHERE product_id = :product)""")
                .bind("product", product)
                .map((row, context) ->
                        Map.entry(row.getLong(1), new State(json(row.getString(2)), json(row.getString(3)))))
                .forEach(now -> later.put(now.getKey(), now.getValue()));
        List<Entry> entries = handle.createQuery("""
                        SELECT r.sku_id, coalesce(s.code, ''), r.sku, r.product, r.after, c.*, 1 AS touched
                        FROM catalog.change_row r JOIN catalog.change_set c ON c.id = r.set_id
                        LEFT JOIN catalog.sku s ON s.id = r.sku_id
                        WHERE r.product_id = :product ORDER BY c.id DESC, r.sku_id LIMIT :most""")
                .bind("product", product)
                .bind("most", MOST)
                .map((row, context) -> entry(row))
                .list();
        List<Difference> differences = new ArrayList<>();
        for (Entry entry : entries) {
            State after = entry.after() == null ? later.get(entry.sku()) : entry.after();
            compare(differences, entry, after == null ? new State(null, null) : after);
            later.put(entry.sku(), entry.before());
        }
        return differences;
    }

    private static Entry entry(ResultSet row) throws SQLException {
        String after = row.getString(5);
        JsonObject undone = after == null ? null : json(after);
        return new Entry(
                row.getLong(1),
                row.getString(2),
                change(row),
                new State(json(row.getString(3)), json(row.getString(4))),
                undone == null ? null : new State(undone.getJsonObject("sku"), undone.getJsonObject("product")));
    }

    static ChangeSet change(ResultSet row) throws SQLException {
        Timestamp undone = row.getTimestamp("undone_at");
        return new ChangeSet(
                row.getLong("id"),
                row.getString("kind"),
                row.getString("title"),
                row.getString("who"),
                row.getTimestamp("at").toInstant(),
                row.getLong("touched"),
                undone == null ? null : undone.toInstant(),
                row.getString("undone_by"));
    }

    private static @Nullable JsonObject json(@Nullable String text) {
        if (text == null) {
            return null;
        }
        try (JsonReader reader = Json.createReader(new StringReader(text))) {
            return reader.readObject();
        }
    }

    private static void compare(List<Difference> differences, Entry entry, State after) {
        if (entry.before().sku() == null) {
            differences.add(new Difference(entry.change(), entry.code(), "created", "", entry.code()));
            return;
        }
        Comparison sku = new Comparison(SKU_FIELDS, entry.before().sku(), after.sku());
        Comparison product = new Comparison(PRODUCT_FIELDS, entry.before().product(), after.product());
        fields(differences, entry, sku);
        fields(differences, entry, product);
    }

    private record Comparison(
            List<String> names,
            @Nullable JsonObject before,
            @Nullable JsonObject after) {}

    private static void fields(List<Difference> differences, Entry entry, Comparison comparison) {
        for (String name : comparison.names()) {
            String was = text(comparison.before(), name);
            String is = text(comparison.after(), name);
            if (!was.equals(is)) {
                differences.add(new Difference(entry.change(), entry.code(), name, was, is));
            }
        }
    }

    private static String text(@Nullable JsonObject object, String name) {
        JsonValue value = object == null ? null : object.get(name);
        if (value == null || value == JsonValue.NULL) {
            return "";
        }
        return value instanceof JsonString string ? string.getString() : value.toString();
    }
}

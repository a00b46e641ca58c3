package yardstick.catalog.attribute;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import yardstick.catalog.Dictionary.CategoryNode;
import yardstick.catalog.Dictionary.Change;
import yardstick.catalog.Dictionary.Choice;
import yardstick.catalog.Dictionary.Detail;
import yardstick.catalog.Dictionary.Entry;
import yardstick.catalog.Dictionary.Stated;
import yardstick.kernel.Language;

/** What the admin pages show of the dictionary; a fixed number of statements per page. */
final class DictionaryReader {

    private static final String ENTRY = """
            SELECT a.code, a.kind, coalesce(a.unit, ''), a.name_en, coalesce(a.name_zh, ''), a.facet, a.proposed,
                coalesce((SELECT m.code FROM catalog.attribute m WHERE m.id = a.merged_into), ''),
                (SELECT count(*) FROM catalog.value_reading r WHERE r.attribute_id = a.id) AS stated,
                (SELECT count(DISTINCT v.sku_id) FROM catalog.value_reading r
                 JOIN catalog.attribute_value v ON v.name = r.name AND v.value = r.value
                 WHERE r.attribute_id = a.id) AS skus
            FROM catalog.attribute a
            """;

    private final Handle handle;

    DictionaryReader(Handle handle) {
        this.handle = handle;
    }

    List<Entry> entries(String text) {
        String key = Words.key(text);
        return handle.createQuery(ENTRY + """
                        WHERE :key = '' OR a.code = :text OR EXISTS (SELECT FROM catalog.attribute_alias l
                            WHERE l.attribute_id = a.id AND position(:key IN l.alias_key) > 0)
                        ORDER BY a.merged_into IS NOT NULL, a.proposed DESC, skus DESC, a.position, a.code LIMIT 500""")
                .bind("key", key)
                .bind("text", text.strip())
                .map((row, context) -> entry(row))
                .list();
    }

    private static Entry entry(ResultSet row) throws SQLException {
        return new Entry(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getBoolean(6),
                row.getBoolean(7),
                row.getString(8),
                row.getLong(9),
                row.getLong(10));
    }

    Optional<Detail> entry(String code) {
        return handle.createQuery(ENTRY + "WHERE a.code = :code")
                .bind("code", code)
                .map((row, context) -> entry(row))
                .findOne()
                .map(entry -> new Detail(entry, aliases(code), choices(code), stated(code), changes(code)));
    }

    private List<String> aliases(String code) {
        return handle.createQuery("""
                        SELECT l.alias FROM catalog.attribute_alias l JOIN catalog.attribute a ON a.id = l.attribute_id
                        WHERE a.code = :code ORDER BY l.language, l.alias""").bind("code", code).mapTo(String.class).list();
    }

    private List<Choice> choices(String code) {
        return handle.createQuery("""
                        SELECT c.code, c.name_en, coalesce(c.name_zh, ''), coalesce(c.swatch, ''), c.proposed,
                            coalesce((SELECT m.code FROM catalog.attribute_choice m WHERE m.id = c.merged_into), ''),
                            (SELECT array_agg(l.alias ORDER BY l.language, l.alias) FROM catalog.choice_alias l
                             WHERE l.choice_id = c.id),
                            (SELECT count(*) FROM catalog.value_reading r
                             WHERE r.attribute_id = c.attribute_id AND c.code = ANY (r.keys)) AS used
                        FROM catalog.attribute_choice c JOIN catalog.attribute a ON a.id = c.attribute_id
                        WHERE a.code = :code
                        ORDER BY c.merged_into IS NOT NULL, c.proposed DESC, used DESC, c.position, c.code LIMIT 1000""")
                .bind("code", code)
                .map((row, context) -> new Choice(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getBoolean(5),
                        row.getString(6),
                        strings(row, 7),
                        row.getLong(8)))
                .list();
    }

    private static List<String> strings(ResultSet row, int column) throws SQLException {
        java.sql.Array array = row.getArray(column);
        return array == null ? List.of() : Arrays.asList((String[]) array.getArray());
    }

    private List<Stated> stated(String code) {
        return handle.createQuery("""
                        SELECT r.name, r.value, r.text_en, r.text_zh, r.rule, r.confidence,
                            (SELECT count(*) FROM catalog.attribute_value v WHERE v.name = r.name AND v.value = r.value) n
                        FROM catalog.value_reading r JOIN catalog.attribute a ON a.id = r.attribute_id
                        WHERE a.code = :code ORDER BY r.confidence, n DESC, r.value LIMIT 200""")
                .bind("code", code)
                .map((row, context) -> new Stated(
                        row.getString(1),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getDouble(6),
                        row.getLong(7)))
                .list();
    }

    private static final String CHANGES = """
            SELECT c.id, c.at, c.who, c.action,
                coalesce(a.code, p.code || ' / ' || o.code, c.after ->> 'entry', ''),
                EXISTS (SELECT FROM catalog.dictionary_change u WHERE u.undoes = c.id) AS undone,
                c.before IS NOT NULL AND NOT EXISTS (SELECT FROM catalog.dictionary_change l
                    WHERE l.subject = c.subject AND l.subject_id = c.subject_id AND l.id > c.id)
            FROM catalog.dictionary_change c
            LEFT JOIN catalog.attribute a ON c.subject = 'attribute' AND a.id = c.subject_id
            LEFT JOIN catalog.attribute_choice o ON c.subject = 'choice' AND o.id = c.subject_id
            LEFT JOIN catalog.attribute p ON p.id = o.attribute_id
            """;

    List<Change> changes(int limit) {
        return handle.createQuery(CHANGES + "ORDER BY c.id DESC LIMIT :limit")
                .bind("limit", limit)
                .map((row, context) -> change(row))
                .list();
    }

    private List<Change> changes(String code) {
        return handle.createQuery(CHANGES + "WHERE a.code = :code OR p.code = :code ORDER BY c.id DESC LIMIT 50")
                .bind("code", code)
                .map((row, context) -> change(row))
                .list();
    }

    private static Change change(ResultSet row) throws SQLException {
        return new Change(
                row.getLong(1),
                row.getTimestamp(2).toInstant(),
                row.getString(3),
                row.getString(4),
                row.getString(5),
                row.getBoolean(6),
                row.getBoolean(7));
    }

    List<CategoryNode> categories(Language language) {
        return handle.createQuery("""
                        WITH RECURSIVE tree AS (
                            SELECT id, parent_id, path, name_en, name_zh, google_id, gs1_id, shopify_id, 0 AS level,
                                CAST(ARRAY[] AS bigint[]) AS above
                            FROM catalog.category WHERE parent_id IS NULL
                            UNION ALL
                            SELECT c.id, c.parent_id, c.path, c.name_en, c.name_zh, c.google_id, c.gs1_id, c.shopify_id,
                                t.level + 1, t.above || t.id
                            FROM catalog.category c JOIN tree t ON t.id = c.parent_id)
                        SELECT path, CASE WHEN :zh THEN coalesce(name_zh, name_en) ELSE name_en END, level,
                            (SELECT array_agg(CASE WHEN :zh THEN coalesce(a.name_zh, a.name_en) ELSE a.name_en END
                                ORDER BY a.position) FROM catalog.category_attribute x
                             JOIN catalog.attribute a ON a.id = x.attribute_id WHERE x.category_id = tree.id),
                            (SELECT array_agg(CASE WHEN :zh THEN coalesce(a.name_zh, a.name_en) ELSE a.name_en END
                                ORDER BY a.position) FROM catalog.category_attribute x
                             JOIN catalog.attribute a ON a.id = x.attribute_id WHERE x.category_id = ANY (tree.above)),
                            google_id, gs1_id, shopify_id
                        FROM tree ORDER BY path LIMIT 500""")
                .bind("zh", language == Language.ZH)
                .map((row, context) -> new CategoryNode(
                        row.getString(1),
                        row.getString(2),
                        row.getInt(3),
                        strings(row, 4),
                        strings(row, 5),
                        row.getString(6),
                        row.getString(7),
                        row.getString(8)))
                .list();
    }
}

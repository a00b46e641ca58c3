package yardstick.testkit;

import java.util.List;
import yardstick.kernel.Database;

/**
 * Finds columns whose name says that they are about a person, or whose type can hold anything about one, while their
 * comment does not say what becomes of them.
 */
public final class PersonalColumns {

    /** A column that only sounds like one, or could hold anything, is marked {@code not personal}. */
    private static final String UNMARKED = """
            SELECT c.table_schema || '.' || c.table_name || '.' || c.column_name
            FROM information_schema.columns c
            JOIN information_schema.tables t USING (table_schema, table_name)
            WHERE c.table_schema !~ '^(pg_|information_schema$)' AND c.table_name <> 'schema_history'
              AND t.table_type = 'BASE TABLE'
              AND (c.column_name ~ '(^|_)(customer|visitor|unit|email|mail|phone|tel|mobile|fax|wechat|recipient|receiver|subject|body|payload|owner|actor|who|by|user|username|nickname|ip|address|street|city|postcode|zip|birth|birthday|gender|age|surname|firstname|lastname|fullname|person|holder|contact|buyer|shopper|member|note|comment|remark|message|reply|arguments|detail|details|snapshot|content|fingerprint|device|password|cookie|session|agent|referrer|latitude|longitude)($|_)'
                   OR c.column_name ~ '(^|_)name$'
                   OR c.data_type IN ('json', 'jsonb', 'bytea', 'inet', 'cidr', 'xml'))
              AND coalesce(col_description((quote_ident(c.table_schema) || '.' || quote_ident(c.table_name))::regclass, c.ordinal_position), '')
                  !~ '^(not )?personal'
            ORDER BY 1""";

    private PersonalColumns() {}

    /** Of every schema there is, as {@code schema.table.column}. */
    public static List<String> unmarked(Database database) {
        return database.read(
                handle -> handle.createQuery(UNMARKED).mapTo(String.class).list());
    }

    /** Tables of a schema in which some row holds the text, with how many do. */
    public static List<String> holding(Database database, String schema, String text) {
        List<String> tables = database.read(handle -> handle.createQuery("""
                        SELECT table_name FROM information_schema.tables
                        WHERE table_schema = :schema AND table_type = 'BASE TABLE' ORDER BY 1""")
                .bind("schema", schema)
                .mapTo(String.class)
                .list());
        return tables.stream()
                .filter(table -> database.read(handle -> handle.createQuery("SELECT count(*) FROM " + schema + ".\""
                                        + table + "\" AS t WHERE position(:text IN lower(t::text)) > 0")
                                .bind("text", text)
                                .mapTo(Long.class)
                                .one())
                        > 0)
                .toList();
    }
}

package yardstick.tracking.store;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Lets through one SELECT over the views {@code events}, {@code sessions} and {@code traces}. The statement is judged by the tree
 * DuckDB itself parses it into, not by its text; DuckDB's own lock on the file system stands behind it.
 */
final class AnalystSql {

    static final int MOST_ROWS = 10_000;

    private static final Pattern TABLE =
            Pattern.compile("\"schema_name\":\"([^\"]*)\",\"table_name\":\"((?:[^\"\\\\]|\\\\.)*)\"");
    private static final Pattern COMMON_TABLE = Pattern.compile("\"key\":\"([A-Za-z_][A-Za-z0-9_]*)\",\"value\"");
    private static final Pattern TABLE_FUNCTION =
            Pattern.compile("\"type\":\"TABLE_FUNCTION\".*?\"function_name\":\"([^\"]*)\"");
    private static final Set<String> SAFE_FUNCTIONS = Set.of("range", "generate_series", "unnest");

    private AnalystSql() {}

    /** The statement to run for it, capped in rows. */
    static String checked(Connection connection, String sql) throws SQLException {
        String statement = sql.strip().replaceAll(";\\s*$", "");
        String tree = Warehouse.query(
                        connection,
                        "SELECT json_serialize_sql(?::VARCHAR)::VARCHAR",
                        row -> row.getString(1),
                        statement)
                .getFirst();
        if (tree.contains("\"error\":true")) {
            throw new IllegalArgumentException("only one SELECT statement is allowed, and it must be valid: " + tree);
        }
        if (statements(connection, tree) != 1) {
            throw new IllegalArgumentException("exactly one SELECT statement is allowed");
        }
        checkTables(tree);
        checkFunctions(tree);
        return "SELECT * FROM (\n" + statement + "\n) LIMIT " + MOST_ROWS;
    }

    private static int statements(Connection connection, String tree) throws SQLException {
        return Warehouse.query(
                        connection, "SELECT json_array_length(?::JSON, '$.statements')", row -> row.getInt(1), tree)
                .getFirst();
    }

    private static void checkTables(String tree) {
        Set<String> allowed = new HashSet<>(List.of("events", "sessions", "traces", ""));
        Matcher common = COMMON_TABLE.matcher(tree);
        while (common.find()) {
            allowed.add(common.group(1).toLowerCase(java.util.Locale.ROOT));
        }
        Matcher table = TABLE.matcher(tree);
        while (table.find()) {
            if (!table.group(1).isEmpty() || !allowed.contains(table.group(2).toLowerCase(java.util.Locale.ROOT))) {
                throw new IllegalArgumentException(
                        "only the views events, sessions and traces can be read, not " + table.group(2));
            }
        }
    }

    private static void checkFunctions(String tree) {
        Matcher function = TABLE_FUNCTION.matcher(tree);
        while (function.find()) {
            if (!SAFE_FUNCTIONS.contains(function.group(1))) {
                throw new IllegalArgumentException("table function " + function.group(1) + " is not allowed");
            }
        }
    }
}

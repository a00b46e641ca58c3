package yardstick.orders.shop;

import java.util.ArrayList;
import java.util.List;
import yardstick.testkit.TestDatabase;

/** What only a bug or a broken disk does to books; it can be taken back. */
final class Damage {

    private static final List<String> BOOKS = List.of("payment_entry", "provider_entry", "orders");

    private final TestDatabase database;
    private final List<String> undo = new ArrayList<>();

    Damage(TestDatabase database) {
        this.database = database;
    }

    /** Changes rows past every guard, until {@link #repair}. */
    void does(String sql) {
        database.execute(handle -> {
            for (String table : BOOKS) {
                handle.execute("CREATE TABLE saved_" + table + " AS TABLE orders." + table);
                undo.add(table);
            }
            handle.execute("SET LOCAL session_replication_role = replica");
            handle.execute(sql);
        });
    }

    void repair() {
        database.execute(handle -> {
            handle.execute("SET LOCAL session_replication_role = replica");
            for (String table : undo) {
                handle.execute("DELETE FROM orders." + table);
                handle.execute("INSERT INTO orders." + table + " OVERRIDING SYSTEM VALUE SELECT * FROM saved_" + table);
                handle.execute("DROP TABLE saved_" + table);
            }
            undo.clear();
        });
    }
}

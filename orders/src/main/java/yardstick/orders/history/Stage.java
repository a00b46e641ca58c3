package yardstick.orders.history;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Database;
import yardstick.orders.history.HistoryRow.Taken;

/** Puts the rows of one load into the staging table, a batch of arrays per statement. */
final class Stage {

    private static final int BATCH = 5_000;
    private static final String INSERT = """
            INSERT INTO orders.history_stage (load_id, row_no, refund, invoice, code, title, quantity, unit_price_minor,
                amount_minor, at, customer, country, charge)
            SELECT ?, * FROM unnest(?::bigint[], ?::boolean[], ?::text[], ?::text[], ?::text[], ?::int[], ?::bigint[],
                ?::bigint[], ?::timestamptz[], ?::text[], ?::text[], ?::boolean[])""";

    private final Database database;
    private final UUID load;
    private final List<Taken> batch = new ArrayList<>(BATCH);

    Stage(Database database, UUID load) {
        this.database = database;
        this.load = load;
    }

    UUID load() {
        return load;
    }

    void add(Taken row) {
        batch.add(row);
        if (batch.size() == BATCH) {
            flush();
        }
    }

    void flush() {
        database.execute(handle -> {
            try {
                insert(handle.getConnection());
            } catch (SQLException e) {
                throw new IllegalStateException("cannot stage rows", e);
            }
        });
        batch.clear();
    }

    private void insert(Connection connection) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setObject(1, load);
            bind(statement, 2, "int8", Taken::line);
            bind(statement, 3, "bool", Taken::refund);
            bind(statement, 4, "text", Taken::invoice);
            bind(statement, 5, "text", Taken::code);
            bind(statement, 6, "text", Taken::title);
            bind(statement, 7, "int4", Taken::quantity);
            bind(statement, 8, "int8", Taken::unitPriceMinor);
            bind(statement, 9, "int8", Taken::amountMinor);
            bind(statement, 10, "text", Taken::at);
            bind(statement, 11, "text", Taken::customer);
            bind(statement, 12, "text", Taken::country);
            bind(statement, 13, "bool", Taken::charge);
            statement.executeUpdate();
        }
    }

    private void bind(
            PreparedStatement statement, int position, String type, Function<Taken, ? extends @Nullable Object> column)
            throws SQLException {
        Object[] values = batch.stream().map(column).toArray();
        statement.setArray(position, statement.getConnection().createArrayOf(type, values));
    }

    /** Takes away this load, and what a crash left of older ones. */
    void clear() {
        database.execute(handle -> handle.createUpdate("""
                        DELETE FROM orders.history_stage
                        WHERE load_id = :load OR staged_at < now() - interval '1 day'""").bind("load", load).execute());
    }
}

package yardstick.catalog.feed;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.feed.StagedRow.Field;
import yardstick.catalog.standardise.PackSize;
import yardstick.kernel.Database;

/** Writes checked rows to the staging table, a few thousand per statement, one array per column. */
final class Staging {

    private static final int BATCH = 5_000;
    private static final String TEXT = "text";
    private static final String BIGINT = "bigint";
    private static final List<Field> FIELDS = List.of(
            new Field("line", BIGINT, StagedRow::line),
            new Field("code", TEXT, StagedRow::code),
            new Field("code_key", TEXT, StagedRow::codeKey),
            new Field("product_key", TEXT, StagedRow::productKey),
            new Field("variant", TEXT, StagedRow::variant),
            new Field("title", TEXT, StagedRow::title),
            new Field("title_zh", TEXT, StagedRow::titleZh),
            new Field("brand", TEXT, StagedRow::brand),
            new Field("category", TEXT, StagedRow::category),
            new Field("category_zh", TEXT, StagedRow::categoryZh),
            new Field("price_minor", BIGINT, StagedRow::priceMinor),
            new Field("list_price_minor", BIGINT, StagedRow::listPriceMinor),
            new Field("currency", TEXT, StagedRow::currency),
            new Field("stock", "integer", StagedRow::stock),
            new Field("gtin", TEXT, StagedRow::gtin),
            new Field("pack_size", TEXT, StagedRow::packText),
            new Field(
                    "pack_quantity",
                    "numeric",
                    row -> row.packSize().map(PackSize::quantity).orElse(null)),
            new Field(
                    "pack_unit",
                    TEXT,
                    row -> row.packSize().map(size -> size.unit().code()).orElse(null)),
            new Field("description", TEXT, StagedRow::description),
            new Field("description_zh", TEXT, StagedRow::descriptionZh),
            new Field("image", TEXT, StagedRow::image),
            new Field("attributes", TEXT, StagedRow::attributes),
            new Field("rules", TEXT, StagedRow::rules));

    private static final String INSERT = "INSERT INTO catalog.import_row (run_id, " + names() + ") SELECT ?, "
            + names().replace("attributes, rules", "CAST(attributes AS jsonb), CAST(rules AS jsonb)") + " FROM unnest("
            + FIELDS.stream().map(field -> "CAST(? AS " + field.type() + "[])").collect(Collectors.joining(", "))
            + ") AS staged(" + names() + ")";

    private final Database database;
    private final long run;
    private final List<StagedRow> waiting = new ArrayList<>(BATCH);

    Staging(Database database, long run) {
        this.database = database;
        this.run = run;
    }

    private static String names() {
        return FIELDS.stream().map(Field::name).collect(Collectors.joining(", "));
    }

    void add(StagedRow row) {
        waiting.add(row);
        if (waiting.size() == BATCH) {
            flush();
        }
    }

    void flush() {
        if (!waiting.isEmpty()) {
            database.execute(handle -> insert(handle.getConnection()));
            waiting.clear();
        }
    }

    private void insert(Connection connection) {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            statement.setLong(1, run);
            for (int i = 0; i < FIELDS.size(); i++) {
                statement.setArray(i + 2, array(connection, FIELDS.get(i)));
            }
            statement.executeUpdate();
        } catch (SQLException e) {
            throw new IllegalStateException("cannot stage rows", e);
        }
    }

    private Array array(Connection connection, Field field) throws SQLException {
        @Nullable Object[] values = new Object[waiting.size()];
        for (int i = 0; i < values.length; i++) {
            values[i] = field.value().apply(waiting.get(i));
        }
        return connection.createArrayOf(field.type(), values);
    }
}

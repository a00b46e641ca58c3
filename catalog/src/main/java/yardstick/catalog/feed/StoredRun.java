package yardstick.catalog.feed;

import java.nio.file.Path;
import java.sql.Array;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.CatalogImports.Request;
import yardstick.catalog.ImportDesk;
import yardstick.catalog.ImportDesk.State;

/** A row of {@code catalog.import_run}. */
record StoredRun(
        long id,
        String file,
        @Nullable String path,
        String supplier,
        State state,
        Instant startedAt,
        @Nullable Instant appliedAt,
        @Nullable List<String> header,
        @Nullable List<String> mapping,
        @Nullable Long defaultPriceMinor,
        @Nullable Integer defaultStock,
        @Nullable Instant stockAsOf,
        @Nullable UUID job,
        int attempts,
        @Nullable Long parent,
        @Nullable Long changeSet,
        @Nullable String report,
        @Nullable String message,
        String who) {

    static StoredRun of(ResultSet row) throws SQLException {
        return new StoredRun(
                row.getLong("id"),
                row.getString("file"),
                row.getString("path"),
                row.getString("supplier"),
                State.valueOf(row.getString("state")),
                row.getTimestamp("started_at").toInstant(),
                instant(row, "applied_at"),
                texts(row.getArray("header")),
                texts(row.getArray("mapping")),
                (Long) row.getObject("default_price_minor"),
                (Integer) row.getObject("default_stock"),
                instant(row, "stock_as_of"),
                row.getObject("job_id", UUID.class),
                row.getInt("attempts"),
                (Long) row.getObject("parent_id"),
                (Long) row.getObject("change_set"),
                row.getString("report"),
                row.getString("message"),
                row.getString("who"));
    }

    private static @Nullable List<String> texts(@Nullable Array array) throws SQLException {
        return array == null ? null : Arrays.asList((String[]) array.getArray());
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        Timestamp at = row.getTimestamp(column);
        return at == null ? null : at.toInstant();
    }

    Request request(boolean dryRun) {
        return new Request(
                Path.of(path == null ? "" : path), file, supplier, dryRun, defaultPriceMinor, defaultStock, stockAsOf);
    }

    ImportDesk.Run view(long failures, boolean undoable) {
        return new ImportDesk.Run(
                id, file, supplier, state, startedAt, who, job, report, message, failures, parent, undoable);
    }
}

package yardstick.tracking.store;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Sealed files as earlier versions wrote them, with the time of receipt itself, are written anew before the first query. */
final class EarlierFiles {

    private static final String COLUMNS = EventSql.COLUMNS.replace(
            "lag_s", "((epoch_us(received_at) - epoch_us(occurred_at)) // 1000000)::BIGINT AS lag_s");

    private EarlierFiles() {}

    /** A crash in between leaves each file as it was or as it is to be. */
    static void rewrite(EventDirectory directory, Warehouse warehouse) {
        try {
            for (EventFile file : directory.sealed()) {
                if (file.node().equals(directory.node()) && earlier(warehouse, file)) {
                    Path temporary = directory.temporary("earlier");
                    Files.deleteIfExists(temporary);
                    warehouse.execute("COPY (SELECT " + COLUMNS + " FROM " + EventSql.parquet(List.of(file))
                            + " ORDER BY occurred_at) TO " + Warehouse.literal(temporary)
                            + EventSql.FORMAT.formatted(EventSql.QUICK));
                    directory.publish(temporary, file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot rewrite the events of an earlier version", e);
        }
    }

    private static boolean earlier(Warehouse warehouse, EventFile file) {
        return warehouse
                        .query(
                                "SELECT count(*) FROM parquet_schema(" + Warehouse.literal(file.path())
                                        + ") WHERE name = 'received_at'",
                                row -> row.getLong(1))
                        .getFirst()
                > 0;
    }
}

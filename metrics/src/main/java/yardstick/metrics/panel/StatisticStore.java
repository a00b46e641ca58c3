package yardstick.metrics.panel;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.StatementContext;
import org.jdbi.v3.core.statement.Update;
import yardstick.kernel.Database;
import yardstick.tracking.Moment;
import yardstick.tracking.Statistics;
import yardstick.tracking.Statistics.ArmDay;
import yardstick.tracking.Sums;

/** The sufficient statistics of releases as rows; only rows that changed are written. */
public final class StatisticStore {

    private static final String COLUMNS =
            Arrays.stream(Moment.values()).map(Moment::column).collect(Collectors.joining(", "));
    private static final String UPSERT =
            """
            INSERT INTO metrics.release_statistic AS known (release_id, variant, day, dimension, segment, %1$s)
            SELECT :release, variant, day, dimension, segment, %2$s
            FROM unnest(CAST(:variants AS text[]), CAST(:days AS date[]), CAST(:dimensions AS text[]),
                CAST(:segments AS text[]), %3$s) AS fresh (variant, day, dimension, segment, %1$s)
            ON CONFLICT (release_id, dimension, segment, variant, day) DO UPDATE SET (%1$s) = (%4$s)
            WHERE (%5$s) IS DISTINCT FROM (%4$s)""".formatted(COLUMNS, columns("fresh."), arrays(), columns("excluded."), columns("known."));

    private final Database database;
    private final Clock clock;

    /** @param mark how far the events had been read */
    record Reading(String split, double cap, long crossed, String mark, long tookMillis) {}

    public StatisticStore(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    private static String columns(String prefix) {
        return Arrays.stream(Moment.values())
                .map(moment -> prefix + moment.column())
                .collect(Collectors.joining(", "));
    }

    private static String arrays() {
        return Arrays.stream(Moment.values())
                .map(moment -> "CAST(:" + moment.column() + " AS double precision[])")
                .collect(Collectors.joining(", "));
    }

    Clock clock() {
        return clock;
    }

    Optional<Reading> reading(long release) {
        return database.read(handle -> handle.createQuery(
                        "SELECT split, cap, crossed, mark, took_ms FROM metrics.release_reading WHERE release_id = :release")
                .bind("release", release)
                .map((row, context) -> new Reading(
                        row.getString(1), row.getDouble(2), row.getLong(3), row.getString(4), row.getLong(5)))
                .findOne());
    }

    /** Rows of the dimension, or of every dimension when it is empty. */
    List<ArmDay> rows(long release, String dimension) {
        return database.read(handle -> handle.createQuery("SELECT variant, day, dimension, segment, " + COLUMNS
                        + " FROM metrics.release_statistic WHERE release_id = :release"
                        + " AND (:dimension = '' OR dimension = :dimension) ORDER BY dimension, segment, variant, day")
                .bind("release", release)
                .bind("dimension", dimension)
                .map(StatisticStore::armDay)
                .list());
    }

    private static ArmDay armDay(ResultSet row, StatementContext context) throws SQLException {
        double[] values = new double[Moment.values().length];
        for (int i = 0; i < values.length; i++) {
            values[i] = row.getDouble(i + 5);
        }
        return new ArmDay(
                row.getString(1),
                row.getObject(2, LocalDate.class),
                row.getString(3),
                row.getString(4),
                Sums.of(moment -> values[moment.ordinal()]));
    }

    /** Replaces what is known of the release. */
    void replace(long release, String split, Statistics statistics, long tookMillis) {
        database.execute(handle -> {
            List<ArmDay> known = rows(release, "");
            if (!keys(statistics.rows()).containsAll(keys(known))) {
                handle.execute("DELETE FROM metrics.release_statistic WHERE release_id = ?", release);
            }
            upsert(handle, release, statistics.rows());
            handle.createUpdate("""
                            INSERT INTO metrics.release_reading (release_id, split, cap, crossed, mark, took_ms, computed_at)
                            VALUES (:release, :split, :cap, :crossed, :mark, :took, :now)
                            ON CONFLICT (release_id) DO UPDATE SET split = excluded.split, cap = excluded.cap,
                                crossed = excluded.crossed, mark = excluded.mark, took_ms = excluded.took_ms,
                                computed_at = excluded.computed_at""")
                    .bind("release", release)
                    .bind("split", split)
                    .bind("cap", statistics.cap())
                    .bind("crossed", statistics.crossed())
                    .bind("mark", statistics.mark())
                    .bind("took", tookMillis)
                    .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
                    .execute();
        });
    }

    private static Set<List<Object>> keys(List<ArmDay> rows) {
        return rows.stream()
                .map(row -> List.<Object>of(row.variant(), row.day(), row.dimension(), row.segment()))
                .collect(Collectors.toSet());
    }

    /** All rows in one statement: an array per column. */
    private static void upsert(Handle handle, long release, List<ArmDay> rows) {
        if (rows.isEmpty()) {
            return;
        }
        Update update = handle.createUpdate(UPSERT)
                .bind("release", release)
                .bindArray(
                        "variants",
                        String.class,
                        rows.stream().map(ArmDay::variant).toArray())
                .bindArray(
                        "days",
                        String.class,
                        rows.stream().map(row -> row.day().toString()).toArray())
                .bindArray(
                        "dimensions",
                        String.class,
                        rows.stream().map(ArmDay::dimension).toArray())
                .bindArray(
                        "segments",
                        String.class,
                        rows.stream().map(ArmDay::segment).toArray());
        for (Moment moment : Moment.values()) {
            update.bindArray(
                    moment.column(),
                    String.class,
                    rows.stream()
                            .map(row -> Double.toString(row.sums().get(moment)))
                            .toArray());
        }
        update.execute();
    }
}

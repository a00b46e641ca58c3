package yardstick.tracking.metric;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import yardstick.tracking.store.EventStore.Rolled;

/** Visits that ended at or after a moment, visitor by visitor in the order of time. */
final class Visits {

    /** What a visitor was in a visit. */
    record Kind(String language, String channel, String device, String category) {
        static final Kind UNKNOWN = new Kind("unknown", "unknown", "unknown", "unknown");
    }

    private static final String KINDS = """
            CREATE TEMP TABLE kind AS
            SELECT (row_number() OVER ())::INTEGER AS number, * FROM (
                SELECT DISTINCT language, channel, device, category FROM rollup.visit
                WHERE ended_at >= make_timestamp(?::BIGINT))""";
    private static final String ROWS = """
            SELECT v.unit, epoch_us(started_at), epoch_us(ended_at), steps, number
            FROM rollup.visit v JOIN kind k ON k.language IS NOT DISTINCT FROM v.language
                AND k.channel IS NOT DISTINCT FROM v.channel AND k.device IS NOT DISTINCT FROM v.device
                AND k.category IS NOT DISTINCT FROM v.category
            WHERE ended_at >= make_timestamp(?::BIGINT) ORDER BY v.unit, started_at""";

    final List<Kind> kinds = new ArrayList<>(List.of(Kind.UNKNOWN));
    private final UnitIndex index = new UnitIndex(1 << 12);
    private long[] units = new long[1 << 12];
    private long[] started = new long[1 << 12];
    private long[] ended = new long[1 << 12];
    private int[] steps = new int[1 << 12];
    private int[] kind = new int[1 << 12];
    private int size;

    static Visits read(Rolled rolled, long from) throws SQLException {
        Visits visits = new Visits();
        rolled.run(KINDS, from);
        visits.kinds.addAll(
                rolled.query("SELECT language, channel, device, category FROM kind ORDER BY number", Visits::kind));
        rolled.each(ROWS, visits::add, from);
        rolled.run("DROP TABLE kind");
        return visits;
    }

    private static Kind kind(ResultSet row) throws SQLException {
        return new Kind(
                named(row.getString(1)), named(row.getString(2)), named(row.getString(3)), named(row.getString(4)));
    }

    private static String named(@org.jspecify.annotations.Nullable String name) {
        return name == null || name.isEmpty() ? "unknown" : name;
    }

    private void add(ResultSet row) throws SQLException {
        if (size == units.length) {
            int more = size * 2;
            units = Arrays.copyOf(units, more);
            started = Arrays.copyOf(started, more);
            ended = Arrays.copyOf(ended, more);
            steps = Arrays.copyOf(steps, more);
            kind = Arrays.copyOf(kind, more);
        }
        units[size] = row.getLong(1);
        started[size] = row.getLong(2);
        ended[size] = row.getLong(3);
        steps[size] = row.getInt(4);
        kind[size] = row.getInt(5);
        index.putIfAbsent(units[size], size);
        size++;
    }

    /** The visitor's first visit that ended at or after the moment; the number of rows when there is none. */
    int firstEndedFrom(long unit, long moment) {
        int row = index.get(unit);
        if (row == UnitIndex.NONE) {
            return size;
        }
        while (row < size && units[row] == unit && ended[row] < moment) {
            row++;
        }
        return row;
    }

    /** Whether the row is a visit of this visitor that began before the moment. */
    boolean holds(int row, long unit, long before) {
        return row < size && units[row] == unit && started[row] < before;
    }

    long started(int row) {
        return started[row];
    }

    int steps(int row) {
        return steps[row];
    }

    /** Place in {@link #kinds} of the visit that the moment lies in; 0 for none. */
    int kindAt(int row, long unit, long moment) {
        return row < size && units[row] == unit && started[row] <= moment ? kind[row] : 0;
    }
}

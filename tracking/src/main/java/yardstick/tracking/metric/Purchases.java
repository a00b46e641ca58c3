package yardstick.tracking.metric;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import yardstick.tracking.store.EventStore.Rolled;

/** Purchases in one currency, visitor by visitor in the order of time. */
final class Purchases {

    private static final String ROWS = """
            SELECT unit, epoch_us(t), value_minor FROM rollup.purchase WHERE currency = ? AND unit IS NOT NULL ORDER BY unit, t""";

    private final UnitIndex index = new UnitIndex(1 << 12);
    private long[] units = new long[1 << 12];
    private long[] times = new long[1 << 12];
    private long[] values = new long[1 << 12];
    private int size;

    static Purchases read(Rolled rolled, String currency) throws SQLException {
        Purchases purchases = new Purchases();
        rolled.each(ROWS, purchases::add, currency);
        return purchases;
    }

    private void add(ResultSet row) throws SQLException {
        if (size == units.length) {
            units = Arrays.copyOf(units, size * 2);
            times = Arrays.copyOf(times, size * 2);
            values = Arrays.copyOf(values, size * 2);
        }
        units[size] = row.getLong(1);
        times[size] = row.getLong(2);
        values[size] = row.getLong(3);
        index.putIfAbsent(units[size], size);
        size++;
    }

    /** The visitor's first purchase; the number of rows when there is none. */
    int first(long unit) {
        int row = index.get(unit);
        return row == UnitIndex.NONE ? size : row;
    }

    /** Whether the row is a purchase of this visitor before the moment. */
    boolean holds(int row, long unit, long before) {
        return row < size && units[row] == unit && times[row] < before;
    }

    long time(int row) {
        return times[row];
    }

    long value(int row) {
        return values[row];
    }
}

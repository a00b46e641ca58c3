package yardstick.tracking.metric;

import java.util.Arrays;

/** Visitors by the number of a row: a map from long to int, open addressing. */
final class UnitIndex {

    static final int NONE = -1;

    private long[] keys;
    private int[] rows;
    private int size;

    UnitIndex(int expected) {
        int capacity = Integer.highestOneBit(Math.max(8, expected)) * 4;
        keys = new long[capacity];
        rows = new int[capacity];
        Arrays.fill(rows, NONE);
    }

    int get(long unit) {
        return rows[slot(unit)];
    }

    /** The row known of the visitor, or the given one, which is known from now on. */
    int putIfAbsent(long unit, int row) {
        int slot = slot(unit);
        if (rows[slot] != NONE) {
            return rows[slot];
        }
        keys[slot] = unit;
        rows[slot] = row;
        if (++size * 2 > keys.length) {
            grow();
        }
        return row;
    }

    private int slot(long unit) {
        int mask = keys.length - 1;
        int slot = (int) (unit ^ unit >>> 29) & mask;
        while (rows[slot] != NONE && keys[slot] != unit) {
            slot = slot + 1 & mask;
        }
        return slot;
    }

    private void grow() {
        long[] oldKeys = keys;
        int[] oldRows = rows;
        keys = new long[oldKeys.length * 2];
        rows = new int[oldRows.length * 2];
        Arrays.fill(rows, NONE);
        for (int i = 0; i < oldKeys.length; i++) {
            if (oldRows[i] != NONE) {
                int slot = slot(oldKeys[i]);
                keys[slot] = oldKeys[i];
                rows[slot] = oldRows[i];
            }
        }
    }
}

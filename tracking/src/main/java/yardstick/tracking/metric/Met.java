package yardstick.tracking.metric;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import yardstick.tracking.store.EventStore.Rolled;

/** Who met a release: each visitor once, with the first moment and the variant, or that there was more than one. */
final class Met {

    static final int CROSSED = -1;

    private static final String VARIANTS = """
            SELECT DISTINCT variant FROM rollup.exposure
            WHERE release = ? AND t >= make_timestamp(?::BIGINT) AND t < make_timestamp(?::BIGINT) ORDER BY variant""";

    final List<String> variants;
    private final UnitIndex index = new UnitIndex(1 << 12);
    private long[] units = new long[1 << 12];
    private long[] since = new long[1 << 12];
    private int[] variant = new int[1 << 12];
    private int size;

    private Met(List<String> variants) {
        this.variants = variants;
    }

    static Met read(Rolled rolled, String release, long from, long to) throws SQLException {
        Met met = new Met(rolled.query(VARIANTS, row -> row.getString(1), release, from, to));
        StringBuilder which = new StringBuilder("CASE variant");
        for (int i = 0; i < met.variants.size(); i++) {
            which.append(" WHEN '")
                    .append(met.variants.get(i).replace("'", "''"))
                    .append("' THEN ")
                    .append(i);
        }
        String code = met.variants.isEmpty() ? "0" : which.append(" END").toString();
        rolled.each(
                "SELECT unit, epoch_us(t), " + code + " FROM rollup.exposure WHERE release = ?"
                        + " AND t >= make_timestamp(?::BIGINT) AND t < make_timestamp(?::BIGINT)",
                row -> met.add(row.getLong(1), row.getLong(2), row.getInt(3)),
                release,
                from,
                to);
        return met;
    }

    /** Whoever visited, from the first visit that began in the period on. */
    static Met everybody(Rolled rolled, long from, long to) throws SQLException {
        Met met = new Met(List.of("everybody"));
        rolled.each(
                "SELECT unit, epoch_us(min(started_at)) FROM rollup.visit WHERE started_at >= make_timestamp(?::BIGINT)"
                        + " AND started_at < make_timestamp(?::BIGINT) GROUP BY unit",
                row -> met.add(row.getLong(1), row.getLong(2), 0),
                from,
                to);
        return met;
    }

    /** Those who met both, from the later first moment on; variants are {@code own+other}. */
    static Met both(Met own, Met other) {
        List<String> variants = new ArrayList<>();
        own.variants.forEach(mine -> other.variants.forEach(theirs -> variants.add(mine + "+" + theirs)));
        Met both = new Met(variants);
        for (int i = 0; i < own.size; i++) {
            int there = other.index.get(own.units[i]);
            if (there != UnitIndex.NONE && own.variant[i] != CROSSED && other.variant[there] != CROSSED) {
                both.add(
                        own.units[i],
                        Math.max(own.since[i], other.since[there]),
                        own.variant[i] * other.variants.size() + other.variant[there]);
            }
        }
        return both;
    }

    private void add(long unit, long t, int code) {
        if (size == units.length) {
            units = Arrays.copyOf(units, size * 2);
            since = Arrays.copyOf(since, size * 2);
            variant = Arrays.copyOf(variant, size * 2);
        }
        int row = index.putIfAbsent(unit, size);
        if (row == size) {
            units[size] = unit;
            since[size] = t;
            variant[size++] = code;
        } else {
            since[row] = Math.min(since[row], t);
            variant[row] = variant[row] == code ? code : CROSSED;
        }
    }

    int size() {
        return size;
    }

    long unit(int row) {
        return units[row];
    }

    long since(int row) {
        return since[row];
    }

    /** Place in {@link #variants}, or {@link #CROSSED}. */
    int variant(int row) {
        return variant[row];
    }

    long crossed() {
        return Arrays.stream(variant, 0, size).filter(code -> code == CROSSED).count();
    }
}

package yardstick.tracking.metric;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import yardstick.tracking.Moment;
import yardstick.tracking.Statistics;
import yardstick.tracking.Statistics.ArmDay;
import yardstick.tracking.Sums;
import yardstick.tracking.store.EventStore;
import yardstick.tracking.store.EventStore.Rolled;

/** Computes {@link Statistics} from the roll-ups, on one connection. */
final class ReleaseStatistics {

    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");
    private static final Instant NEXT_CENTURY = Instant.parse("2100-01-01T00:00:00Z");

    private final EventStore store;
    private final ZoneId zone;

    ReleaseStatistics(EventStore store, ZoneId zone) {
        this.store = store;
        this.zone = zone;
    }

    Statistics of(Statistics.Query query) {
        store.rollUp();
        String mark = store.mark();
        return store.rolling(rolled -> {
            rolled.run(ReleaseSql.units(query.from()), query.release(), from(query), to(query), query.currency());
            return measure(rolled, query, mark);
        });
    }

    Statistics together(Statistics.Query query, String other) {
        store.rollUp();
        String mark = store.mark();
        return store.rolling(rolled -> {
            Object[] arguments = {
                query.release(), from(query), to(query), other, from(query), to(query), query.currency()
            };
            rolled.run(ReleaseSql.unitsOfTwo(query.from()), arguments);
            return measure(rolled, query, mark);
        });
    }

    private static long from(Statistics.Query query) {
        return micros(query.from());
    }

    private static long to(Statistics.Query query) {
        return micros(query.to() == null ? END_OF_TIME : query.to());
    }

    private Statistics measure(Rolled rolled, Statistics.Query query, String mark) throws SQLException {
        long from = from(query);
        long to = to(query);
        Instant last = query.to() == null ? NEXT_CENTURY : query.to();
        rolled.run(ReleaseSql.unitDays(zone, query.from(), last), to, query.currency(), to);
        double cap = rolled.query(ReleaseSql.CAP, row -> row.getDouble(1)).getFirst();
        List<ArmDay> rows = rolled.query(ReleaseSql.GROWTH, ReleaseStatistics::armDay, cap);
        long crossed = rolled.query(ReleaseSql.CROSSED, row -> row.getLong(1), query.release(), from, to)
                .getFirst();
        for (String sql : ReleaseSql.DONE) {
            rolled.run(sql);
        }
        return new Statistics(cap, crossed, mark, rows);
    }

    private static ArmDay armDay(ResultSet row) throws SQLException {
        double[] values = new double[Moment.values().length];
        for (Moment moment : Moment.values()) {
            values[moment.ordinal()] = row.getDouble(moment.column());
        }
        return new ArmDay(
                row.getString("variant"),
                row.getObject("day", LocalDate.class),
                row.getString("dimension"),
                row.getString("segment"),
                Sums.of(moment -> values[moment.ordinal()]));
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }
}

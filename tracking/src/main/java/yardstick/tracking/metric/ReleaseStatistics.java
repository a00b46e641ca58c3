package yardstick.tracking.metric;

import java.sql.SQLException;
import java.time.Instant;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import yardstick.tracking.Statistics;
import yardstick.tracking.store.EventStore;
import yardstick.tracking.store.EventStore.Rolled;

/**
 * Computes {@link Statistics} from the roll-ups: visits and purchases are read once for all releases asked for, then
 * each release's visitors are walked through once.
 */
final class ReleaseStatistics {

    private static final Instant END_OF_TIME = Instant.parse("9999-12-31T00:00:00Z");
    /** Releases whose visitors are in memory at once: one for each processor, few enough for a small heap. */
    private static final int AT_A_TIME = Math.clamp(Runtime.getRuntime().availableProcessors(), 1, 4);

    private static final long PRE = Statistics.PRE_DAYS * 86_400_000_000L;

    private final EventStore store;
    private final ZoneId zone;

    ReleaseStatistics(EventStore store, ZoneId zone) {
        this.store = store;
        this.zone = zone;
    }

    /** In the order asked for. */
    List<Statistics> of(List<Statistics.Query> queries) {
        if (queries.isEmpty()) {
            return List.of();
        }
        store.rollUp();
        String mark = store.mark();
        return store.rolling(rolled -> {
            Reading reading = new Reading(rolled, queries);
            List<Statistics> all = new ArrayList<>(queries.size());
            for (int from = 0; from < queries.size(); from += AT_A_TIME) {
                List<Statistics.Query> some = queries.subList(from, Math.min(queries.size(), from + AT_A_TIME));
                List<Met> met = new ArrayList<>();
                for (Statistics.Query query : some) {
                    met.add(Met.read(rolled, query.release(), micros(query.from()), to(query)));
                }
                IntStream.range(0, some.size())
                        .parallel()
                        .mapToObj(i -> reading.measure(met.get(i), some.get(i), mark))
                        .forEachOrdered(all::add);
            }
            return all;
        });
    }

    Statistics everybody(Statistics.Query query) {
        store.rollUp();
        String mark = store.mark();
        return store.rolling(rolled -> new Reading(rolled, List.of(query))
                .measure(Met.everybody(rolled, micros(query.from()), to(query)), query, mark));
    }

    Statistics together(Statistics.Query query, String other) {
        store.rollUp();
        String mark = store.mark();
        return store.rolling(rolled -> {
            Met own = Met.read(rolled, query.release(), micros(query.from()), to(query));
            Met theirs = Met.read(rolled, other, micros(query.from()), to(query));
            Statistics both = new Reading(rolled, List.of(query)).measure(Met.both(own, theirs), query, mark);
            return new Statistics(both.cap(), own.crossed(), mark, both.rows());
        });
    }

    private static long to(Statistics.Query query) {
        return micros(query.to() == null ? END_OF_TIME : query.to());
    }

    private static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    /** Visits and purchases of all releases asked for; several threads may measure at once. */
    private final class Reading {

        private final Visits visits;
        private final Map<String, Purchases> purchases = new HashMap<>();

        Reading(Rolled rolled, List<Statistics.Query> queries) throws SQLException {
            long from = queries.stream()
                    .mapToLong(query -> micros(query.from()))
                    .min()
                    .orElse(0);
            visits = Visits.read(rolled, from);
            for (Statistics.Query query : queries) {
                if (!purchases.containsKey(query.currency())) {
                    purchases.put(query.currency(), Purchases.read(rolled, query.currency()));
                }
            }
        }

        Statistics measure(Met met, Statistics.Query query, String mark) {
            Purchases bought = java.util.Objects.requireNonNull(purchases.get(query.currency()));
            Growth growth = new Growth(met.variants, visits.kinds);
            Until until = new Until(growth, new Days(zone), to(query));
            for (int row = 0; row < met.size(); row++) {
                if (met.variant(row) != Met.CROSSED) {
                    walk(met, row, bought, until);
                }
            }
            double cap = growth.cap();
            return new Statistics(cap, met.crossed(), mark, growth.rows());
        }

        private void walk(Met met, int row, Purchases bought, Until until) {
            long unit = met.unit(row);
            long since = met.since(row);
            int purchase = bought.first(unit);
            double spent = 0;
            boolean returning = bought.holds(purchase, unit, since);
            while (bought.holds(purchase, unit, since)) {
                spent += bought.time(purchase) >= since - PRE ? bought.value(purchase) : 0;
                purchase++;
            }
            int visit = visits.firstEndedFrom(unit, since);
            until.growth().visitor(met.variant(row), visits.kindAt(visit, unit, since), returning, spent);
            dayByDay(new Place(unit, since, visit, purchase), bought, until);
        }

        private void dayByDay(Place place, Purchases bought, Until until) {
            long unit = place.unit();
            int visit = place.visit();
            int purchase = place.purchase();
            int day = until.days().of(place.since());
            while (true) {
                double y = 0;
                double r = 0;
                double s = 0;
                int steps = 0;
                int next = Integer.MAX_VALUE;
                while (bought.holds(purchase, unit, until.end())) {
                    int on = until.days().of(bought.time(purchase));
                    if (on > day) {
                        next = on;
                        break;
                    }
                    y++;
                    r += bought.value(purchase++);
                }
                while (visits.holds(visit, unit, until.end())) {
                    int on = until.days().of(Math.max(visits.started(visit), place.since()));
                    if (on > day) {
                        next = Math.min(next, on);
                        break;
                    }
                    s++;
                    steps |= visits.steps(visit++);
                }
                until.growth().day(day, new Growth.Done(y, r, s, steps));
                if (next == Integer.MAX_VALUE) {
                    return;
                }
                day = next;
            }
        }
    }

    private record Until(Growth growth, Days days, long end) {}

    /** Where a visitor's visits and purchases after the first moment begin. */
    private record Place(long unit, long since, int visit, int purchase) {}
}

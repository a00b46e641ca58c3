package yardstick.metrics.observation;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import yardstick.metrics.Observations.Place;
import yardstick.metrics.Observations.Reach;
import yardstick.metrics.causal.Observational.Cells;
import yardstick.tracking.Facts.Cell;

/** Days of parts of the shop added up to periods that begin with the first start, so that weeks are whole on both sides. */
final class Periods {

    /** Periods before the first start that are compared, at most. */
    private static final int MOST_BEFORE = 12;

    private static final int MOST_AFTER = 26;

    private final Reach reach;
    private final LocalDate start;
    private final LocalDate from;
    private final int count;
    private final Map<String, Sums[]> sums = new TreeMap<>();

    /** Visits, orders and revenue of a part in a period. */
    record Sums(double visits, double orders, double revenue) {
        static final Sums ZERO = new Sums(0, 0, 0);

        Sums plus(Cell cell) {
            return new Sums(visits + cell.visits(), orders + cell.orders(), revenue + cell.revenueMinor());
        }
    }

    /** @param today not over yet, and left out */
    Periods(Reach reach, LocalDate today) {
        this.reach = reach;
        this.start = reach.places().stream()
                .map(Place::since)
                .min(LocalDate::compareTo)
                .orElse(today);
        long after = ChronoUnit.DAYS.between(start, today) / reach.stepDays();
        this.from = start.minusDays((long) MOST_BEFORE * reach.stepDays());
        this.count = MOST_BEFORE + (int) Math.clamp(after, 0, MOST_AFTER);
    }

    LocalDate from() {
        return from;
    }

    LocalDate to() {
        return from.plusDays((long) count * reach.stepDays() - 1);
    }

    void add(List<Cell> cells) {
        for (Cell cell : cells) {
            int period = (int) (ChronoUnit.DAYS.between(from, cell.day()) / reach.stepDays());
            if (!cell.segment().equals("unknown") && period >= 0 && period < count) {
                Sums[] known = sums.computeIfAbsent(cell.segment(), segment -> {
                    Sums[] fresh = new Sums[count];
                    java.util.Arrays.fill(fresh, Sums.ZERO);
                    return fresh;
                });
                known[period] = known[period].plus(cell);
            }
        }
    }

    /**
     * Parts with visits in every compared period; periods before most parts had any are left out.
     *
     * @param metric of the sums; not a number where it is not defined, which leaves the part out
     */
    Cells cells(ToDoubleFunction<Sums> metric) {
        int skipped = skipped();
        Map<String, double[]> rows = new LinkedHashMap<>();
        sums.forEach((segment, values) -> {
            double[] row = java.util.Arrays.stream(values)
                    .skip(skipped)
                    .mapToDouble(metric)
                    .toArray();
            if (java.util.Arrays.stream(row).allMatch(Double::isFinite)) {
                rows.put(segment, row);
            }
        });
        return new Cells(
                rows.keySet().toArray(String[]::new),
                rows.values().toArray(double[][]::new),
                rows.keySet().stream()
                        .mapToInt(segment -> cohort(segment, skipped))
                        .toArray());
    }

    /** Leading periods in which fewer than half of the parts had a visit. */
    private int skipped() {
        for (int period = 0; period < count; period++) {
            int at = period;
            long seen = sums.values().stream()
                    .filter(values -> values[at].visits() > 0)
                    .count();
            if (2 * seen >= sums.size() && seen > 0) {
                return period;
            }
        }
        return 0;
    }

    /** Number of the first period that is wholly after the start. */
    private int cohort(String segment, int skipped) {
        return reach.places().stream()
                .filter(place -> place.segment().equals(segment))
                .mapToInt(place -> {
                    long days = ChronoUnit.DAYS.between(start, place.since());
                    return MOST_BEFORE + (int) Math.ceilDiv(days, (long) reach.stepDays()) + 1 - skipped;
                })
                .findFirst()
                .orElse(0);
    }

    /** Visits per 30 days of the parts with the release, since they had it. */
    double monthlyVisits() {
        double visits = 0;
        double days = 0;
        for (Place place : reach.places()) {
            Sums[] values = sums.get(place.segment());
            int first = cohort(place.segment(), 0) - 1;
            for (int period = first; values != null && period < count; period++) {
                visits += values[period].visits();
            }
            days = Math.max(days, (double) (count - first) * reach.stepDays());
        }
        return days == 0 ? 0 : visits / days * 30;
    }
}

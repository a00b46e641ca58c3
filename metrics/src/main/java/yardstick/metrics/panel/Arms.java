package yardstick.metrics.panel;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import yardstick.metrics.Release;
import yardstick.tracking.Moment;
import yardstick.tracking.Statistics;
import yardstick.tracking.Statistics.ArmDay;
import yardstick.tracking.Sums;

/** The stored rows of a release, added up in the ways the report needs. */
record Arms(List<ArmDay> rows) {

    /** Both arms' sums. */
    record Pair(Sums control, Sums treatment) {
        static final Pair NOTHING = new Pair(Sums.zero(), Sums.zero());

        Pair plus(ArmDay row, String treatmentKey) {
            if (row.variant().equals(Release.CONTROL)) {
                return new Pair(control.plus(row.sums()), treatment);
            }
            return row.variant().equals(treatmentKey) ? new Pair(control, treatment.plus(row.sums())) : this;
        }

        long[] visitors() {
            return new long[] {(long) control.get(Moment.VISITORS), (long) treatment.get(Moment.VISITORS)};
        }
    }

    Pair total(String treatment) {
        Pair pair = Pair.NOTHING;
        for (ArmDay row : rows) {
            if (row.dimension().equals(Statistics.ALL)) {
                pair = pair.plus(row, treatment);
            }
        }
        return pair;
    }

    /** As it stood each evening. */
    Map<LocalDate, Pair> evenings(String treatment) {
        Map<LocalDate, Pair> grown = new TreeMap<>();
        for (ArmDay row : rows) {
            if (row.dimension().equals(Statistics.ALL)) {
                grown.merge(row.day(), Pair.NOTHING.plus(row, treatment), (a, b) -> a.plus(row, treatment));
            }
        }
        Map<LocalDate, Pair> evenings = new TreeMap<>();
        Pair so = Pair.NOTHING;
        for (Map.Entry<LocalDate, Pair> day : grown.entrySet()) {
            so = new Pair(
                    so.control().plus(day.getValue().control()),
                    so.treatment().plus(day.getValue().treatment()));
            evenings.put(day.getKey(), so);
        }
        return evenings;
    }

    /** By dimension and segment. */
    Map<String, Map<String, Pair>> segments(String treatment) {
        Map<String, Map<String, Pair>> segments = new TreeMap<>();
        for (ArmDay row : rows) {
            if (!row.dimension().equals(Statistics.ALL)) {
                segments.computeIfAbsent(row.dimension(), name -> new TreeMap<>())
                        .merge(
                                row.segment(),
                                Pair.NOTHING.plus(row, treatment),
                                (known, fresh) -> known.plus(row, treatment));
            }
        }
        return segments;
    }

    Map<String, Map<String, long[]>> counts(String treatment) {
        Map<String, Map<String, long[]>> counts = new HashMap<>();
        segments(treatment).forEach((dimension, parts) -> {
            Map<String, long[]> visitors = new TreeMap<>();
            parts.forEach((segment, pair) -> visitors.put(segment, pair.visitors()));
            counts.put(dimension, visitors);
        });
        return counts;
    }

    List<long[]> looks(String treatment) {
        List<long[]> looks = new ArrayList<>();
        evenings(treatment).values().forEach(pair -> looks.add(pair.visitors()));
        return looks;
    }

    /** Share of the exposed who met the release at least so many days before. */
    double matured(LocalDate today, int days) {
        double all = 0;
        double old = 0;
        for (ArmDay row : rows) {
            if (row.dimension().equals(Statistics.ALL)) {
                double visitors = row.sums().get(Moment.VISITORS);
                all += visitors;
                old += row.day().isAfter(today.minusDays(days)) ? 0 : visitors;
            }
        }
        return all == 0 ? 0 : old / all;
    }

    /** The day on which so large a share of those exposed so far will have met the release so many days before. */
    LocalDate matureOn(double share, int days, LocalDate today) {
        Map<LocalDate, Double> exposed = new TreeMap<>();
        for (ArmDay row : rows) {
            if (row.dimension().equals(Statistics.ALL)) {
                exposed.merge(row.day(), row.sums().get(Moment.VISITORS), Double::sum);
            }
        }
        double wanted = share
                * exposed.values().stream().mapToDouble(Double::doubleValue).sum();
        LocalDate last = today;
        for (Map.Entry<LocalDate, Double> day : exposed.entrySet()) {
            last = day.getKey();
            wanted -= day.getValue();
            if (wanted <= 0) {
                break;
            }
        }
        return last.plusDays(days).isAfter(today) ? last.plusDays(days) : today.plusDays(1);
    }
}

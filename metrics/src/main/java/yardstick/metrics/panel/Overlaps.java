package yardstick.metrics.panel;

import java.time.Instant;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Settings;
import yardstick.metrics.Panel.Overlap;
import yardstick.metrics.Release;
import yardstick.metrics.experiment.Estimate;
import yardstick.metrics.experiment.Factorial;
import yardstick.metrics.experiment.Multiplicity;
import yardstick.metrics.release.Split;
import yardstick.tracking.Facts;
import yardstick.tracking.Moment;
import yardstick.tracking.Statistics;
import yardstick.tracking.Sums;

/** Finds releases that ran at the same time, and tells their effects apart by the visitors' four combinations. */
final class Overlaps {

    private static final int PARTS = 3;
    private static final double LEAST_ORDERS = 20;

    private final Facts facts;
    private final Settings settings;

    Overlaps(Facts facts, Settings settings) {
        this.facts = facts;
        this.settings = settings;
    }

    List<Overlap> of(Split split, List<Split> all) {
        return all.stream()
                .filter(other -> other.release().id() != split.release().id())
                .flatMap(other -> overlap(split, other).stream())
                .toList();
    }

    private Optional<Overlap> overlap(Split split, Split other) {
        Instant one = split.since();
        Instant two = other.since();
        if (one == null || two == null) {
            return Optional.empty();
        }
        Instant from = one.isAfter(two) ? one : two;
        Instant to = earlier(split.release().endedAt(), other.release().endedAt());
        if (to != null && !from.isBefore(to)) {
            return Optional.empty();
        }
        Statistics.Query query = new Statistics.Query(split.release().key(), from, to, settings.currency());
        Map<String, Sums> cells = new HashMap<>();
        Statistics together = facts.together(query, other.release().key());
        for (Statistics.ArmDay row : together.rows()) {
            if (row.dimension().equals(Statistics.ALL)) {
                cells.merge(row.variant(), row.sums(), Sums::plus);
            }
        }
        return told(split, other, cells)
                .map(factorial -> shown(
                        new Two(other.release().key(), split.release().plan().primary()), cells, factorial, together));
    }

    private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant two) {
        if (one == null || two == null) {
            return one == null ? two : one;
        }
        return one.isBefore(two) ? one : two;
    }

    private static Optional<Factorial> told(Split split, Split other, Map<String, Sums> cells) {
        String mine = split.release().plan().treatments().getFirst();
        String theirs = other.release().plan().treatments().getFirst();
        Estimate[] estimates = new Estimate[4];
        for (int i = 0; i < 4; i++) {
            String cell = (i % 2 == 0 ? Release.CONTROL : mine) + "+" + (i < 2 ? Release.CONTROL : theirs);
            Sums sums = cells.getOrDefault(cell, Sums.zero());
            if (sums.get(Moment.ORDERS) < LEAST_ORDERS) {
                return Optional.empty();
            }
            Kpis.Kpi metric = java.util.Objects.requireNonNull(
                    Kpis.ALL.get(split.release().plan().primary()));
            estimates[i] = metric.of(sums).estimate();
        }
        return Optional.of(Factorial.of(estimates[0], estimates[1], estimates[2], estimates[3]));
    }

    private record Two(String other, String metric) {}

    private Overlap shown(Two two, Map<String, Sums> cells, Factorial factorial, Statistics together) {
        ZoneId zone = settings.zone();
        double visitors = cells.values().stream()
                .mapToDouble(sums -> sums.get(Moment.VISITORS))
                .sum();
        var days = together.rows().stream().map(Statistics.ArmDay::day).sorted().toList();
        return new Overlap(
                two.other(),
                two.metric(),
                days.isEmpty() ? Instant.EPOCH.atZone(zone).toLocalDate() : days.getFirst(),
                days.isEmpty() ? Instant.EPOCH.atZone(zone).toLocalDate() : days.getLast(),
                Math.round(visitors),
                part(factorial.first()),
                part(factorial.second()),
                part(factorial.interaction()));
    }

    private static Overlap.Part part(Estimate estimate) {
        return new Overlap.Part(estimate.value(), Gauge.shown(estimate.interval(Multiplicity.confidence(0.95, PARTS))));
    }
}

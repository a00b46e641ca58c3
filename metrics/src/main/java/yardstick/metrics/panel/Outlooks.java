package yardstick.metrics.panel;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Settings;
import yardstick.metrics.Panel.Outlook;
import yardstick.metrics.experiment.Distributions;
import yardstick.metrics.experiment.Estimate;
import yardstick.metrics.experiment.RatioSample;
import yardstick.tracking.Facts;
import yardstick.tracking.Statistics;
import yardstick.tracking.Statistics.ArmDay;
import yardstick.tracking.Sums;

/**
 * What a release could find out by which day, from what the shop's own visitors did in the last four weeks: how many came
 * by then, how often they came again and how much their outcomes vary.
 */
final class Outlooks {

    private static final int WEEKS = 28;
    private static final int LONGEST = 400;
    private static final double POWER = 0.8;
    private static final double CONFIDENCE = 0.95;

    private final Facts facts;
    private final Settings settings;
    private final Clock clock;

    Outlooks(Facts facts, Settings settings, Clock clock) {
        this.facts = facts;
        this.settings = settings;
        this.clock = clock;
    }

    /** @param treated share of visitors that get the treatment, between 0 and 1 */
    Outlook of(String metric, @Nullable Double effect, double treated) {
        Kpis.Kpi kpi = Kpis.ALL.get(metric);
        if (kpi == null) {
            throw new IllegalArgumentException("no metric " + metric);
        }
        Instant to = clock.instant();
        Instant from = to.minus(WEEKS, ChronoUnit.DAYS);
        Statistics everybody = facts.everybody(from, to, settings.currency());
        List<Outlook.Evening> evenings = evenings(everybody, kpi, treated);
        return new Outlook(metric, evenings, effect == null ? null : days(evenings, effect));
    }

    private static List<Outlook.Evening> evenings(Statistics everybody, Kpis.Kpi kpi, double treated) {
        Map<LocalDate, Sums> grown = new TreeMap<>();
        for (ArmDay row : everybody.rows()) {
            if (row.dimension().equals(Statistics.ALL)) {
                grown.merge(row.day(), row.sums(), Sums::plus);
            }
        }
        double z = Distributions.normalQuantile(0.5 + CONFIDENCE / 2) + Distributions.normalQuantile(POWER);
        double split = Math.sqrt(1 / treated + 1 / (1 - treated));
        List<Outlook.Evening> evenings = new ArrayList<>();
        Sums so = Sums.zero();
        int day = 0;
        for (Sums more : grown.values()) {
            so = so.plus(more);
            day++;
            RatioSample sample = kpi.of(so);
            if (sample.estimable() && sample.x().sum() > 0) {
                Estimate estimate = sample.estimate();
                double found = z * estimate.standardError() * split / Math.abs(estimate.value());
                evenings.add(new Outlook.Evening(day, Math.round(sample.n()), found));
            }
        }
        return evenings;
    }

    /** The first evening by which the effect is found; beyond what was seen, noise falls with the root of time. */
    private static @Nullable Integer days(List<Outlook.Evening> evenings, double effect) {
        for (Outlook.Evening evening : evenings) {
            if (evening.detectable() <= effect) {
                return evening.day();
            }
        }
        if (evenings.isEmpty()) {
            return null;
        }
        Outlook.Evening last = evenings.getLast();
        double more = last.detectable() / effect;
        double days = Math.ceil(last.day() * more * more);
        return days > LONGEST ? null : (int) days;
    }
}

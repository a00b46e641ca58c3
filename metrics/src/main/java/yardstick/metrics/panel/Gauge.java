package yardstick.metrics.panel;

import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.metrics.Panel.Interval;
import yardstick.metrics.Plan;
import yardstick.metrics.experiment.Belief;
import yardstick.metrics.experiment.Comparison;
import yardstick.metrics.experiment.Estimate;
import yardstick.metrics.experiment.LookPlan;
import yardstick.metrics.experiment.Monitoring;
import yardstick.metrics.experiment.Range;
import yardstick.metrics.experiment.RatioSample;

/** One metric of two arms with the interval that the release's mode allows at this look. */
record Gauge(Comparison comparison, RatioSample control, RatioSample treatment, double reduction) {

    /** Too few buyers for a normal approximation. */
    private static final double LEAST = 20;

    static Optional<Gauge> of(RatioSample control, RatioSample treatment) {
        boolean enough = control.estimable()
                && treatment.estimable()
                && control.x().sum() >= LEAST
                && treatment.x().sum() >= LEAST;
        if (!enough) {
            return Optional.empty();
        }
        RatioSample.Adjusted adjusted = RatioSample.adjust(control, treatment);
        Comparison comparison = Comparison.of(adjusted.control(), adjusted.treatment());
        return Optional.of(new Gauge(comparison, control, treatment, adjusted.varianceReduction()));
    }

    static LookPlan looks(Plan plan) {
        return new LookPlan(plan.mode().name().toLowerCase(Locale.ROOT), plan.days());
    }

    double n() {
        return control.n() + treatment.n();
    }

    Estimate difference() {
        return comparison.difference();
    }

    Optional<Estimate> relative() {
        return comparison.relative();
    }

    Interval interval(Monitoring monitoring, double confidence) {
        return shown(monitoring.interval(difference(), n(), confidence));
    }

    @Nullable Interval relativeInterval(Monitoring monitoring, double confidence) {
        return relative()
                .map(estimate -> shown(monitoring.interval(estimate, n(), confidence)))
                .orElse(null);
    }

    double chance() {
        return difference().standardError() == 0
                ? 0.5
                : Belief.flat(difference()).chanceToWin();
    }

    static Interval shown(Range range) {
        return new Interval(range.low(), range.high());
    }
}

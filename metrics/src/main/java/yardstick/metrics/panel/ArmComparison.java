package yardstick.metrics.panel;

import static yardstick.metrics.panel.DefaultPanel.CONFIDENCE;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.metrics.Panel.Effect;
import yardstick.metrics.Panel.Interval;
import yardstick.metrics.Panel.SampleRatio;
import yardstick.metrics.Panel.Scorecard;
import yardstick.metrics.Release;
import yardstick.metrics.experiment.Comparison;
import yardstick.metrics.experiment.Estimate;
import yardstick.metrics.experiment.RatioSample;
import yardstick.metrics.experiment.SampleRatioCheck;
import yardstick.tracking.Moment;
import yardstick.tracking.Sums;

/**
 * The two arms of a release side by side, adjusted for what visitors spent before they met it (CUPED).
 */
final class ArmComparison {

    private ArmComparison() {}

    static Scorecard scorecard(Release release, Map<String, Sums> arms) {
        Sums control = arms.getOrDefault(Release.CONTROL, Sums.zero());
        Sums treatment = arms.getOrDefault(Release.TREATMENT, Sums.zero());
        List<Effect> effects = Kpis.ALL.entrySet().stream()
                .map(kpi -> effect(
                        kpi.getKey(), kpi.getValue().of(control), kpi.getValue().of(treatment)))
                .toList();
        return new Scorecard(release, sampleRatio(release, control, treatment), effects);
    }

    private static SampleRatio sampleRatio(Release release, Sums control, Sums treatment) {
        double share = release.rolloutPercent() / 100.0;
        long left = (long) control.get(Moment.VISITORS);
        long right = (long) treatment.get(Moment.VISITORS);
        SampleRatioCheck check = SampleRatioCheck.of(new long[] {left, right}, new double[] {1 - share, share});
        return new SampleRatio(left, right, share, check.statistic(), check.p(), check.mismatch());
    }

    private static Effect effect(String metric, RatioSample control, RatioSample treatment) {
        if (!control.estimable() || !treatment.estimable()) {
            return new Effect(metric, control.ratio(), treatment.ratio(), null, null, null, null, null);
        }
        RatioSample.Adjusted adjusted = RatioSample.adjust(control, treatment);
        Comparison comparison = Comparison.of(adjusted.control(), adjusted.treatment());
        Estimate difference = comparison.difference();
        return new Effect(
                metric,
                control.ratio(),
                treatment.ratio(),
                difference.value(),
                interval(Optional.of(difference)),
                difference.p(),
                value(comparison.relative()),
                interval(comparison.relative()));
    }

    private static @Nullable Double value(Optional<Estimate> estimate) {
        return estimate.map(Estimate::value).orElse(null);
    }

    private static @Nullable Interval interval(Optional<Estimate> estimate) {
        return DefaultPanel.interval(estimate.map(found -> found.interval(CONFIDENCE)));
    }
}

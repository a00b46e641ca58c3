package yardstick.metrics.panel;

import static yardstick.metrics.panel.DefaultPanel.CONFIDENCE;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import yardstick.metrics.Panel.Effect;
import yardstick.metrics.Panel.Interval;
import yardstick.metrics.Panel.SampleRatio;
import yardstick.metrics.Panel.Scorecard;
import yardstick.metrics.Release;
import yardstick.metrics.experiment.Comparison;
import yardstick.metrics.experiment.Estimate;
import yardstick.metrics.experiment.Moments;
import yardstick.metrics.experiment.RatioMoments;
import yardstick.metrics.experiment.SampleRatioCheck;
import yardstick.tracking.Facts.Arm;

/**
 * The two arms of a release side by side. ATV (revenue / orders) and CVR (orders / visits) are ratios whose unit is the
 * visitor; RPR is the share of buyers who bought again.
 */
final class ArmComparison {

    private ArmComparison() {}

    static Scorecard scorecard(Release release, List<Arm> arms) {
        Arm control = arm(arms, Release.CONTROL);
        Arm treatment = arm(arms, Release.TREATMENT);
        List<Effect> effects = List.of(
                effect("atv", control, treatment, ArmComparison::atv),
                effect("cvr", control, treatment, ArmComparison::cvr),
                effect("rpr", control, treatment, ArmComparison::rpr));
        return new Scorecard(release, sampleRatio(release, control, treatment), effects);
    }

    private static Arm arm(List<Arm> arms, String variant) {
        return arms.stream()
                .filter(arm -> arm.variant().equals(variant))
                .findFirst()
                .orElse(new Arm(variant, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0));
    }

    private static SampleRatio sampleRatio(Release release, Arm control, Arm treatment) {
        double share = release.rolloutPercent() / 100.0;
        SampleRatioCheck check = SampleRatioCheck.of(
                new long[] {control.visitors(), treatment.visitors()}, new double[] {1 - share, share});
        return new SampleRatio(
                control.visitors(), treatment.visitors(), share, check.statistic(), check.p(), check.mismatch());
    }

    private static Optional<Estimate> atv(Arm arm) {
        return new RatioMoments(
                        arm.visitors(),
                        arm.revenueMinor(),
                        arm.orders(),
                        arm.sumRevenueSquared(),
                        arm.sumOrdersSquared(),
                        arm.sumRevenueOrders())
                .estimate();
    }

    private static Optional<Estimate> cvr(Arm arm) {
        return new RatioMoments(
                        arm.visitors(),
                        arm.orders(),
                        arm.sessions(),
                        arm.sumOrdersSquared(),
                        arm.sumSessionsSquared(),
                        arm.sumOrdersSessions())
                .estimate();
    }

    private static Optional<Estimate> rpr(Arm arm) {
        return new Moments(arm.buyers(), arm.repeatBuyers(), arm.repeatBuyers()).proportion();
    }

    private static Effect effect(String metric, Arm control, Arm treatment, Function<Arm, Optional<Estimate>> of) {
        Optional<Estimate> base = of.apply(control);
        Optional<Estimate> other = of.apply(treatment);
        if (base.isEmpty() || other.isEmpty()) {
            return new Effect(metric, value(base), value(other), null, null, null, null, null);
        }
        Comparison comparison = Comparison.of(base.get(), other.get());
        Estimate difference = comparison.difference();
        return new Effect(
                metric,
                base.get().value(),
                other.get().value(),
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

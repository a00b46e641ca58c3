package yardstick.metrics;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was decided about a release before anybody saw a result.
 *
 * @param treatments variant keys beside control; the rollout is shared evenly between them
 * @param targeting who may meet it, for example {@code language=zh-CN,en; device=mobile}; empty is everybody
 * @param exclusion releases that must not meet the same units
 * @param ramp steps taken one after the other unless a guardrail stops it; may be empty
 * @param holdoutPercent share of units that keep control even after it has shipped, for the long-term effect
 * @param primary metric that decides
 * @param guardrails metrics that must not get worse
 * @param effect relative effect on the primary metric that is worth having, for example 0.02, or null
 * @param days planned length
 * @param runRateMinor cost per month in minor units of the release's currency
 */
public record Plan(
        List<String> treatments,
        String targeting,
        Exclusion exclusion,
        List<Step> ramp,
        int holdoutPercent,
        String primary,
        List<String> guardrails,
        @Nullable Double effect,
        int days,
        Mode mode,
        long runRateMinor) {

    /** How often the result may be looked at before it is final. */
    public enum Mode {
        FIXED,
        GROUP,
        ALWAYS
    }

    /** @param percent of units from the given day after the start on */
    public record Step(int percent, int day) {}

    /** @param group empty for none; {@code share} percent of the group's units belong to this release */
    public record Exclusion(String group, int share) {
        public static final Exclusion NONE = new Exclusion("", 100);
    }

    /** Revenue per visitor over four weeks, looked at daily; conversion and payments are guarded. */
    public static Plan standard() {
        return new Plan(
                List.of(Release.TREATMENT),
                "",
                Exclusion.NONE,
                List.of(),
                0,
                "revenue_per_visitor",
                List.of("cvr", "checkout_completion"),
                null,
                28,
                Mode.GROUP,
                0);
    }

    public Plan measuredBy(String metric, int planned, Mode looking) {
        return new Plan(
                treatments,
                targeting,
                exclusion,
                ramp,
                holdoutPercent,
                metric,
                guardrails,
                effect,
                planned,
                looking,
                runRateMinor);
    }

    public Plan worth(@Nullable Double relative, long monthlyMinor) {
        return new Plan(
                treatments,
                targeting,
                exclusion,
                ramp,
                holdoutPercent,
                primary,
                guardrails,
                relative,
                days,
                mode,
                monthlyMinor);
    }

    public Plan reaching(String whom, Exclusion excluding, List<Step> steps, int holdout) {
        return new Plan(
                treatments, whom, excluding, steps, holdout, primary, guardrails, effect, days, mode, runRateMinor);
    }

    public Plan guarding(List<String> metrics) {
        return new Plan(
                treatments,
                targeting,
                exclusion,
                ramp,
                holdoutPercent,
                primary,
                metrics,
                effect,
                days,
                mode,
                runRateMinor);
    }

    public Plan serving(List<String> variants) {
        return new Plan(
                variants,
                targeting,
                exclusion,
                ramp,
                holdoutPercent,
                primary,
                guardrails,
                effect,
                days,
                mode,
                runRateMinor);
    }
}

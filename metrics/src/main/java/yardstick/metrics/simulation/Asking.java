package yardstick.metrics.simulation;

import java.util.Map;
import yardstick.metrics.Panel.Interval;
import yardstick.metrics.ReleaseReport.Effect;
import yardstick.metrics.ReleaseReport.Row;
import yardstick.metrics.Simulation.Answer;
import yardstick.metrics.Simulation.Reading;

/** Puts a question to the panel's report and holds the answer against the truth. */
final class Asking {

    /** Lives for the truth, compared shopper by shopper. */
    static final int MANY = 100_000;

    private Asking() {}

    static double truth(Behaviour treated, Behaviour usual, String metric, Behaviour.Span span) {
        Map<String, Double> with = treated.metrics(77, MANY, span);
        Map<String, Double> without = usual.metrics(77, MANY, span);
        return with.getOrDefault(metric, Double.NaN) / without.getOrDefault(metric, Double.NaN) - 1;
    }

    static Answer relative(String key, Reading report, String metric, double truth) {
        Effect effect = report.rows().stream()
                .filter(row -> row.metric().equals(metric))
                .map(Row::effect)
                .filter(java.util.Objects::nonNull)
                .findFirst()
                .orElse(null);
        Interval interval = effect == null ? null : effect.relativeInterval();
        return answer(key + " " + metric, truth, effect == null ? null : effect.relative(), interval);
    }

    static Answer answer(
            String question,
            double truth,
            @org.jspecify.annotations.Nullable Double estimate,
            @org.jspecify.annotations.Nullable Interval interval) {
        return interval == null
                ? new Answer(question, truth, estimate, null, null, false)
                : new Answer(
                        question,
                        truth,
                        estimate,
                        interval.low(),
                        interval.high(),
                        interval.low() <= truth && truth <= interval.high());
    }
}

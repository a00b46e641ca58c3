package yardstick.metrics.simulation;

import java.util.List;
import java.util.Map;
import yardstick.metrics.Release;
import yardstick.metrics.Simulation.Answer;
import yardstick.metrics.Simulation.Reading;
import yardstick.metrics.Simulation.Result;

/** One release at half and half, its treatment with a known effect. @param daysAfter in which nobody new comes */
record OneRelease(Behaviour treated, String primary, List<String> asked, int daysAfter) implements Scenario {

    static final String KEY = "release-a";

    static OneRelease of(Behaviour treated, String primary, List<String> asked) {
        return new OneRelease(treated, primary, asked, 0);
    }

    @Override
    public Result play(Stage stage) {
        stage.release(KEY, primary);
        stage.live(play());
        return read(stage, Scenario.notes());
    }

    Stage.Play play() {
        return new Stage.Play(
                List.of(KEY),
                (category, met) -> Release.TREATMENT.equals(met.get(KEY)) ? treated : Behaviour.USUAL,
                daysAfter);
    }

    Result read(Stage stage, Map<String, Object> notes) {
        Reading report = stage.read(KEY);
        int days = stage.request().days();
        Behaviour.Span span = new Behaviour.Span(days, days + daysAfter);
        List<Answer> answers = asked.stream()
                .map(metric -> Asking.relative(
                        KEY,
                        report,
                        metric,
                        treated.equals(Behaviour.USUAL) ? 0 : Asking.truth(treated, Behaviour.USUAL, metric, span)))
                .toList();
        notes.put("verdict", report.verdict().advice().name());
        notes.put("verdict_code", report.verdict().code());
        if (daysAfter > 0) {
            notes.put("days_after_the_last_arrival", daysAfter);
        }
        return Scenario.result(stage, answers, notes);
    }
}

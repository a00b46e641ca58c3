package yardstick.metrics.simulation;

import java.util.List;
import java.util.Map;
import yardstick.metrics.Release;
import yardstick.metrics.ReleaseReport;
import yardstick.metrics.Simulation.Answer;
import yardstick.metrics.Simulation.Result;

/** One release at half and half, its treatment with a known effect. */
record OneRelease(Behaviour treated, String primary, List<String> asked) implements Scenario {

    static final String KEY = "release-a";

    @Override
    public Result play(Stage stage) {
        stage.release(KEY, primary);
        stage.shoppers(
                List.of(KEY), (category, met) -> Release.TREATMENT.equals(met.get(KEY)) ? treated : Behaviour.USUAL);
        return read(stage, Scenario.notes());
    }

    Result read(Stage stage, Map<String, Object> notes) {
        ReleaseReport report = stage.panel.report(KEY).orElseThrow();
        int days = stage.request.days();
        List<Answer> answers = asked.stream()
                .map(metric -> Asking.relative(
                        report,
                        metric,
                        treated.equals(Behaviour.USUAL) ? 0 : Asking.truth(treated, Behaviour.USUAL, metric, days)))
                .toList();
        notes.put("verdict", report.verdict().advice().name());
        notes.put("verdict_code", report.verdict().code());
        return new Result(
                stage.request.scenario(), stage.request.seed(), stage.request.shoppers(), days, answers, notes);
    }
}

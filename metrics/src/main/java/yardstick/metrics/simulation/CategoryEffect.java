package yardstick.metrics.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import yardstick.metrics.Release;
import yardstick.metrics.ReleaseReport;
import yardstick.metrics.ReleaseReport.Slice;
import yardstick.metrics.Simulation.Answer;
import yardstick.metrics.Simulation.Result;

/** A release that raises order values by 14 % among shoppers of one category and by 3 % among the others. */
final class CategoryEffect implements Scenario {

    private static final Map<String, Double> PLANTED = Map.of("home", 1.14, "tea", 1.03);

    @Override
    public Result play(Stage stage) {
        stage.release(OneRelease.KEY, "atv");
        stage.shoppers(List.of(OneRelease.KEY), (category, met) -> {
            boolean treated = Release.TREATMENT.equals(met.get(OneRelease.KEY));
            return treated ? new Behaviour(1, 1, PLANTED.getOrDefault(category, 1.0), 1) : Behaviour.USUAL;
        });
        ReleaseReport report = stage.panel.report(OneRelease.KEY).orElseThrow();
        List<Answer> answers = new ArrayList<>();
        for (Slice slice : report.segments()) {
            Double planted = PLANTED.get(slice.segment());
            if (slice.dimension().equals("category") && planted != null) {
                answers.add(
                        Asking.answer("atv in " + slice.segment(), planted - 1, slice.relative(), slice.interval()));
            }
        }
        return new Result(
                stage.request.scenario(),
                stage.request.seed(),
                stage.request.shoppers(),
                stage.request.days(),
                answers,
                Scenario.notes());
    }
}

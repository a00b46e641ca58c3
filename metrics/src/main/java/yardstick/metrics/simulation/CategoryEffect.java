package yardstick.metrics.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import yardstick.metrics.Release;
import yardstick.metrics.ReleaseReport.Slice;
import yardstick.metrics.Simulation.Answer;
import yardstick.metrics.Simulation.Result;

/** A release that raises order values by 14 % among shoppers of one category and by 3 % among the others. */
final class CategoryEffect implements Scenario {

    private static final Map<String, Double> PLANTED = Map.of("home", 1.14, "tea", 1.03);

    @Override
    public Result play(Stage stage) {
        stage.release(OneRelease.KEY, "atv");
        stage.live(Stage.Play.of(OneRelease.KEY, (category, met) -> {
            boolean treated = Release.TREATMENT.equals(met.get(OneRelease.KEY));
            return treated ? new Behaviour(1, 1, PLANTED.getOrDefault(category, 1.0), 1) : Behaviour.USUAL;
        }));
        List<Answer> answers = new ArrayList<>();
        for (Slice slice : stage.read(OneRelease.KEY).segments()) {
            Double planted = PLANTED.get(slice.segment());
            if (slice.dimension().equals("category") && planted != null) {
                answers.add(
                        Asking.answer("atv in " + slice.segment(), planted - 1, slice.relative(), slice.interval()));
            }
        }
        return Scenario.result(stage, answers, Scenario.notes());
    }
}

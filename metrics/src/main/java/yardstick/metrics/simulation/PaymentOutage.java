package yardstick.metrics.simulation;

import java.util.List;
import java.util.Map;
import yardstick.metrics.Release;
import yardstick.metrics.ReleaseReport;
import yardstick.metrics.Simulation.Result;
import yardstick.metrics.panel.Guard;

/** A release in whose treatment two of three payments fail: the guard must find it and name it. */
final class PaymentOutage implements Scenario {

    private static final double LEFT = 1.0 / 3;

    @Override
    public Result play(Stage stage) {
        stage.release(OneRelease.KEY, "revenue_per_visitor");
        Behaviour broken = new Behaviour(1, LEFT, 1, 1);
        stage.shoppers(
                List.of(OneRelease.KEY),
                (category, met) -> Release.TREATMENT.equals(met.get(OneRelease.KEY)) ? broken : Behaviour.USUAL);
        ReleaseReport before = stage.panel.report(OneRelease.KEY).orElseThrow();
        new Guard(stage.releases, stage.measurements).run();
        Release after = stage.releases.byKey(OneRelease.KEY).orElseThrow();
        Map<String, Object> notes = Scenario.notes();
        notes.put("state_after_guard", after.state().name());
        notes.put("log", stage.releases.history(OneRelease.KEY).getFirst().what());
        notes.put("verdict", before.verdict().advice().name());
        return new Result(
                stage.request.scenario(),
                stage.request.seed(),
                stage.request.shoppers(),
                stage.request.days(),
                List.of(Asking.relative(
                        before,
                        "orders_per_visitor",
                        Asking.truth(broken, Behaviour.USUAL, "orders_per_visitor", stage.request.days()))),
                notes);
    }
}

package yardstick.metrics.simulation;

import java.util.List;
import java.util.Map;
import yardstick.metrics.Simulation.Reading;
import yardstick.metrics.Simulation.Result;

/** A release in whose treatment two of three payments fail: the guard must find it and name it. */
final class PaymentOutage implements Scenario {

    private static final double LEFT = 1.0 / 3;
    private static final String ASKED = "orders_per_visitor";

    @Override
    public Result play(Stage stage) {
        Behaviour broken = new Behaviour(1, LEFT, 1, 1);
        OneRelease release = OneRelease.of(broken, "revenue_per_visitor", List.of(ASKED));
        stage.release(OneRelease.KEY, release.primary());
        stage.live(release.play());
        Reading before = stage.read(OneRelease.KEY);
        Reading after = stage.guarded(OneRelease.KEY);
        Map<String, Object> notes = Scenario.notes();
        notes.put("state_after_guard", after.state().name());
        notes.put("log", after.lastChange());
        notes.put("verdict", before.verdict().advice().name());
        int days = stage.request().days();
        double truth = Asking.truth(broken, Behaviour.USUAL, ASKED, new Behaviour.Span(days, days));
        return Scenario.result(stage, List.of(Asking.relative(OneRelease.KEY, before, ASKED, truth)), notes);
    }
}

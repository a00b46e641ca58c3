package yardstick.metrics.simulation;

import java.util.List;
import java.util.Map;
import yardstick.metrics.Panel.Overlap;
import yardstick.metrics.Release;
import yardstick.metrics.Simulation.Answer;
import yardstick.metrics.Simulation.Result;

/**
 * Two releases of the same week, each split on its own.
 *
 * @param metric that both are judged by
 * @param first effect of the first, {@code second} of the other, {@code both} what they do together beyond that
 */
record TwoReleases(String metric, Behaviour first, Behaviour second, Behaviour both) implements Scenario {

    private static final String PAYMENT = "payment-page";
    private static final String LIVE = "live-stream";

    @Override
    public Result play(Stage stage) {
        stage.release(PAYMENT, metric);
        stage.release(LIVE, metric);
        stage.live(new Stage.Play(List.of(PAYMENT, LIVE), (category, met) -> behaviour(met), 0));
        Overlap overlap = stage.read(PAYMENT).overlaps().getFirst();
        double usual = value(Behaviour.USUAL, stage);
        double a = value(first, stage);
        double b = value(second, stage);
        double together = value(first.times(second).times(both), stage);
        List<Answer> answers = List.of(
                answer(PAYMENT, (a - usual + together - b) / 2, overlap.own()),
                answer(LIVE, (b - usual + together - a) / 2, overlap.theirs()),
                answer("interaction", together - a - b + usual, overlap.interaction()));
        Map<String, Object> notes = Scenario.notes();
        Double credit = overlap.credit();
        notes.put("credit_share_payment", credit == null ? 0 : credit);
        notes.put("naive_before_after_of_live", together / usual - 1);
        return Scenario.result(stage, answers, notes);
    }

    private Behaviour behaviour(Map<String, String> met) {
        boolean payment = Release.TREATMENT.equals(met.get(PAYMENT));
        boolean live = Release.TREATMENT.equals(met.get(LIVE));
        Behaviour one = payment ? first : Behaviour.USUAL;
        Behaviour two = one.times(live ? second : Behaviour.USUAL);
        return payment && live ? two.times(both) : two;
    }

    private double value(Behaviour behaviour, Stage stage) {
        int days = stage.request().days();
        return behaviour
                .metrics(77, Asking.MANY, new Behaviour.Span(days, days))
                .getOrDefault(metric, Double.NaN);
    }

    private Answer answer(String question, double truth, Overlap.Part part) {
        return Asking.answer(question + " " + metric, truth, part.value(), part.interval());
    }
}

package yardstick.metrics.simulation;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import yardstick.metrics.Simulation;
import yardstick.metrics.Simulation.Answer;
import yardstick.metrics.Simulation.Result;

/** A story with a known truth. */
public interface Scenario {

    /** Whoever came on the last day of arrivals has had time to come back. */
    int REPEAT_DAYS = 31;

    Result play(Stage stage);

    /** In the order in which they are best read. */
    static List<String> names() {
        return List.copyOf(all().keySet());
    }

    static Scenario of(String name) {
        Scenario scenario = all().get(name);
        if (scenario == null) {
            throw new IllegalArgumentException("no scenario " + name + "; there are " + String.join(", ", names()));
        }
        return scenario;
    }

    private static Map<String, Scenario> all() {
        Map<String, Scenario> all = new LinkedHashMap<>();
        all.put("aa", OneRelease.of(Behaviour.USUAL, "revenue_per_visitor", List.of("atv", "cvr", "rpr")));
        all.put("ab-atv", OneRelease.of(new Behaviour(1, 1, 1.08, 1), "atv", List.of("atv")));
        all.put("ab-cvr", OneRelease.of(new Behaviour(1, 1.12, 1, 1), "cvr", List.of("cvr")));
        all.put("ab-rpr", new OneRelease(new Behaviour(1, 1, 1, 1.6), "rpr", List.of("rpr"), REPEAT_DAYS));
        all.put(
                "two-releases-one-week",
                new TwoReleases("orders_per_visitor", new Behaviour(1, 1.25, 1, 1), Behaviour.USUAL, Behaviour.USUAL));
        all.put(
                "interaction",
                new TwoReleases(
                        "revenue_per_visitor",
                        new Behaviour(1, 1.06, 1, 1),
                        new Behaviour(1, 1, 1.05, 1),
                        new Behaviour(1, 1.05, 1.05, 1)));
        all.put("category-effect", new CategoryEffect());
        // Two seconds of delay, each of which costs 6 % of the carts.
        all.put("slow-page", OneRelease.of(new Behaviour(0.88, 1, 1, 1), "cvr", List.of("cvr")));
        all.put(
                "local-optimum",
                OneRelease.of(new Behaviour(0.8, 1, 1.08, 1), "atv", List.of("atv", "revenue_per_visitor")));
        all.put("payment-outage", new PaymentOutage());
        all.put("seasonal-did", new SeasonalDid());
        all.put("bot-storm", new BotStorm());
        return all;
    }

    static Result result(Stage stage, List<Answer> answers, Map<String, Object> notes) {
        Simulation.Request request = stage.request();
        return new Result(request.scenario(), request.seed(), request.shoppers(), request.days(), answers, notes);
    }

    /** Notes in a stable order. */
    static Map<String, Object> notes() {
        return new TreeMap<>();
    }
}

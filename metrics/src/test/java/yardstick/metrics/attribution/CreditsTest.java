package yardstick.metrics.attribution;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import yardstick.metrics.Attribution.Model;
import yardstick.tracking.Journey;

class CreditsTest {

    private static Journey won(List<String> touches, List<Double> ages) {
        return new Journey(touches, ages, 100, 1, true, true);
    }

    private static Journey lost(long people, String... touches) {
        return new Journey(List.of(touches), List.of(), 0, people, false, false);
    }

    /** One order after four contacts, 14, 7, 7 and 0 days before it. */
    private static final List<Journey> ONE = List.of(won(List.of("a", "b", "a", "c"), List.of(14.0, 7.0, 7.0, 0.0)));

    @Test
    void rulesByHand() {
        assertEquals(Map.of("a", 1.0, "b", 0.0, "c", 0.0), Credits.of(Model.FIRST, ONE, journey -> 1));
        assertEquals(Map.of("a", 0.0, "b", 0.0, "c", 1.0), Credits.of(Model.LAST, ONE, journey -> 1));
        assertEquals(Map.of("a", 0.5, "b", 0.25, "c", 0.25), Credits.of(Model.LINEAR, ONE, journey -> 1));
        // 1/4 + 1/2 + 1/2 + 1 = 9/4
        assertEquals(3.0 / 9, Credits.of(Model.DECAY, ONE, journey -> 1).getOrDefault("a", Double.NaN), 1e-12);
        assertEquals(4.0 / 9, Credits.of(Model.DECAY, ONE, journey -> 1).getOrDefault("c", Double.NaN), 1e-12);
        assertEquals(0.5, Credits.of(Model.POSITION, ONE, journey -> 1).getOrDefault("a", Double.NaN), 1e-12);
        assertEquals(0.4, Credits.of(Model.POSITION, ONE, journey -> 1).getOrDefault("c", Double.NaN), 1e-12);
        assertEquals(1.0 / 3, Credits.of(Model.SHAPLEY, ONE, journey -> 1).getOrDefault("a", Double.NaN), 1e-12);
    }

    /**
     * Start goes to a (2 of 3) and to b (1 of 3); a to b (1 of 2) or an order (1 of 2); b to an order (1 of 2) or nothing.
     * All: 2/3 (1/2 + 1/2 1/2) + 1/3 1/2 = 2/3. Without a: 1/6, so its effect is 3/4. Without b: 1/3, so its effect is 1/2.
     */
    @Test
    void removalEffectsByHand() {
        List<Journey> journeys =
                List.of(won(List.of("a", "b"), List.of(1.0, 0.0)), won(List.of("a"), List.of(0.0)), lost(1, "b"));
        Map<String, Double> effects = Credits.removalEffects(journeys);
        assertEquals(0.75, effects.getOrDefault("a", Double.NaN), 1e-9);
        assertEquals(0.5, effects.getOrDefault("b", Double.NaN), 1e-9);
        Map<String, Double> credits = Credits.of(Model.MARKOV, journeys, journey -> 1);
        assertEquals(2 * 0.6, credits.getOrDefault("a", Double.NaN), 1e-9);
        assertEquals(2 * 0.4, credits.getOrDefault("b", Double.NaN), 1e-9);
    }

    @Test
    void creditsOfEveryModelAddUpToTheOrders() {
        Random random = new Random(3);
        List<Journey> journeys = IntStream.range(0, 400)
                .mapToObj(i -> {
                    List<String> touches = IntStream.range(0, 1 + random.nextInt(6))
                            .mapToObj(k -> "c" + random.nextInt(7))
                            .toList();
                    List<Double> ages = touches.stream()
                            .map(touch -> 30 * random.nextDouble())
                            .toList();
                    return random.nextBoolean()
                            ? won(touches, ages)
                            : lost(1 + random.nextInt(9), touches.toArray(String[]::new));
                })
                .toList();
        long orders = journeys.stream().filter(Journey::converted).count();
        for (Model model : Model.values()) {
            double sum = Credits.of(model, journeys, journey -> 1).values().stream()
                    .mapToDouble(Double::doubleValue)
                    .sum();
            assertEquals(orders, sum, 1e-6, model.name());
        }
    }

    @Test
    void nobodyOrdered() {
        for (Model model : Model.values()) {
            assertEquals(Map.of(), Credits.of(model, List.of(lost(5, "a", "b")), journey -> 1), model.name());
        }
    }
}

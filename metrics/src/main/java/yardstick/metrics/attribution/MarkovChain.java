package yardstick.metrics.attribution;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.tracking.Journey;

/** Transitions between contacts, from arrival to an order or to nothing. */
final class MarkovChain {

    private static final String START = "\u0000start";
    private static final String ORDER = "\u0000order";
    private static final String NOTHING = "\u0000nothing";
    private static final int ROUNDS = 2_000;
    private static final double CLOSE = 1e-13;

    private final Map<String, Map<String, Double>> counts = new LinkedHashMap<>();

    void add(Journey journey) {
        List<String> touches = journey.touches();
        if (touches.isEmpty()) {
            return;
        }
        String from = START;
        for (String touch : touches) {
            count(from, touch, journey.people());
            from = touch;
        }
        count(from, journey.converted() ? ORDER : NOTHING, journey.people());
    }

    private void count(String from, String to, long people) {
        counts.computeIfAbsent(from, key -> new LinkedHashMap<>()).merge(to, (double) people, Double::sum);
    }

    /** Probability to end with an order; whoever would meet the removed contact ends with nothing. */
    double conversion(@Nullable String removed) {
        Map<String, Double> chance = new HashMap<>();
        for (int round = 0; round < ROUNDS; round++) {
            double moved = 0;
            for (Map.Entry<String, Map<String, Double>> from : counts.entrySet()) {
                if (!from.getKey().equals(removed)) {
                    double fresh = next(from.getValue(), chance, removed);
                    Double before = chance.put(from.getKey(), fresh);
                    moved = Math.max(moved, Math.abs(fresh - (before == null ? 0 : before)));
                }
            }
            if (moved < CLOSE) {
                break;
            }
        }
        return chance.getOrDefault(START, 0.0);
    }

    private static double next(Map<String, Double> ways, Map<String, Double> chance, @Nullable String removed) {
        double all = 0;
        double good = 0;
        for (Map.Entry<String, Double> way : ways.entrySet()) {
            all += way.getValue();
            if (way.getKey().equals(ORDER)) {
                good += way.getValue();
            } else if (!way.getKey().equals(removed)) {
                good += way.getValue() * chance.getOrDefault(way.getKey(), 0.0);
            }
        }
        return good / all;
    }
}

package yardstick.metrics.attribution;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import yardstick.metrics.Attribution.Model;
import yardstick.tracking.Journey;

/**
 * Credit per contact, adding up to the orders that had any contact. Position gives 40 % to each end and 20 % to what is
 * between; decay halves every seven days before the order.
 */
final class Credits {

    private static final double HALF_LIFE_DAYS = 7;
    private static final double END = 0.4;

    private Credits() {}

    /** @param worth what an order counts: 1, its value, or 1 for a first order only */
    interface Worth {
        double of(Journey journey);
    }

    static Map<String, Double> of(Model model, List<Journey> journeys, Worth worth) {
        return switch (model) {
            case MARKOV -> markov(journeys, worth);
            case SHAPLEY -> shapley(journeys, worth);
            case FIRST, LAST, LINEAR, DECAY, POSITION -> weighted(model, journeys, worth);
        };
    }

    private static Map<String, Double> weighted(Model model, List<Journey> journeys, Worth worth) {
        Map<String, Double> credits = new TreeMap<>();
        for (Journey journey : journeys) {
            if (journey.converted() && !journey.touches().isEmpty()) {
                double[] weights = weights(model, journey);
                for (int i = 0; i < weights.length; i++) {
                    credits.merge(journey.touches().get(i), weights[i] * worth.of(journey), Double::sum);
                }
            }
        }
        return credits;
    }

    /** Shares of one order, adding up to 1. */
    static double[] weights(Model model, Journey journey) {
        int n = journey.touches().size();
        double[] weights = new double[n];
        double sum = 0;
        for (int i = 0; i < n; i++) {
            weights[i] = switch (model) {
                case FIRST -> i == 0 ? 1 : 0;
                case LAST -> i == n - 1 ? 1 : 0;
                case DECAY -> Math.pow(0.5, journey.ageDays().get(i) / HALF_LIFE_DAYS);
                case POSITION -> position(i, n);
                case LINEAR, MARKOV, SHAPLEY -> 1;
            };
            sum += weights[i];
        }
        for (int i = 0; i < n; i++) {
            weights[i] /= sum;
        }
        return weights;
    }

    private static double position(int i, int n) {
        boolean end = i == 0 || i == n - 1;
        return n <= 2 ? 1 : end ? END : (1 - 2 * END) / (n - 2);
    }

    /**
     * The coalition of the contacts of an order is worth that order and no smaller one is, so the Shapley value shares
     * each order evenly among its different contacts (Zhao, Mahboobi and Bagheri 2018).
     */
    private static Map<String, Double> shapley(List<Journey> journeys, Worth worth) {
        Map<String, Double> credits = new TreeMap<>();
        for (Journey journey : journeys) {
            if (journey.converted()) {
                Set<String> contacts = new LinkedHashSet<>(journey.touches());
                contacts.forEach(contact -> credits.merge(contact, worth.of(journey) / contacts.size(), Double::sum));
            }
        }
        return credits;
    }

    /** Removal effects of a first-order chain (Anderl et al. 2016), scaled to the whole. */
    private static Map<String, Double> markov(List<Journey> journeys, Worth worth) {
        double whole = journeys.stream()
                .filter(journey -> journey.converted() && !journey.touches().isEmpty())
                .mapToDouble(worth::of)
                .sum();
        Map<String, Double> effects = removalEffects(journeys);
        double sum = effects.values().stream().mapToDouble(Double::doubleValue).sum();
        Map<String, Double> credits = new TreeMap<>();
        effects.forEach(
                (contact, effect) -> credits.put(contact, sum == 0 ? whole / effects.size() : whole * effect / sum));
        return credits;
    }

    /** Share of orders that would be lost without the contact, by contact. */
    static Map<String, Double> removalEffects(List<Journey> journeys) {
        MarkovChain chain = new MarkovChain();
        Set<String> contacts = new LinkedHashSet<>();
        for (Journey journey : journeys) {
            chain.add(journey);
            if (journey.converted()) {
                contacts.addAll(journey.touches());
            }
        }
        double base = chain.conversion(null);
        Map<String, Double> effects = new TreeMap<>();
        for (String contact : contacts) {
            effects.put(contact, base == 0 ? 0 : Math.max(0, 1 - chain.conversion(contact) / base));
        }
        return effects;
    }

    /** Contacts in the order of their sums over models. */
    static List<String> contacts(Map<Model, Map<String, Double>> credits) {
        Map<String, Double> sums = new LinkedHashMap<>();
        credits.values().forEach(each -> each.forEach((contact, credit) -> sums.merge(contact, credit, Double::sum)));
        List<String> contacts = new ArrayList<>(sums.keySet());
        contacts.sort(java.util.Comparator.comparing((String contact) -> sums.getOrDefault(contact, 0.0))
                .reversed());
        return contacts;
    }
}

package yardstick.catalog.match;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Pairs of goods that may be one item, without labels: candidates share a bar code or rare words of their titles
 * (blocking); their score weighs what tells goods apart, and contradictions (another pack, another bar code, another
 * model number) veto.
 */
final class PairSearch {

    private static final int MOST_HOLDERS = 60;
    private static final double LEAST = 0.75;
    private static final double MODEL_BONUS = 0.15;
    private static final double BRAND_MALUS = 0.25;
    private static final double PRICE_MALUS = 0.15;

    /** What is compared of one SKU; {@code amount} is the pack in base units with its dimension in front. */
    record Good(
            long sku,
            String supplier,
            String title,
            String brand,
            @Nullable String gtin,
            @Nullable String amount,
            @Nullable Long priceMinor) {}

    /** Two SKUs of different suppliers that may be one. */
    record Found(long left, long right, double score, String rule) {}

    private record Known(Good good, List<String> words, Set<String> models) {}

    private final Corpus corpus = new Corpus();
    private final List<Known> all = new ArrayList<>();
    private final Map<String, List<Integer>> holders = new HashMap<>();
    private final Map<String, List<Integer>> byGtin = new HashMap<>();

    PairSearch(List<Good> goods) {
        for (Good good : goods) {
            List<String> words = Tokens.of(good.brand() + " " + good.title());
            Set<String> models =
                    new HashSet<>(words.stream().filter(Tokens::model).toList());
            corpus.add(words);
            for (String word : new HashSet<>(words)) {
                holders.computeIfAbsent(word, key -> new ArrayList<>()).add(all.size());
            }
            String gtin = good.gtin();
            if (gtin != null) {
                byGtin.computeIfAbsent(padded(gtin), key -> new ArrayList<>()).add(all.size());
            }
            all.add(new Known(good, words, models));
        }
    }

    /** GTINs of all lengths are one numbering: shorter ones have zeros in front. */
    private static String padded(String gtin) {
        return "0".repeat(Math.max(0, 14 - gtin.length())) + gtin;
    }

    /** The best partner of every SKU among each other supplier's, when they are each other's best. */
    List<Found> run() {
        Map<String, Found> best = new HashMap<>();
        Map<Long, Map<String, Found>> ofSku = new HashMap<>();
        for (int i = 0; i < all.size(); i++) {
            for (int j : candidates(i)) {
                if (j > i) {
                    Found found = compare(all.get(i), all.get(j));
                    if (found != null) {
                        keep(ofSku, found, all.get(i).good(), all.get(j).good());
                    }
                }
            }
        }
        ofSku.forEach((sku, partners) -> partners.forEach((supplier, found) -> {
            long other = found.left() == sku ? found.right() : found.left();
            boolean mutual = ofSku.getOrDefault(other, Map.of()).containsValue(found);
            if (mutual) {
                best.put(found.left() + " " + found.right(), found);
            }
        }));
        return best.values().stream()
                .sorted(Comparator.comparingDouble((Found found) -> -found.score())
                        .thenComparingLong(Found::left))
                .toList();
    }

    private static void keep(Map<Long, Map<String, Found>> ofSku, Found found, Good left, Good right) {
        Comparator<Found> byScore = Comparator.comparingDouble(Found::score);
        ofSku.computeIfAbsent(left.sku(), key -> new HashMap<>())
                .merge(right.supplier(), found, (a, b) -> byScore.compare(a, b) >= 0 ? a : b);
        ofSku.computeIfAbsent(right.sku(), key -> new HashMap<>())
                .merge(left.supplier(), found, (a, b) -> byScore.compare(a, b) >= 0 ? a : b);
    }

    private Set<Integer> candidates(int index) {
        Known known = all.get(index);
        Set<Integer> candidates = new HashSet<>();
        String gtin = known.good().gtin();
        if (gtin != null) {
            candidates.addAll(byGtin.getOrDefault(padded(gtin), List.of()));
        }
        for (String word : new HashSet<>(known.words())) {
            List<Integer> others = holders.getOrDefault(word, List.of());
            if (others.size() <= MOST_HOLDERS) {
                candidates.addAll(others);
            }
        }
        return candidates;
    }

    private @Nullable Found compare(Known left, Known right) {
        Good a = left.good();
        Good b = right.good();
        if (a.supplier().equals(b.supplier())) {
            return null;
        }
        if (a.gtin() != null && b.gtin() != null) {
            return padded(a.gtin()).equals(padded(b.gtin())) ? new Found(a.sku(), b.sku(), 0.99, "gtin") : null;
        }
        boolean otherPack =
                a.amount() != null && b.amount() != null && !a.amount().equals(b.amount());
        boolean bothModels = !left.models().isEmpty() && !right.models().isEmpty();
        boolean sameModel = left.models().stream().anyMatch(right.models()::contains);
        if (otherPack || bothModels && !sameModel) {
            return null;
        }
        double score = corpus.softCosine(left.words(), right.words());
        boolean otherBrand =
                !a.brand().isBlank() && !b.brand().isBlank() && !a.brand().equalsIgnoreCase(b.brand());
        score += sameModel ? MODEL_BONUS : 0;
        score -= otherBrand ? BRAND_MALUS : 0;
        score -= farApart(a.priceMinor(), b.priceMinor()) ? PRICE_MALUS : 0;
        double bounded = Math.clamp(score, 0, 0.98);
        return bounded < LEAST ? null : new Found(a.sku(), b.sku(), bounded, sameModel ? "model" : "title");
    }

    private static boolean farApart(@Nullable Long left, @Nullable Long right) {
        return left != null && right != null && (left > 2 * right || right > 2 * left);
    }
}

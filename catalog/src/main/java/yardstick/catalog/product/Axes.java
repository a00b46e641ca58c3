package yardstick.catalog.product;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import yardstick.catalog.ProductOptions;
import yardstick.catalog.SkuId;

/**
 * Finds the attributes that tell the variants of a product apart. Attributes with few values come first (a shopper chooses
 * among five colours and four sizes rather than among twenty weights); one that the others already decide is no choice.
 */
final class Axes {

    private Axes() {}

    /** @param attributes names and values to read of every SKU, in display order */
    static ProductOptions of(Map<SkuId, Map<String, String>> attributes) {
        if (attributes.size() < 2) {
            return ProductOptions.NONE;
        }
        Map<SkuId, Map<String, String>> skus = new TreeMap<>(Comparator.comparingLong(SkuId::value));
        skus.putAll(attributes);
        Map<String, Set<String>> values = shared(skus);
        List<String> axes = enough(skus, values);
        if (axes.isEmpty()) {
            return ProductOptions.NONE;
        }
        Map<SkuId, List<String>> of = new HashMap<>(skus.size() * 2);
        skus.forEach((sku, each) -> of.put(sku, key(each, axes)));
        return new ProductOptions(
                axes.stream()
                        .map(name -> new ProductOptions.Axis(name, List.copyOf(values.getOrDefault(name, Set.of()))))
                        .toList(),
                Map.copyOf(of));
    }

    /** Names that every SKU has and that differ, with their values in the order in which the SKUs were made. */
    private static Map<String, Set<String>> shared(Map<SkuId, Map<String, String>> skus) {
        Map<String, Set<String>> values = new LinkedHashMap<>();
        Map<String, Integer> having = new HashMap<>();
        for (Map<String, String> each : skus.values()) {
            each.forEach((name, value) -> {
                values.computeIfAbsent(name, n -> new LinkedHashSet<>()).add(value);
                having.merge(name, 1, Integer::sum);
            });
        }
        values.entrySet()
                .removeIf(entry -> entry.getValue().size() < 2 || having.getOrDefault(entry.getKey(), 0) < skus.size());
        return values;
    }

    /** The fewest and shortest axes whose values name every SKU, in display order; empty when no axes do. */
    private static List<String> enough(Map<SkuId, Map<String, String>> skus, Map<String, Set<String>> values) {
        List<String> candidates = values.keySet().stream()
                .sorted(Comparator.comparingInt(
                        name -> values.getOrDefault(name, Set.of()).size()))
                .toList();
        List<String> chosen = new ArrayList<>();
        int told = 1;
        for (String name : candidates) {
            if (told == skus.size()) {
                break;
            }
            chosen.add(name);
            int now = combinations(skus, chosen);
            if (now == told) {
                chosen.removeLast();
            }
            told = now;
        }
        if (told < skus.size()) {
            return List.of();
        }
        for (String name : List.copyOf(chosen).reversed()) {
            List<String> without =
                    chosen.stream().filter(each -> !each.equals(name)).toList();
            if (!without.isEmpty() && combinations(skus, without) == skus.size()) {
                chosen.remove(name);
            }
        }
        return values.keySet().stream().filter(chosen::contains).toList();
    }

    private static int combinations(Map<SkuId, Map<String, String>> skus, List<String> axes) {
        Set<List<String>> seen = new HashSet<>();
        skus.values().forEach(each -> seen.add(key(each, axes)));
        return seen.size();
    }

    private static List<String> key(Map<String, String> attributes, List<String> axes) {
        return axes.stream().map(name -> attributes.getOrDefault(name, "")).toList();
    }
}

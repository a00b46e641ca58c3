package yardstick.web.demo;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import yardstick.web.demo.DemoOrder.Line;

/** What goes into a basket: something wanted, what belongs with it, and what was used up since last time. */
final class Baskets {

    private static final double REPLENISHES = 0.6;
    private static final double COMPANION = 0.42;
    private static final double SECOND_WISH = 0.45;
    private static final double ONE_MORE = 0.7;
    private static final int FEWEST_LINES = 3;
    private static final int MOST_LINES = 4;
    private static final long SEVERAL_BELOW_MINOR = 4_000;

    private final List<DemoProduct> products;
    private final Map<String, DemoProduct> byCode;

    Baskets(List<DemoProduct> products) {
        this.products = products;
        this.byCode = products.stream().collect(Collectors.toMap(DemoProduct::code, product -> product));
    }

    /** @param earlier what this shopper bought before */
    List<Line> fill(List<Line> earlier, Random random) {
        Map<DemoProduct, Integer> basket = new LinkedHashMap<>();
        DemoProduct wanted = wish(random);
        List<Line> used =
                earlier.stream().filter(line -> line.product().consumable()).toList();
        if (!used.isEmpty() && random.nextDouble() < REPLENISHES) {
            wanted = used.get(random.nextInt(used.size())).product();
        }
        put(basket, wanted, random);
        if (random.nextDouble() < SECOND_WISH) {
            put(basket, wish(random), random);
        }
        for (DemoProduct product : List.copyOf(basket.keySet())) {
            for (String companion : product.companions()) {
                if (basket.size() < MOST_LINES && random.nextDouble() < COMPANION) {
                    put(basket, product(companion), random);
                }
            }
        }
        while (basket.size() < FEWEST_LINES && random.nextDouble() < ONE_MORE) {
            put(basket, wish(random), random);
        }
        return basket.entrySet().stream()
                .map(entry -> new Line(entry.getKey(), entry.getValue()))
                .toList();
    }

    private void put(Map<DemoProduct, Integer> basket, DemoProduct product, Random random) {
        int most = product.consumable() && product.priceMinor() < SEVERAL_BELOW_MINOR ? 3 : 1;
        basket.putIfAbsent(product, 1 + random.nextInt(most));
    }

    /** A product by demand. */
    DemoProduct wish(Random random) {
        int at = random.nextInt(products.stream().mapToInt(DemoProduct::weight).sum());
        for (DemoProduct product : products) {
            at -= product.weight();
            if (at < 0) {
                return product;
            }
        }
        throw new IllegalStateException("weights do not add up");
    }

    /** Something that belongs with the basket, is not in it and costs no more than the limit; null when there is none. */
    @Nullable DemoProduct addOn(List<Line> basket, long limitMinor, Random random) {
        Predicate<DemoProduct> fits = product -> product.priceMinor() <= limitMinor
                && basket.stream().noneMatch(line -> line.product().equals(product));
        List<DemoProduct> choices = new ArrayList<>();
        for (Line line : basket) {
            line.product().companions().stream().map(this::product).filter(fits).forEach(choices::add);
        }
        return choices.isEmpty() ? null : choices.get(random.nextInt(choices.size()));
    }

    private DemoProduct product(String code) {
        return Objects.requireNonNull(byCode.get(code), code);
    }
}

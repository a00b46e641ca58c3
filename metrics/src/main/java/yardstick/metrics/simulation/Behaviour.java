package yardstick.metrics.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.ConcurrentHashMap;

/**
 * What a shopper does, given what the shop shows: visits on some days, and in each visit a walk from page to product to
 * cart to checkout to order. Shoppers differ in how often they come, how readily they buy and how much they spend.
 *
 * @param carts multiplies the chance that a product ends in the cart, {@code orders} that a checkout ends in an order
 * @param amount multiplies what is spent, {@code again} the chance to come back after an order
 */
record Behaviour(double carts, double orders, double amount, double again) {

    static final Behaviour USUAL = new Behaviour(1, 1, 1, 1);

    private static final double[] STEPS = {0.7, 0.4, 0.65, 0.75};

    private static final Map<Asked, Map<String, Double>> KNOWN = new ConcurrentHashMap<>();

    private record Asked(Behaviour behaviour, long seed, int shoppers, Span span) {}

    /** Days on which new shoppers arrive, and days they are looked at. */
    record Span(int arrivals, int days) {}

    /** @param steps reached: 0 page, 1 product, 2 cart, 3 checkout, 4 order */
    record Visit(int day, int second, int steps, long amountMinor) {}

    Behaviour times(Behaviour other) {
        return new Behaviour(carts * other.carts, orders * other.orders, amount * other.amount, again * other.again);
    }

    List<Visit> life(SplittableRandom random, int arrival, int days) {
        double readiness = 0.6 + 0.8 * random.nextDouble();
        double comesBack = 0.02 + 0.06 * random.nextDouble();
        double purse = 8_000 * Math.exp(0.5 * gauss(random));
        List<Visit> visits = new ArrayList<>();
        boolean bought = false;
        for (int day = arrival; day < days; day++) {
            // As many draws on every path, so that two behaviours can be compared shopper by shopper.
            double comes = random.nextDouble();
            double[] luck = {random.nextDouble(), random.nextDouble(), random.nextDouble(), random.nextDouble()};
            double spends = purse * Math.exp(0.4 * gauss(random));
            int second = 3_600 + random.nextInt(70_000);
            double chance = bought ? Math.min(1, comesBack * 2 * again) : comesBack;
            if (day == arrival || comes < chance) {
                int steps = steps(luck, readiness);
                visits.add(new Visit(day, second, steps, steps == 4 ? Math.round(spends * amount) : 0));
                bought |= steps == 4;
            }
        }
        return visits;
    }

    private int steps(double[] luck, double readiness) {
        double[] factor = {1, carts * readiness, 1, orders};
        for (int step = 0; step < 4; step++) {
            if (luck[step] >= Math.min(1, STEPS[step] * factor[step])) {
                return step;
            }
        }
        return 4;
    }

    private static double gauss(SplittableRandom random) {
        double sum = -6;
        for (int i = 0; i < 12; i++) {
            sum += random.nextDouble();
        }
        return sum;
    }

    /**
     * The metrics of many lives under this behaviour: revenue per order, orders per visit, repeat buyers per buyer,
     * revenue and orders per visitor.
     */
    Map<String, Double> metrics(long seed, int shoppers, Span span) {
        return KNOWN.computeIfAbsent(new Asked(this, seed, shoppers, span), asked -> compute(seed, shoppers, span));
    }

    private Map<String, Double> compute(long seed, int shoppers, Span span) {
        double[] sums = new double[5];
        for (int i = 0; i < shoppers; i++) {
            List<Visit> life = life(new SplittableRandom(seed * 1_000_003 + i), i % span.arrivals(), span.days());
            long orders = life.stream().filter(visit -> visit.steps() == 4).count();
            sums[0] += life.stream().mapToLong(Visit::amountMinor).sum();
            sums[1] += orders;
            sums[2] += life.size();
            sums[3] += orders >= 1 ? 1 : 0;
            sums[4] += orders >= 2 ? 1 : 0;
        }
        return Map.of(
                "atv", sums[0] / sums[1],
                "cvr", sums[1] / sums[2],
                "rpr", sums[4] / sums[3],
                "revenue_per_visitor", sums[0] / shoppers,
                "orders_per_visitor", sums[1] / shoppers);
    }
}

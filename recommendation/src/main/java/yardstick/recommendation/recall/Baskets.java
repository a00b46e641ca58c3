package yardstick.recommendation.recall;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import yardstick.catalog.SkuId;

/**
 * All baskets as flat arrays: four bytes per line in each direction, so ten million order lines take 80 MB. Pairs are
 * counted SKU by SKU into one array and never all at once.
 *
 * <p>Orders of one SKU count as orders with it; orders of more than {@link #LARGEST} different SKUs are stocking up
 * rather than a choice of things that go together, and are left out of every count.
 */
final class Baskets {

    static final int LARGEST = 100;
    static final int NEIGHBOURS = 50;
    private static final int SUPPORT = 2;
    private static final double SHRINKAGE = 5;
    private static final Comparator<Pair> BEST_FIRST = Comparator.comparingDouble(Pair::score)
            .reversed()
            .thenComparing(Comparator.comparingInt(Pair::together).reversed())
            .thenComparingLong(Pair::other);

    private final Map<Long, Integer> indexes = new HashMap<>();
    private long[] skus = new long[1024];
    private int[] orders = new int[1024];
    private int[] lines = new int[1 << 16];
    private int[] ends = new int[1 << 12];
    private int size;
    private int count;
    private int[] postings = new int[0];
    private int[] postingEnds = new int[0];

    void add(List<SkuId> basket) {
        if (basket.isEmpty() || basket.size() > LARGEST) {
            return;
        }
        int start = size;
        for (SkuId sku : basket) {
            append(index(sku.value()), start);
        }
        if (count == ends.length) {
            ends = Arrays.copyOf(ends, count * 2);
        }
        ends[count++] = size;
    }

    private void append(int sku, int start) {
        for (int i = start; i < size; i++) {
            if (lines[i] == sku) {
                return;
            }
        }
        if (size == lines.length) {
            lines = Arrays.copyOf(lines, size * 2);
        }
        lines[size++] = sku;
        orders[sku]++;
    }

    private int index(long sku) {
        Integer known = indexes.get(sku);
        if (known != null) {
            return known;
        }
        int index = indexes.size();
        if (index == skus.length) {
            skus = Arrays.copyOf(skus, index * 2);
            orders = Arrays.copyOf(orders, index * 2);
        }
        skus[index] = sku;
        indexes.put(sku, index);
        return index;
    }

    int count() {
        return count;
    }

    int skus() {
        return indexes.size();
    }

    /** Indexes of all SKUs, by ascending id. */
    int[] bySku() {
        return indexes.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .mapToInt(Map.Entry::getValue)
                .toArray();
    }

    long sku(int index) {
        return skus[index];
    }

    /** Turns baskets by order into orders by SKU; afterwards no basket may be added. */
    void seal() {
        postings = new int[size];
        postingEnds = new int[indexes.size()];
        int sum = 0;
        for (int sku = 0; sku < postingEnds.length; sku++) {
            postingEnds[sku] = sum;
            sum += orders[sku];
        }
        for (int basket = 0; basket < count; basket++) {
            for (int line = start(ends, basket); line < ends[basket]; line++) {
                postings[postingEnds[lines[line]]++] = basket;
            }
        }
    }

    private static int start(int[] ends, int index) {
        return index == 0 ? 0 : ends[index - 1];
    }

    /**
     * The best others of one SKU, best first.
     *
     * @param together zeros, one per SKU; zeros again on return
     */
    List<Pair> neighbours(int sku, int[] together) {
        int[] met = new int[16];
        int others = 0;
        for (int posting = start(postingEnds, sku); posting < postingEnds[sku]; posting++) {
            int basket = postings[posting];
            for (int line = start(ends, basket); line < ends[basket]; line++) {
                if (together[lines[line]]++ == 0) {
                    met = others == met.length ? Arrays.copyOf(met, others * 2) : met;
                    met[others++] = lines[line];
                }
            }
        }
        List<Pair> pairs = new ArrayList<>();
        for (int i = 0; i < others; i++) {
            int other = met[i];
            if (other != sku && together[other] >= SUPPORT) {
                pairs.add(pair(sku, other, together[other]));
            }
            together[other] = 0;
        }
        pairs.sort(BEST_FIRST);
        return pairs.subList(0, Math.min(NEIGHBOURS, pairs.size()));
    }

    private Pair pair(int sku, int other, int together) {
        double score = score(together, orders[sku], orders[other], count);
        return new Pair(skus[sku], skus[other], together, orders[sku], orders[other], score);
    }

    /**
     * Lift shrunk towards 1, so that two orders out of two do not beat 200 out of 400: (n + k) / (e + k), where n is
     * orders with both, e = a b / N the number expected by chance, k = 5. It is the posterior mean of the ratio n / e
     * under a gamma prior with mean 1 (DuMouchel 1999, Bayesian data mining in large frequency tables). Worked example:
     * n = 200, a = 400, b = 500, N = 20,000: e = 10, score = 205 / 15 = 13.7.
     */
    static double score(int together, int skuOrders, int otherOrders, int baskets) {
        double expected = (double) skuOrders * otherOrders / baskets;
        return (together + SHRINKAGE) / (expected + SHRINKAGE);
    }
}

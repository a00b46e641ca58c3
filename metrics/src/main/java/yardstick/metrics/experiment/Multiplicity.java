package yardstick.metrics.experiment;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/** Adjusted p-values of several metrics. The primary metric is not among them: it keeps its own alpha. */
public final class Multiplicity {

    private Multiplicity() {}

    /** Holm 1979: the chance of any false claim among them stays at alpha. */
    public static double[] holm(double[] p) {
        int[] order = ascending(p);
        double[] adjusted = new double[p.length];
        double most = 0;
        for (int rank = 0; rank < order.length; rank++) {
            most = Math.max(most, Math.min(1, (p.length - rank) * p[order[rank]]));
            adjusted[order[rank]] = most;
        }
        return adjusted;
    }

    /** Benjamini and Hochberg 1995: the expected share of false claims among the claims stays at alpha. */
    public static double[] benjaminiHochberg(double[] p) {
        int[] order = ascending(p);
        double[] adjusted = new double[p.length];
        double least = 1;
        for (int rank = order.length - 1; rank >= 0; rank--) {
            least = Math.min(least, p.length * p[order[rank]] / (rank + 1));
            adjusted[order[rank]] = least;
        }
        return adjusted;
    }

    private static int[] ascending(double[] p) {
        return IntStream.range(0, p.length)
                .boxed()
                .sorted(Comparator.comparingDouble(i -> p[i]))
                .mapToInt(Integer::intValue)
                .toArray();
    }

    /** The confidence at which an interval of a family of this size is shown so that all of them hold together. */
    public static double confidence(double confidence, int family) {
        return 1 - (1 - confidence) / Math.max(1, family);
    }

    static double[] sorted(double[] values) {
        double[] copy = values.clone();
        Arrays.sort(copy);
        return copy;
    }
}

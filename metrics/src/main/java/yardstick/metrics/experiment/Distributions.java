package yardstick.metrics.experiment;

/**
 * Tail areas and quantiles of the normal, Student's t and chi-squared distributions, from the incomplete gamma and
 * beta functions. Series and continued fractions: NIST Digital Library of Mathematical Functions 8.7.1, 8.9.2, 8.17.22;
 * log-gamma: Lanczos (1964). Relative accuracy about 1e-13.
 */
public final class Distributions {

    private static final double[] LANCZOS = {
        0.99999999999980993,
        676.5203681218851,
        -1259.1392167224028,
        771.32342877765313,
        -176.61502916214059,
        12.507343278686905,
        -0.13857109526572012,
        9.9843695780195716e-6,
        1.5056327351493116e-7
    };
    private static final double TINY = 1e-300;
    private static final double PRECISION = 1e-16;
    private static final int STEPS = 10_000;

    private Distributions() {}

    /** P(Z <= z). */
    public static double normal(double z) {
        double tail = 0.5 * upperGamma(0.5, z * z / 2);
        return z > 0 ? 1 - tail : tail;
    }

    /** P(|Z| >= |z|). */
    public static double normalTwoSided(double z) {
        return upperGamma(0.5, z * z / 2);
    }

    /** z with P(Z <= z) = p, 0 < p < 1: Abramowitz and Stegun 26.2.23, then Halley's iteration. */
    public static double normalQuantile(double p) {
        if (p <= 0 || p >= 1) {
            throw new IllegalArgumentException("a probability strictly between 0 and 1, not " + p);
        }
        if (p > 0.5) {
            return -normalQuantile(1 - p);
        }
        double t = Math.sqrt(-2 * Math.log(p));
        double z = -(t
                - (2.515517 + t * (0.802853 + t * 0.010328)) / (1 + t * (1.432788 + t * (0.189269 + t * 0.001308))));
        for (int i = 0; i < 4; i++) {
            double step = (normal(z) - p) * Math.sqrt(2 * Math.PI) * Math.exp(z * z / 2);
            z -= step / (1 + z * step / 2);
        }
        return z;
    }

    /** P(chi-squared >= x). */
    public static double chiSquaredTail(double x, double degrees) {
        return x <= 0 ? 1 : upperGamma(degrees / 2, x / 2);
    }

    /** P(|T| >= |t|); infinite degrees of freedom mean the normal distribution. */
    public static double studentTwoSided(double t, double degrees) {
        return Double.isInfinite(degrees)
                ? normalTwoSided(t)
                : incompleteBeta(degrees / 2, 0.5, degrees / (degrees + t * t));
    }

    /** P(T <= t). */
    public static double student(double t, double degrees) {
        double tail = studentTwoSided(t, degrees) / 2;
        return t > 0 ? 1 - tail : tail;
    }

    /** t with P(T <= t) = p: Cornish-Fisher start (Abramowitz and Stegun 26.7.5), then a bracketed Newton iteration. */
    public static double studentQuantile(double p, double degrees) {
        double z = normalQuantile(p);
        if (Double.isInfinite(degrees)) {
            return z;
        }
        if (p < 0.5) {
            return -studentQuantile(1 - p, degrees);
        }
        double t = z
                + (z * z * z + z) / (4 * degrees)
                + (5 * Math.pow(z, 5) + 16 * z * z * z + 3 * z) / (96 * degrees * degrees);
        double low = 0;
        double high = Double.MAX_VALUE;
        for (int i = 0; i < 200; i++) {
            double miss = student(t, degrees) - p;
            if (miss > 0) {
                high = Math.min(high, t);
            } else {
                low = Math.max(low, t);
            }
            double next = t - miss / studentDensity(t, degrees);
            if (!(next > low && next < high)) {
                next = high == Double.MAX_VALUE ? 2 * low + 1 : (low + high) / 2;
            }
            if (Math.abs(next - t) <= 1e-14 * Math.abs(t)) {
                return next;
            }
            t = next;
        }
        return t;
    }

    private static double studentDensity(double t, double degrees) {
        return Math.exp(logGamma((degrees + 1) / 2)
                - logGamma(degrees / 2)
                - Math.log(degrees * Math.PI) / 2
                - (degrees + 1) / 2 * Math.log1p(t * t / degrees));
    }

    static double logGamma(double x) {
        if (x < 0.5) {
            return Math.log(Math.PI / Math.sin(Math.PI * x)) - logGamma(1 - x);
        }
        double sum = LANCZOS[0];
        for (int i = 1; i < LANCZOS.length; i++) {
            sum += LANCZOS[i] / (x - 1 + i);
        }
        double base = x - 1 + 7.5;
        return Math.log(2 * Math.PI) / 2 + (x - 0.5) * Math.log(base) - base + Math.log(sum);
    }

    /** Q(a, x), the regularised upper incomplete gamma function. */
    static double upperGamma(double a, double x) {
        if (x <= 0) {
            return 1;
        }
        double factor = Math.exp(a * Math.log(x) - x - logGamma(a));
        return x < a + 1 ? 1 - factor * gammaSeries(a, x) : factor * gammaFraction(a, x);
    }

    private static double gammaSeries(double a, double x) {
        double term = 1 / a;
        double sum = term;
        for (int n = 1; n < STEPS && term > sum * PRECISION; n++) {
            term *= x / (a + n);
            sum += term;
        }
        return sum;
    }

    private static double gammaFraction(double a, double x) {
        double b = x + 1 - a;
        double c = 1 / TINY;
        double d = 1 / b;
        double fraction = d;
        for (int n = 1; n < STEPS; n++) {
            double an = -n * (n - a);
            b += 2;
            d = 1 / away(an * d + b);
            c = away(b + an / c);
            fraction *= d * c;
            if (Math.abs(d * c - 1) < PRECISION) {
                break;
            }
        }
        return fraction;
    }

    /** I_x(a, b), the regularised incomplete beta function. */
    static double incompleteBeta(double a, double b, double x) {
        if (x <= 0 || x >= 1) {
            return x <= 0 ? 0 : 1;
        }
        double factor = Math.exp(logGamma(a + b) - logGamma(a) - logGamma(b) + a * Math.log(x) + b * Math.log1p(-x));
        return x < (a + 1) / (a + b + 2)
                ? factor * betaFraction(a, b, x) / a
                : 1 - factor * betaFraction(b, a, 1 - x) / b;
    }

    private static double betaFraction(double a, double b, double x) {
        double c = 1;
        double d = 1 / away(1 - (a + b) * x / (a + 1));
        double fraction = d;
        for (int m = 1; m < STEPS; m++) {
            double even = m * (b - m) * x / ((a + 2 * m - 1) * (a + 2 * m));
            d = 1 / away(1 + even * d);
            c = away(1 + even / c);
            fraction *= d * c;
            double odd = -(a + m) * (a + b + m) * x / ((a + 2 * m) * (a + 2 * m + 1));
            d = 1 / away(1 + odd * d);
            c = away(1 + odd / c);
            fraction *= d * c;
            if (Math.abs(d * c - 1) < PRECISION) {
                break;
            }
        }
        return fraction;
    }

    private static double away(double value) {
        return Math.abs(value) < TINY ? TINY : value;
    }
}

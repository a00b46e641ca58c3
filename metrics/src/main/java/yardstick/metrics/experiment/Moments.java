package yardstick.metrics.experiment;

import java.util.Optional;

/** Sufficient statistics of one variable over {@code n} units. */
public record Moments(double n, double sum, double sumOfSquares) {

    public double mean() {
        return sum / n;
    }

    /** Unbiased sample variance. */
    public double variance() {
        return Math.max(0, (sumOfSquares - sum * sum / n) / (n - 1));
    }

    /** The mean with Student's interval; empty below two units. */
    public Optional<Estimate> estimate() {
        return n < 2 ? Optional.empty() : Optional.of(new Estimate(mean(), Math.sqrt(variance() / n), n - 1));
    }

    /** The mean of a 0/1 variable with the large-sample error sqrt(p (1 - p) / n); empty below two units. */
    public Optional<Estimate> proportion() {
        double p = mean();
        return n < 2 ? Optional.empty() : Optional.of(new Estimate(p, Math.sqrt(p * (1 - p) / n), n - 1));
    }
}

package yardstick.metrics.experiment;

/**
 * The Bayesian view of an effect: a normal posterior.
 *
 * @param mean of the effect
 * @param deviation of the effect
 */
public record Belief(double mean, double deviation) {

    /** With a flat prior the posterior is the estimate itself. */
    public static Belief flat(Estimate effect) {
        return new Belief(effect.value(), effect.standardError());
    }

    /** With a normal prior: precisions add up. */
    public Belief withPrior(double priorMean, double priorDeviation) {
        double own = 1 / (deviation * deviation);
        double prior = 1 / (priorDeviation * priorDeviation);
        return new Belief((mean * own + priorMean * prior) / (own + prior), Math.sqrt(1 / (own + prior)));
    }

    /** Probability that treatment is better. */
    public double chanceToWin() {
        return Distributions.normal(z());
    }

    /** Expected loss of choosing treatment: the mean of what it is worse by, 0 where it is better. */
    public double riskOfTreatment() {
        return deviation * (density(z()) - z() * Distributions.normal(-z()));
    }

    /** Expected loss of staying with control. */
    public double riskOfControl() {
        return deviation * (density(z()) + z() * Distributions.normal(z()));
    }

    private double z() {
        return mean / deviation;
    }

    private static double density(double z) {
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI);
    }
}

package yardstick.metrics.experiment;

import java.util.List;

/**
 * Corrects the winner's curse: among many releases those that look best were also lucky. Effects are taken as draws
 * around 0 with a variance estimated from all of them by the method of moments (empirical Bayes; Efron and Morris 1973;
 * for experiments Lee and Shen 2018, "Winner's curse: bias estimation for total effects of features").
 *
 * @param between variance of true effects
 */
public record Shrinkage(double between) {

    public static Shrinkage of(List<Estimate> effects) {
        double sum = 0;
        for (Estimate effect : effects) {
            sum += effect.value() * effect.value() - effect.standardError() * effect.standardError();
        }
        return new Shrinkage(effects.isEmpty() ? 0 : Math.max(0, sum / effects.size()));
    }

    /** What the effect is expected to be, given how it looks. */
    public Estimate corrected(Estimate effect) {
        double own = effect.standardError() * effect.standardError();
        double trust = between + own == 0 ? 1 : between / (between + own);
        return Estimate.normal(trust * effect.value(), Math.sqrt(trust * own));
    }
}

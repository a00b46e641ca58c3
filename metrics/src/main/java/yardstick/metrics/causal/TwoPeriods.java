package yardstick.metrics.causal;

/**
 * Effect on the treated from two periods of a panel: outcome change, treatment and covariates (the first is the
 * constant 1) per unit. Estimators and influence functions: Sant'Anna and Zhao (2020), "Doubly robust
 * difference-in-differences estimators", theorem 1 (dr, logit and least-squares first steps); Abadie (2005) in its
 * normalised form (ipw); Heckman, Ichimura and Todd (1997) (reg).
 */
final class TwoPeriods {

    /** Which first steps are used. */
    enum Method {
        DR,
        IPW,
        REG
    }

    /** @param influence per unit, with mean 0: the estimate minus the truth is about its mean */
    record Effect(double att, double[] influence) {}

    private final double[] change;
    private final boolean[] treated;
    private final double[][] x;
    private final int n;
    private final int k;

    TwoPeriods(double[] change, boolean[] treated, double[][] x) {
        this.change = change;
        this.treated = treated;
        this.x = x;
        this.n = change.length;
        this.k = x[0].length;
    }

    Effect estimate(Method method) {
        return switch (method) {
            case DR -> doublyRobust();
            case IPW -> weighted(weights(), new double[n], new FirstStep(new double[n], new double[n][k]));
            case REG -> regression();
        };
    }

    /** Predictions or odds of a first step, and the influence of each unit on its coefficients. */
    private record FirstStep(double[] fitted, double[][] influence) {}

    private Effect doublyRobust() {
        FirstStep outcome = outcome();
        return weighted(weights(), outcome.fitted(), outcome);
    }

    /** Treated minus reweighted controls, both net of the fitted outcome change. */
    private Effect weighted(FirstStep odds, double[] fitted, FirstStep outcome) {
        double treatedShare = 0;
        double controlWeight = 0;
        double treatedSum = 0;
        double controlSum = 0;
        double[] treatedX = new double[k];
        double[] controlX = new double[k];
        for (int i = 0; i < n; i++) {
            double net = change[i] - fitted[i];
            if (treated[i]) {
                treatedShare++;
                treatedSum += net;
                Linear.add(treatedX, x[i], 1.0 / n);
            } else {
                controlWeight += odds.fitted()[i];
                controlSum += odds.fitted()[i] * net;
                Linear.add(controlX, x[i], odds.fitted()[i] / n);
            }
        }
        double treatedMean = treatedSum / treatedShare;
        double controlMean = controlSum / controlWeight;
        double[] oddsSlope = oddsSlope(odds, fitted, controlMean);
        treatedShare /= n;
        controlWeight /= n;
        double[] influence = new double[n];
        for (int i = 0; i < n; i++) {
            double net = change[i] - fitted[i];
            double own = treated[i] ? net - treatedMean : 0;
            double other = treated[i] ? 0 : odds.fitted()[i] * (net - controlMean);
            double fromOutcome = Linear.dot(outcome.influence()[i], treatedX);
            double control =
                    other + Linear.dot(odds.influence()[i], oddsSlope) - Linear.dot(outcome.influence()[i], controlX);
            influence[i] = (own - fromOutcome) / treatedShare - control / controlWeight;
        }
        return new Effect(treatedMean - controlMean, influence);
    }

    /** How the controls' weighted mean moves with the coefficients of the odds. */
    private double[] oddsSlope(FirstStep odds, double[] fitted, double controlMean) {
        double[] slope = new double[k];
        for (int i = 0; i < n; i++) {
            if (!treated[i]) {
                Linear.add(slope, x[i], odds.fitted()[i] * (change[i] - fitted[i] - controlMean) / n);
            }
        }
        return slope;
    }

    private Effect regression() {
        FirstStep outcome = outcome();
        double count = 0;
        double own = 0;
        double fitted = 0;
        double[] treatedX = new double[k];
        for (int i = 0; i < n; i++) {
            if (treated[i]) {
                count++;
                own += change[i];
                fitted += outcome.fitted()[i];
                Linear.add(treatedX, x[i], 1.0 / n);
            }
        }
        double share = count / n;
        double[] influence = new double[n];
        for (int i = 0; i < n; i++) {
            double direct = treated[i] ? change[i] - own / count - (outcome.fitted()[i] - fitted / count) : 0;
            influence[i] = (direct - Linear.dot(outcome.influence()[i], treatedX)) / share;
        }
        return new Effect(own / count - fitted / count, influence);
    }

    /** Least squares of the change on the covariates among controls. */
    private FirstStep outcome() {
        double[][] gram = new double[k][k];
        double[] moment = new double[k];
        for (int i = 0; i < n; i++) {
            if (!treated[i]) {
                Linear.addOuter(gram, x[i], 1.0 / n);
                Linear.add(moment, x[i], change[i] / n);
            }
        }
        double[][] inverse = Linear.inverse(gram);
        double[] beta = Linear.times(inverse, moment);
        double[] fitted = new double[n];
        double[][] influence = new double[n][];
        for (int i = 0; i < n; i++) {
            fitted[i] = Linear.dot(x[i], beta);
            double[] score = new double[k];
            if (!treated[i]) {
                Linear.add(score, x[i], change[i] - fitted[i]);
            }
            influence[i] = Linear.times(inverse, score);
        }
        return new FirstStep(fitted, influence);
    }

    /** Odds of treatment from a logit fitted by Newton's method. */
    private FirstStep weights() {
        double[] beta = new double[k];
        double[][] inverse = new double[k][k];
        for (int round = 0; round < 100; round++) {
            double[][] information = new double[k][k];
            double[] score = new double[k];
            for (int i = 0; i < n; i++) {
                double p = logistic(Linear.dot(x[i], beta));
                Linear.addOuter(information, x[i], p * (1 - p) / n);
                Linear.add(score, x[i], ((treated[i] ? 1 : 0) - p) / n);
            }
            inverse = Linear.inverse(information);
            double[] step = Linear.times(inverse, score);
            Linear.add(beta, step, 1);
            if (Math.sqrt(Linear.dot(step, step)) < 1e-13 * (1 + Math.sqrt(Linear.dot(beta, beta)))) {
                break;
            }
        }
        double[] odds = new double[n];
        double[][] influence = new double[n][];
        for (int i = 0; i < n; i++) {
            double p = logistic(Linear.dot(x[i], beta));
            odds[i] = p / (1 - p);
            double[] score = new double[k];
            Linear.add(score, x[i], (treated[i] ? 1 : 0) - p);
            influence[i] = Linear.times(inverse, score);
        }
        return new FirstStep(odds, influence);
    }

    private static double logistic(double z) {
        return 1 / (1 + Math.exp(-z));
    }
}

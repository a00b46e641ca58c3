package yardstick.metrics.experiment;

/** How often the result may be looked at before it is final, and what that costs in width. */
public sealed interface Monitoring {

    Range interval(Estimate estimate, double n, double confidence);

    double p(Estimate estimate, double n);

    /** @param looks planned number of looks, of which this is the last */
    static Monitoring of(String mode, int looks) {
        return of(mode, looks, looks);
    }

    /**
     * @param looks planned number of looks
     * @param look number of this one, from 1; looks beyond the plan are paid for by the always-valid interval
     */
    static Monitoring of(String mode, int looks, int look) {
        return switch (mode) {
            case "fixed" -> new Fixed();
            case "always" -> AlwaysValid.STANDARD;
            case "group" -> look > looks ? AlwaysValid.STANDARD : new GroupSequential(looks, Math.max(1, look));
            default -> throw new IllegalArgumentException("unknown mode " + mode);
        };
    }

    private static double z(Estimate estimate) {
        return estimate.standardError() == 0
                ? (estimate.value() == 0 ? 0 : Double.POSITIVE_INFINITY)
                : Math.abs(estimate.value()) / estimate.standardError();
    }

    /** One look. */
    record Fixed() implements Monitoring {
        @Override
        public Range interval(Estimate estimate, double n, double confidence) {
            return estimate.interval(confidence);
        }

        @Override
        public double p(Estimate estimate, double n) {
            return estimate.p();
        }
    }

    /**
     * Any number of looks: the asymptotic confidence sequence of Waudby-Smith, Arbour, Sinha, Kennedy and Ramdas
     * (2021), eq. 9, two-sided; narrowest near {@code tuning} units.
     */
    record AlwaysValid(double tuning) implements Monitoring {

        static final AlwaysValid STANDARD = new AlwaysValid(5_000);

        @Override
        public Range interval(Estimate estimate, double n, double confidence) {
            double reach = factor(n, 1 - confidence) * estimate.standardError();
            return new Range(estimate.value() - reach, estimate.value() + reach);
        }

        /** Half-width in standard errors. */
        double factor(double n, double alpha) {
            double rho = rhoSquared(alpha) * n;
            return Math.sqrt(2 * (rho + 1) / rho * Math.log(Math.sqrt(rho + 1) / alpha));
        }

        private double rhoSquared(double alpha) {
            return (-2 * Math.log(alpha) + Math.log(-2 * Math.log(alpha) + 1)) / tuning;
        }

        /** The smallest alpha whose interval excludes 0, with the tuning of alpha = 0.05. */
        @Override
        public double p(Estimate estimate, double n) {
            double z = z(estimate);
            double rho = rhoSquared(0.05) * n;
            return Math.min(1, Math.sqrt(rho + 1) * Math.exp(-z * z * rho / (2 * (rho + 1))));
        }
    }

    /** Another mode at a share of its error: narrower alpha where its assumptions hold only nearly. */
    record Calibrated(Monitoring mode, double share) implements Monitoring {
        @Override
        public Range interval(Estimate estimate, double n, double confidence) {
            return mode.interval(estimate, n, 1 - (1 - confidence) * share);
        }

        @Override
        public double p(Estimate estimate, double n) {
            return Math.min(1, mode.p(estimate, n) / share);
        }
    }

    /** Equally spaced looks with O'Brien-Fleming-like spending. */
    record GroupSequential(int looks, int look) implements Monitoring {
        @Override
        public Range interval(Estimate estimate, double n, double confidence) {
            double reach = GroupBounds.at(looks, look, 1 - confidence) * estimate.standardError();
            return new Range(estimate.value() - reach, estimate.value() + reach);
        }

        /** The p-value at the level that was left for this look: below 0.05 exactly when the interval excludes 0. */
        @Override
        public double p(Estimate estimate, double n) {
            double stretch = Distributions.normalQuantile(0.975) / GroupBounds.at(looks, look, 0.05);
            return Distributions.normalTwoSided(z(estimate) * stretch);
        }
    }
}

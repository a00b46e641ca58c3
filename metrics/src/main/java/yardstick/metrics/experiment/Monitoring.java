package yardstick.metrics.experiment;

/** How often the result may be looked at before it is final, and what that costs in width. */
public sealed interface Monitoring {

    Range interval(Estimate estimate, double n, double confidence);

    double p(Estimate estimate, double n);

    /** @param looks planned number of looks, of which this is the last */
    static Monitoring of(String mode, int looks) {
        return switch (mode) {
            case "fixed" -> new Fixed();
            case "always" -> new AlwaysValid(5_000);
            case "group" -> new GroupSequential(looks);
            default -> throw new IllegalArgumentException("unknown mode " + mode);
        };
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
            double z = Math.abs(estimate.value()) / estimate.standardError();
            double rho = rhoSquared(0.05) * n;
            return Math.min(1, Math.sqrt(rho + 1) * Math.exp(-z * z * rho / (2 * (rho + 1))));
        }
    }

    /** Equally spaced looks with O'Brien-Fleming-like spending; this is the last one. */
    record GroupSequential(int looks) implements Monitoring {
        @Override
        public Range interval(Estimate estimate, double n, double confidence) {
            double reach = GroupBounds.last(looks, 1 - confidence) * estimate.standardError();
            return new Range(estimate.value() - reach, estimate.value() + reach);
        }

        /** The last look's p-value at the level that was left for it. */
        @Override
        public double p(Estimate estimate, double n) {
            double z = Math.abs(estimate.value()) / estimate.standardError();
            double stretch = Distributions.normalQuantile(0.975) / GroupBounds.last(looks, 0.05);
            return Distributions.normalTwoSided(z * stretch);
        }
    }
}

package yardstick.tracking;

import java.util.Arrays;
import java.util.function.ToDoubleFunction;

/** One number per {@link Moment}. Sums of disjoint visitors or of successive days add up. */
public final class Sums {

    private final double[] values;

    private Sums(double[] values) {
        this.values = values;
    }

    public static Sums zero() {
        return new Sums(new double[Moment.values().length]);
    }

    public static Sums of(ToDoubleFunction<Moment> value) {
        return new Sums(Arrays.stream(Moment.values()).mapToDouble(value).toArray());
    }

    public double get(Moment moment) {
        return values[moment.ordinal()];
    }

    public Sums plus(Sums other) {
        double[] sum = values.clone();
        for (int i = 0; i < sum.length; i++) {
            sum[i] += other.values[i];
        }
        return new Sums(sum);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Sums sums && Arrays.equals(values, sums.values);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(values);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder();
        for (Moment moment : Moment.values()) {
            text.append(moment.column()).append('=').append(get(moment)).append(' ');
        }
        return text.toString().strip();
    }
}

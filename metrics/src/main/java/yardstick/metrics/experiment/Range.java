package yardstick.metrics.experiment;

/** An interval, both ends included. */
public record Range(double low, double high) {

    public boolean contains(double value) {
        return low <= value && value <= high;
    }
}

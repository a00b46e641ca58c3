package yardstick.catalog;

/** The one sellable, standardised variant of a product. */
public record SkuId(long value) implements Comparable<SkuId> {
    @Override
    public int compareTo(SkuId other) {
        return Long.compare(value, other.value);
    }
}

package yardstick.catalog;

import java.util.List;
import java.util.Map;

/**
 * What tells the variants of a product apart: a few axes, such as colour and size, whose values together name one SKU.
 * Without axes the variants are only told apart by their titles, or there is one.
 *
 * @param of for every SKU one value per axis, in the order of the axes; empty when there are no axes
 */
public record ProductOptions(List<Axis> axes, Map<SkuId, List<String>> of) {

    public static final ProductOptions NONE = new ProductOptions(List.of(), Map.of());

    /** @param values all that some SKU has, in the merchant's order */
    public record Axis(String name, List<String> values) {}
}

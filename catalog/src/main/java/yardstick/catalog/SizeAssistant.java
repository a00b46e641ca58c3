package yardstick.catalog;

import java.util.List;
import java.util.Optional;
import yardstick.kernel.Outcome;

/**
 * Which size of a product fits somebody, from height, weight, how it should sit, and what came back as too small or too
 * large. A taller or heavier body never gets a smaller size; when the chart or the returns say too little, there is no
 * advice. What is asked is not stored.
 */
public interface SizeAssistant {

    /** How it should sit. */
    enum Fit {
        TIGHT,
        REGULAR,
        LOOSE
    }

    /** @param height centimetres; {@code weight} kilograms */
    record Body(int height, int weight, Fit fit) {}

    /** One size of a chart; centimetres and kilograms, from and to inclusive. */
    record Row(String size, int heightFrom, int heightTo, int weightFrom, int weightTo) {}

    /** @param category path of names, {@code Clothing > Shirts} */
    record Chart(long id, String category, List<Row> rows) {}

    /** Why there is no advice; each has the text {@code catalog.size_<reason>}. */
    enum Reason {
        IMPLAUSIBLE,
        OUTSIDE,
        SHAPE,
        BETWEEN,
        RETURNS,
        NOT_MADE
    }

    /** The answer. */
    sealed interface Advice {

        /** @param shifted returns of this product moved the advice: 1 a size up, -1 a size down, 0 not */
        record Size(String size, SkuId sku, int shifted) implements Advice {}

        /** @param sizes the ones it lies between, or none */
        record Unsure(Reason reason, List<String> sizes) implements Advice {}
    }

    /** Whether the product has a chart and comes in sizes of it. */
    boolean helps(ProductPage product);

    Advice advise(ProductPage product, Body body);

    List<Chart> charts();

    /**
     * Keeps the chart of a category.
     *
     * @param lines a size per line: {@code M; 165-172; 55-63}, each size above the one before
     */
    Outcome<Long> keep(String category, String lines, String who);

    Outcome<Boolean> drop(long chart);

    Optional<Chart> chart(long id);
}

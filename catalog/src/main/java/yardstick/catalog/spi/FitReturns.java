package yardstick.catalog.spi;

import java.util.Collection;
import yardstick.catalog.SkuId;

/** How goods fitted those who bought them; implemented by orders. */
public interface FitReturns {

    /**
     * Units of some SKUs together.
     *
     * @param tooSmall came back because they were too small
     * @param tooLarge came back because they were too large
     */
    record Fits(long delivered, long tooSmall, long tooLarge) {

        public static final Fits NONE = new Fits(0, 0, 0);
    }

    /** Over all of these SKUs, in one statement. */
    Fits fits(Collection<SkuId> skus);
}

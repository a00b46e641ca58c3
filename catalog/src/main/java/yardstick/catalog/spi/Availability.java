package yardstick.catalog.spi;

import java.util.Collection;
import java.util.Map;
import yardstick.catalog.SkuId;

/** Units that can be bought now; implemented by orders. */
public interface Availability {

    /** In one statement; SKUs without stock are 0. */
    Map<SkuId, Integer> available(Collection<SkuId> skus);
}

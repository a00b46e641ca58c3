package yardstick.orders;

import java.util.Map;
import yardstick.catalog.SkuId;

/** The stock ledger. */
public interface Stock {

    /** @param onHand units in the warehouse, {@code reserved} of them promised to unpaid or unshipped orders */
    record Level(int onHand, int reserved) {
        public int available() {
            return onHand - reserved;
        }
    }

    Level level(SkuId sku);

    /** Sets units on hand by an adjustment movement, never below what is reserved. */
    void count(Map<SkuId, Integer> onHand, String reason);
}

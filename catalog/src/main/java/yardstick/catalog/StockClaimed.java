package yardstick.catalog;

import java.time.Instant;
import java.util.Map;

/**
 * A supplier file states how many units there were at an instant; orders sets its stock ledger to that and to what has
 * moved since.
 */
public record StockClaimed(String source, Map<SkuId, Integer> onHand, Instant at) {}

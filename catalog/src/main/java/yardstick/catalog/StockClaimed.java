package yardstick.catalog;

import java.util.Map;

/** A supplier file states how many units there are; orders sets its stock ledger accordingly. */
public record StockClaimed(String source, Map<SkuId, Integer> onHand) {}

package yardstick.recommendation.recall;

/**
 * Two SKUs bought in the same order.
 *
 * @param together orders with both
 * @param skuOrders orders with the first
 * @param otherOrders orders with the second
 * @param score see {@link Baskets#score}
 */
record Pair(long sku, long other, int together, int skuOrders, int otherOrders, double score) {}

package yardstick.web;

import java.util.EnumSet;
import java.util.Set;
import yardstick.catalog.SkuId;
import yardstick.orders.Order;

/** Whether an order shows that its holder bought something and kept it. */
public final class PurchaseProof {

    private static final Set<Order.State> KEPT =
            EnumSet.of(Order.State.PAID, Order.State.SHIPPED, Order.State.DELIVERED);

    private PurchaseProof() {}

    public static boolean of(Order order, Set<SkuId> skus) {
        return KEPT.contains(order.state())
                && order.lines().stream().anyMatch(line -> line.sku() != null && skus.contains(line.sku()));
    }
}

package yardstick.orders.inventory;

import java.util.List;
import org.jdbi.v3.core.Handle;
import yardstick.catalog.SkuId;
import yardstick.kernel.Refusal;
import yardstick.orders.Warehousing.Component;
import yardstick.orders.cart.RefusedException;
import yardstick.orders.sql.SqlArrays;

/** What bundles are made of: of SKUs that are no bundles themselves, and that have no stock of their own. */
final class Bundles {

    private static final int MOST_PER_BUNDLE = 999;

    private Bundles() {}

    /** Waits for anybody else who changes bundles, so that no chain of bundles can come about. */
    static void define(Handle handle, SkuId bundle, List<Component> components) {
        handle.execute("LOCK TABLE orders.bundle_component IN SHARE ROW EXCLUSIVE MODE");
        refuseIf(
                handle,
                "SELECT EXISTS (SELECT FROM orders.stock_level WHERE sku = :bundle"
                        + " AND (on_hand > 0 OR outgoing > 0))",
                bundle,
                "orders.bundle_has_stock");
        refuseIf(
                handle,
                "SELECT EXISTS (SELECT FROM orders.bundle_component WHERE component = :bundle)",
                bundle,
                "orders.bundle_in_bundle");
        handle.createUpdate("DELETE FROM orders.bundle_component WHERE bundle = :bundle")
                .bind("bundle", bundle.value())
                .execute();
        components.forEach(component -> check(handle, bundle, component));
        SqlArrays.on(handle)
                .createUpdate("""
                        INSERT INTO orders.bundle_component (bundle, component, quantity)
                        SELECT :bundle, sku, sum(units) FROM unnest(:skus, :units) AS part(sku, units) GROUP BY sku""")
                .bind("bundle", bundle.value())
                .bindArray(
                        "skus",
                        Long.class,
                        components.stream().map(each -> each.sku().value()).toList())
                .bindArray(
                        "units",
                        Integer.class,
                        components.stream().map(Component::quantity).toList())
                .execute();
    }

    private static void check(Handle handle, SkuId bundle, Component component) {
        refuseIf(
                handle,
                "SELECT EXISTS (SELECT FROM orders.bundle_component WHERE bundle = :bundle)",
                component.sku(),
                "orders.bundle_in_bundle");
        if (component.sku().equals(bundle)) {
            throw new RefusedException(Refusal.of("orders.bundle_in_bundle"));
        }
        if (component.quantity() < 1 || component.quantity() > MOST_PER_BUNDLE) {
            throw new RefusedException(Refusal.of("orders.stock_quantity"));
        }
    }

    private static void refuseIf(Handle handle, String question, SkuId bundle, String code) {
        if (handle.createQuery(question)
                .bind("bundle", bundle.value())
                .mapTo(Boolean.class)
                .one()) {
            throw new RefusedException(Refusal.of(code));
        }
    }
}

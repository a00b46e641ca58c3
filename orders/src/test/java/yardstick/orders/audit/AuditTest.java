package yardstick.orders.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static yardstick.orders.shop.Shop.attempt;
import static yardstick.orders.shop.Shop.done;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import yardstick.catalog.SkuId;
import yardstick.orders.CartId;
import yardstick.orders.Order;
import yardstick.orders.shop.Shop;

/** Every invariant is broken once on purpose, and the checker names it. */
class AuditTest {

    private static final Shop SHOP = new Shop();

    /** What to break by hand, by the invariant that must notice. */
    private static final Map<String, String> DAMAGE = new LinkedHashMap<>();

    static {
        DAMAGE.put("stock.level_is_ledger", "UPDATE orders.stock_level SET on_hand = on_hand + 1");
        DAMAGE.put("stock.reserved_is_held", "UPDATE orders.stock_level SET reserved = reserved + 1");
        DAMAGE.put("stock.movements_follow_reservations", "DELETE FROM orders.stock_movement WHERE kind = 'SELL'");
        DAMAGE.put("stock.reservation_is_order_line", "UPDATE orders.order_line SET quantity = quantity + 1");
        DAMAGE.put("stock.reservation_follows_order", "UPDATE orders.reservation SET state = 'HELD'");
        DAMAGE.put(
                "price.order_is_sum_of_lines",
                "UPDATE orders.orders SET goods_minor = goods_minor + 1, total_minor = total_minor + 1");
        DAMAGE.put(
                "price.line_is_unit_times_quantity",
                "UPDATE orders.order_line SET unit_price_minor = unit_price_minor + 1");
        DAMAGE.put("price.discount_is_sum_of_adjustments", "DELETE FROM orders.order_adjustment");
        DAMAGE.put("price.adjustment_is_sum_of_parts", "UPDATE orders.order_adjustment SET per_line_minor = '{-1}'");
        DAMAGE.put(
                "price.quote_is_kept",
                "UPDATE orders.orders SET shipping_minor = shipping_minor + 1, total_minor = total_minor + 1");
        DAMAGE.put(
                "cart.one_order_each",
                "UPDATE orders.cart SET state = 'ORDERED', order_id = (SELECT min(id) FROM orders.orders)");
        DAMAGE.put(
                "payment.paid_order_has_one_capture",
                "UPDATE orders.orders SET state = 'PAID' WHERE state = 'PENDING_PAYMENT'");
        DAMAGE.put(
                "payment.surplus_goes_back",
                "UPDATE orders.payment_attempt SET surplus = true WHERE state = 'CAPTURED'");
        DAMAGE.put(
                "payment.captured_only_when_captured",
                "UPDATE orders.payment_attempt SET captured_minor = amount_minor - 1 WHERE state = 'CAPTURED'");
        DAMAGE.put(
                "payment.order_books_what_was_captured",
                "UPDATE orders.orders SET captured_minor = captured_minor + 1");
        DAMAGE.put(
                "payment.attempt_is_for_the_total",
                "UPDATE orders.payment_attempt SET amount_minor = amount_minor + 1");
        DAMAGE.put(
                "refund.within_capture",
                "UPDATE orders.payment_attempt SET refund_minor = refund_minor + 1 WHERE state = 'CAPTURED'");
        DAMAGE.put(
                "refund.order_books_what_went_back",
                "UPDATE orders.orders SET refunded_minor = 1 WHERE state = 'PAID'");
        DAMAGE.put(
                "refund.refunded_order_is_refunded_in_full",
                "UPDATE orders.orders SET state = 'REFUNDED' WHERE state = 'PAID'");
        DAMAGE.put(
                "history.timeline_leads_to_state",
                "DELETE FROM orders.order_event WHERE text_key = 'orders.event.paid'");
        DAMAGE.put(
                "history.movements_are_in_order",
                "UPDATE orders.stock_movement SET kind = 'RETURN' WHERE kind = 'RELEASE'");
        DAMAGE.put("history.times_match_state", "UPDATE orders.orders SET paid_at = NULL WHERE state = 'PAID'");
        DAMAGE.put(
                "age.unpaid_order_is_swept",
                "UPDATE orders.orders SET sweep_at = now() - interval '1 hour' WHERE state = 'PENDING_PAYMENT'");
        DAMAGE.put(
                "age.open_attempt_is_asked_for",
                "UPDATE orders.payment_attempt SET next_check_at = now() - interval '1 hour' WHERE state = 'CREATED'");
        DAMAGE.put(
                "age.refund_is_tried",
                "UPDATE orders.refund SET state = 'REQUESTED', completed_at = NULL, next_try_at = now() - interval '1 hour'");
    }

    /** Orders in every state: one waits, one is paid with a coupon, one is refunded, one is cancelled. */
    @BeforeAll
    static void trade() {
        SkuId sku = SHOP.sku(1, 5_000, 100);
        SHOP.halfOff.limit(10);
        SHOP.waiting(sku);
        SHOP.expire();
        SHOP.waiting(sku);
        CartId cart = SHOP.cartWith(sku, 2);
        done(SHOP.carts.enterCoupon(cart, "HALF", Shop.GUEST));
        paid(SHOP.order(SHOP.place(cart).orderToken()));
        Order refunded = SHOP.waiting(sku);
        paid(refunded);
        done(SHOP.orders.cancel(refunded.id(), "admin"));
    }

    private static void paid(Order order) {
        SHOP.gateway.pay(attempt(order));
        SHOP.payments.returned(order.token());
    }

    @AfterAll
    static void close() {
        SHOP.audit();
        SHOP.close();
    }

    @Test
    void aShopInOrderHasNothingBroken() {
        SHOP.audit();
    }

    @Test
    void everyInvariantHasItsDamage() {
        assertEquals(new TreeSet<>(Audit.names()), new TreeSet<>(DAMAGE.keySet()));
    }

    @Test
    void everyDamageIsNamed() {
        DAMAGE.forEach((invariant, damage) -> {
            Set<String> broken = brokenAfter(damage);
            assertTrue(broken.contains(invariant), () -> invariant + " was not noticed, only " + broken);
        });
    }

    private static final class UndoException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static Set<String> brokenAfter(String damage) {
        Set<String> broken = new TreeSet<>();
        try {
            SHOP.database.execute(handle -> {
                handle.execute("SET LOCAL session_replication_role = replica");
                int rows = handle.execute(damage);
                assertTrue(rows > 0, () -> "nothing to damage: " + damage);
                broken.addAll(Audit.statements().entrySet().stream()
                        .filter(each -> !handle.createQuery(each.getValue())
                                .mapTo(String.class)
                                .list()
                                .isEmpty())
                        .map(Map.Entry::getKey)
                        .collect(Collectors.toSet()));
                throw new UndoException();
            });
        } catch (UndoException e) {
            return broken;
        }
        return broken;
    }
}

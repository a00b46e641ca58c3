package yardstick.orders.checkout;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.PreparedBatch;
import yardstick.kernel.Money;
import yardstick.orders.Adjustment;
import yardstick.orders.Cart;
import yardstick.orders.OrderId;
import yardstick.orders.Shopper;
import yardstick.orders.cart.Tokens;
import yardstick.orders.json.JsonText;
import yardstick.orders.sql.SqlArrays;

/** Writes a new order with its lines and adjustments, in few statements. */
final class OrderEntry {

    private static final String INSERT = """
            INSERT INTO orders.orders
                (number, token, source, natural_key, customer_id, state, currency, goods_minor,
                 discount_minor, shipping_minor, tax_minor, total_minor, units, coupon, name, email, visitor,
                 language, address, placed_at, shipping_method, tax_included_minor, base_currency,
                 base_minor, rate, command_hash, sweep_at)
            VALUES (nextval('orders.order_number')::text, :token, 'shop', :key, :customer,
                    'PENDING_PAYMENT', :currency, :goods, :discount, :shipping, :tax, :total, :units,
                    :coupon, :name, :email, :visitor, :language, :address::jsonb, :placed, :method, :included,
                    :base_currency, :base, :rate, :hash,
                    now() + make_interval(mins => :sweep))
            RETURNING id, number, token""";

    private OrderEntry() {}

    /** @param sweepMinutes how long the order may wait for its payment */
    record Draft(
            String key,
            Cart cart,
            Shopper shopper,
            Map<String, String> address,
            Instant placedAt,
            int sweepMinutes,
            String commandHash) {}

    /** What was written. */
    record Written(OrderId id, String number, String token) {}

    static Written write(Handle handle, Draft draft) {
        Written written = insertOrder(handle, draft);
        insertLines(handle, written.id(), draft.cart());
        insertAdjustments(handle, written.id(), draft.cart().adjustments());
        return written;
    }

    private static Written insertOrder(Handle handle, Draft draft) {
        Cart cart = draft.cart();
        Shopper shopper = draft.shopper();
        Cart.Rate rate = cart.terms().rate();
        Money discount = cart.adjustments().stream()
                .map(Adjustment::amount)
                .reduce(Money.zero(cart.goods().currency()), Money::plus)
                .negated();
        return handle.createQuery(INSERT)
                .bind("token", Tokens.next())
                .bind("key", draft.key())
                .bind(
                        "customer",
                        shopper.customer() == null ? null : shopper.customer().value())
                .bind("currency", cart.total().currency())
                .bind("goods", cart.goods().minor())
                .bind("discount", discount.minor())
                .bind("shipping", cart.shipping().minor())
                .bind("tax", cart.tax().minor())
                .bind("total", cart.total().minor())
                .bind("units", cart.units())
                .bind("coupon", cart.couponCode())
                .bind("name", draft.address().getOrDefault("name", ""))
                .bind("email", draft.address().get("email"))
                .bind(
                        "visitor",
                        shopper.visitor() == null ? null : shopper.visitor().value())
                .bind("language", shopper.language().code())
                .bind("address", JsonText.of(draft.address()))
                .bind("placed", draft.placedAt())
                .bind("sweep", draft.sweepMinutes())
                .bind("method", QuoteStore.method(cart))
                .bind("included", cart.terms().included().minor())
                .bind("base_currency", rate == null ? null : cart.terms().base().currency())
                .bind("base", rate == null ? null : cart.terms().base().minor())
                .bind("rate", rate == null ? null : rate.rate())
                .bind("hash", draft.commandHash())
                .map((row, context) -> new Written(new OrderId(row.getLong(1)), row.getString(2), row.getString(3)))
                .one();
    }

    /** True when the order was placed with the same submission, or before submissions were kept. */
    static boolean sameCommand(Handle handle, OrderId order, String hash) {
        return handle.createQuery("SELECT coalesce(command_hash, :hash) = :hash FROM orders.orders WHERE id = :order")
                .bind("order", order.value())
                .bind("hash", hash)
                .mapTo(Boolean.class)
                .one();
    }

    private static void insertLines(Handle handle, OrderId order, Cart cart) {
        PreparedBatch batch = handle.prepareBatch("""
                INSERT INTO orders.order_line (order_id, line_no, sku, code, slug, title, quantity, unit_price_minor,
                                               line_total_minor, discount_minor, tax_minor)
                VALUES (:order, :no, :sku, :code, :slug, :title, :quantity, :unit, :total, :discount, :tax)""");
        for (int i = 0; i < cart.lines().size(); i++) {
            Cart.Line line = cart.lines().get(i);
            int index = i;
            long discount = -cart.adjustments().stream()
                    .mapToLong(each -> each.perLine().get(index).minor())
                    .sum();
            batch.bind("order", order.value())
                    .bind("no", i + 1)
                    .bind("sku", line.sku().id().value())
                    .bind("code", line.sku().code())
                    .bind("slug", line.sku().slug())
                    .bind("title", line.sku().title())
                    .bind("quantity", line.quantity())
                    .bind("unit", line.unitPrice().minor())
                    .bind("total", line.lineTotal().minor())
                    .bind("discount", discount)
                    .bind(
                            "tax",
                            cart.terms().taxes().stream()
                                    .mapToLong(each -> each.perLine().get(index).minor())
                                    .sum())
                    .add();
        }
        batch.execute();
    }

    private static void insertAdjustments(Handle handle, OrderId order, List<Adjustment> adjustments) {
        IntStream.range(0, adjustments.size()).forEach(i -> {
            Adjustment adjustment = adjustments.get(i);
            LongStream perLine = adjustment.perLine().stream().mapToLong(Money::minor);
            SqlArrays.on(handle)
                    .createUpdate("""
                            INSERT INTO orders.order_adjustment
                                (order_id, position, source, label, amount_minor, per_line_minor)
                            VALUES (:order, :position, :source, :label, :amount, :perLine)""")
                    .bind("order", order.value())
                    .bind("position", i)
                    .bind("source", adjustment.source())
                    .bind("label", adjustment.label())
                    .bind("amount", adjustment.amount().minor())
                    .bindArray("perLine", Long.class, perLine.boxed().toList())
                    .execute();
        });
    }
}

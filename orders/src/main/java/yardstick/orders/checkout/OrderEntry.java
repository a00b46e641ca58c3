package yardstick.orders.checkout;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;
import org.jspecify.annotations.Nullable;
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
            WITH placed AS (
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
                RETURNING id, number, token),
            lines AS (
                INSERT INTO orders.order_line (order_id, line_no, sku, code, slug, title, quantity, unit_price_minor,
                                               line_total_minor, discount_minor, tax_minor)
                SELECT placed.id, line.no, line.sku, line.code, line.slug, line.title, line.quantity, line.unit,
                       line.total, line.discount, line.tax
                FROM placed, unnest(:skus, :codes, :slugs, :titles, :quantities, :prices, :totals, :discounts, :taxes)
                     WITH ORDINALITY AS line(sku, code, slug, title, quantity, unit, total, discount, tax, no)),
            closed AS (
                UPDATE orders.cart SET state = 'ORDERED', order_id = placed.id FROM placed WHERE cart.id = :cart
                RETURNING (SELECT slot_id FROM orders.pickup_choice WHERE cart_id = :cart) AS slot),
            event AS (
                INSERT INTO orders.order_event (order_id, at, actor, text_key)
                SELECT id, :placed, 'shopper', 'orders.event.placed' FROM placed)
            SELECT id, number, token, slot FROM placed LEFT JOIN closed ON true""";

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

    /**
     * What was written.
     *
     * @param slot the pick-up slot the cart chose, or null
     */
    record Written(
            OrderId id,
            String number,
            String token,
            @Nullable Long slot) {}

    /** Order, lines and the first line of its history, and the cart is closed: one statement. */
    static Written write(Handle handle, Draft draft) {
        Written written = insertOrder(handle, draft);
        insertAdjustments(handle, written.id(), draft.cart().adjustments());
        return written;
    }

    private static Written insertOrder(Handle handle, Draft draft) {
        Cart cart = draft.cart();
        Shopper shopper = draft.shopper();
        Money discount = cart.adjustments().stream()
                .map(Adjustment::amount)
                .reduce(Money.zero(cart.goods().currency()), Money::plus)
                .negated();
        Query insert = SqlArrays.on(handle)
                .createQuery(INSERT)
                .bind("token", Tokens.next())
                .bind("cart", cart.id().value())
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
                .bind("sweep", draft.sweepMinutes());
        bindTerms(insert, cart).bind("hash", draft.commandHash());
        return bindLines(insert, cart)
                .map((row, context) -> new Written(
                        new OrderId(row.getLong(1)), row.getString(2), row.getString(3), row.getObject(4, Long.class)))
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

    private static Query bindTerms(Query insert, Cart cart) {
        Cart.Rate rate = cart.terms().rate();
        return insert.bind("method", QuoteStore.method(cart))
                .bind("included", cart.terms().included().minor())
                .bind("base_currency", rate == null ? null : cart.terms().base().currency())
                .bind("base", rate == null ? null : cart.terms().base().minor())
                .bind("rate", rate == null ? null : rate.rate());
    }

    private static Query bindLines(Query insert, Cart cart) {
        List<Cart.Line> lines = cart.lines();
        return insert.bindArray(
                        "skus", Long.class, each(lines, line -> line.sku().id().value()))
                .bindArray("codes", String.class, each(lines, line -> line.sku().code()))
                .bindArray("slugs", String.class, each(lines, line -> line.sku().slug()))
                .bindArray(
                        "titles", String.class, each(lines, line -> line.sku().title()))
                .bindArray("quantities", Integer.class, each(lines, Cart.Line::quantity))
                .bindArray(
                        "prices",
                        Long.class,
                        each(lines, line -> line.unitPrice().minor()))
                .bindArray(
                        "totals",
                        Long.class,
                        each(lines, line -> line.lineTotal().minor()))
                .bindArray("discounts", Long.class, perLine(cart, Adjustment::perLine, cart.adjustments(), -1))
                .bindArray(
                        "taxes",
                        Long.class,
                        perLine(cart, Cart.Tax::perLine, cart.terms().taxes(), 1));
    }

    private static <T> List<T> each(List<Cart.Line> lines, Function<Cart.Line, T> value) {
        return lines.stream().map(value).toList();
    }

    /** What the parts come to on each line, times the sign. */
    private static <T> List<Long> perLine(Cart cart, Function<T, List<Money>> parts, List<T> all, int sign) {
        return IntStream.range(0, cart.lines().size())
                .mapToObj(i -> sign
                        * all.stream()
                                .mapToLong(each -> parts.apply(each).get(i).minor())
                                .sum())
                .toList();
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

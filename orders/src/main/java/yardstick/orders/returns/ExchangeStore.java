package yardstick.orders.returns;

import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import yardstick.catalog.Sku;
import yardstick.catalog.SkuId;
import yardstick.kernel.Language;
import yardstick.orders.AfterSale;
import yardstick.orders.Cart;
import yardstick.orders.OrderId;
import yardstick.orders.Tariffs;
import yardstick.orders.cart.Tokens;

/** Statements on the replacement orders of exchanges. */
final class ExchangeStore {

    private ExchangeStore() {}

    /** What an exchange needs to know of an order. */
    record First(Language language, String currency, String country) {}

    static First first(Handle handle, OrderId order) {
        return handle.createQuery(
                        "SELECT language, currency, address ->> 'country' FROM orders.orders WHERE id = :order")
                .bind("order", order.value())
                .map((row, context) -> {
                    String country = row.getString(3);
                    return new First(
                            Language.byCode(row.getString(1)).orElse(Language.EN),
                            row.getString(2),
                            country == null ? "" : country);
                })
                .one();
    }

    static String taxCategory(Handle handle, SkuId sku) {
        return handle.createQuery("SELECT tax_category FROM orders.sku_trait WHERE sku = :sku")
                .bind("sku", sku.value())
                .mapTo(String.class)
                .findOne()
                .orElse(Tariffs.STANDARD);
    }

    static SkuId sku(Handle handle, OrderId order) {
        return handle.createQuery("SELECT sku FROM orders.order_line WHERE order_id = :order AND line_no = 1")
                .bind("order", order.value())
                .mapTo(Long.class)
                .map(SkuId::new)
                .one();
    }

    /** @param rate of the order's currency, empty for the shop's own */
    record Draft(AfterSale.Wish wish, Sku sku, Optional<Cart.Rate> rate, Instant now, int days) {}

    static OrderId insert(Handle handle, CaseStore.Head known, Draft draft) {
        AfterSale.Wish wish = draft.wish();
        Cart.Rate rate = draft.rate().orElse(null);
        Long base = rate == null || draft.sku().price() == null
                ? null
                : draft.sku().price().times(wish.quantity()).minor();
        OrderId id = handle.createQuery("""
                        INSERT INTO orders.orders
                            (number, token, source, natural_key, customer_id, state, currency, goods_minor, tax_minor,
                             total_minor, units, name, email, visitor, language, address, placed_at, sweep_at,
                             base_currency, base_minor, rate)
                        SELECT nextval('orders.order_number')::text, :token, 'shop', 'exchange-' || :case, customer_id,
                               'PENDING_PAYMENT', currency, :goods, :tax, :goods + :tax, :units, name, email, visitor,
                               language, address, :now, now() + make_interval(days => :days), :base_currency, :base,
                               :rate
                        FROM orders.orders WHERE id = :order RETURNING id""")
                .bind("token", Tokens.next())
                .bind("case", known.id())
                .bind("goods", wish.goods().minor())
                .bind("tax", wish.tax().minor())
                .bind("units", wish.quantity())
                .bind("now", draft.now())
                .bind("days", draft.days())
                .bind("base_currency", base == null || rate == null ? null : rate.from())
                .bind("base", base)
                .bind("rate", rate == null ? null : rate.rate())
                .bind("order", known.order().value())
                .mapTo(Long.class)
                .map(OrderId::new)
                .one();
        line(handle, id, draft);
        return id;
    }

    private static void line(Handle handle, OrderId id, Draft draft) {
        AfterSale.Wish wish = draft.wish();
        handle.createUpdate("""
                        INSERT INTO orders.order_line (order_id, line_no, sku, code, slug, title, quantity,
                                                       unit_price_minor, line_total_minor, tax_minor)
                        VALUES (:order, 1, :sku, :code, :slug, :title, :quantity, :unit, :goods, :tax)""")
                .bind("order", id.value())
                .bind("sku", wish.sku().value())
                .bind("code", draft.sku().code())
                .bind("slug", draft.sku().slug())
                .bind("title", wish.title())
                .bind("quantity", wish.quantity())
                .bind("unit", wish.unitPrice().minor())
                .bind("goods", wish.goods().minor())
                .bind("tax", wish.tax().minor())
                .execute();
    }

    static void credit(Handle handle, CaseStore.Head known, OrderId id, long credit) {
        if (credit == 0) {
            return;
        }
        handle.createUpdate("""
                        UPDATE orders.orders SET discount_minor = :credit, total_minor = total_minor - :credit,
                               base_minor = round(base_minor::numeric * (total_minor - :credit) / total_minor)
                        WHERE id = :order""")
                .bind("order", id.value())
                .bind("credit", credit)
                .execute();
        handle.createUpdate("UPDATE orders.order_line SET discount_minor = :credit WHERE order_id = :order")
                .bind("order", id.value())
                .bind("credit", credit)
                .execute();
        handle.createUpdate("""
                        INSERT INTO orders.order_adjustment
                            (order_id, position, source, label, amount_minor, per_line_minor)
                        VALUES (:order, 0, :source, :number, -:credit, ARRAY[-:credit])""")
                .bind("order", id.value())
                .bind("source", Exchange.SOURCE + known.number())
                .bind("number", known.number())
                .bind("credit", credit)
                .execute();
    }

    /** The tax that is in what is left to pay. */
    static void contained(Handle handle, OrderId id, int basisPoints) {
        handle.createUpdate("""
                        UPDATE orders.orders
                        SET tax_included_minor = round(total_minor::numeric * :points / (10000 + :points))
                        WHERE id = :order""")
                .bind("order", id.value())
                .bind("points", basisPoints)
                .execute();
    }
}

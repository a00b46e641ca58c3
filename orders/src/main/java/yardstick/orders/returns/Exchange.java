package yardstick.orders.returns;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.Catalog;
import yardstick.catalog.Sku;
import yardstick.catalog.SkuId;
import yardstick.kernel.Language;
import yardstick.kernel.Money;
import yardstick.kernel.Refusal;
import yardstick.orders.AfterSale;
import yardstick.orders.AfterSales.Replacement;
import yardstick.orders.OrderId;
import yardstick.orders.book.OrderBook;
import yardstick.orders.cart.RefusedException;
import yardstick.orders.cart.Tokens;
import yardstick.orders.inventory.StockLedger;

/**
 * The replacement of an exchange is an order of its own, for what the goods cost. What went back is its first means of
 * payment; a difference is paid by the shopper like any order, and what is left over is refunded.
 */
@ApplicationScoped
class Exchange {

    static final String SOURCE = "exchange:";
    private static final int DAYS_TO_PAY = 7;

    @Inject
    Catalog catalog;

    @Inject
    StockLedger stock;

    @Inject
    OrderBook book;

    @Inject
    Clock clock;

    AfterSale.Wish wish(Handle handle, OrderBook.Head order, Replacement replacement) {
        Sku sku = sku(handle, order.id(), replacement.sku());
        Money price = sku == null ? null : sku.price();
        if (sku == null || price == null || !sku.sellable()) {
            throw new RefusedException(Refusal.of("orders.not_for_sale"));
        }
        if (replacement.quantity() < 1 || replacement.quantity() > 999) {
            throw new RefusedException(Refusal.of("orders.quantity_range"));
        }
        if (!price.currency().equals(order.total().currency())) {
            throw new RefusedException(Refusal.of("orders.not_for_sale"));
        }
        return new AfterSale.Wish(sku.id(), sku.title(), replacement.quantity(), price);
    }

    private @Nullable Sku sku(Handle handle, OrderId order, SkuId id) {
        Language language = handle.createQuery("SELECT language FROM orders.orders WHERE id = :id")
                .bind("id", order.value())
                .mapTo(String.class)
                .findOne()
                .flatMap(Language::byCode)
                .orElse(Language.EN);
        return catalog.skus(language, List.of(id)).get(id);
    }

    OrderId place(Handle handle, CaseStore.Head known, AfterSale.Wish wish, long credit) {
        Sku sku = sku(handle, known.order(), wish.sku());
        if (sku == null) {
            throw new RefusedException(Refusal.of("orders.not_for_sale"));
        }
        OrderId id = insert(handle, known, wish, credit);
        line(handle, id, wish, new Goods(sku, credit));
        TreeMap<SkuId, Integer> units = new TreeMap<>(Map.of(wish.sku(), wish.quantity()));
        if (!stock.reserve(handle, id, units, DAYS_TO_PAY * 24 * 60).isEmpty()) {
            throw new RefusedException(Refusal.of("orders.exchange_out_of_stock"));
        }
        book.note(handle, id, OrderBook.Entry.system("orders.event.placed", Map.of()));
        OrderBook.Head order = book.lock(handle, id).orElseThrow();
        if (order.total().isZero()) {
            book.paid(handle, order, "none");
        }
        book.note(
                handle,
                known.order(),
                OrderBook.Entry.system(
                        "orders.event.exchanged", Map.of("number", known.number(), "order", order.number())));
        return id;
    }

    private OrderId insert(Handle handle, CaseStore.Head known, AfterSale.Wish wish, long credit) {
        return handle.createQuery("""
                        INSERT INTO orders.orders
                            (number, token, source, natural_key, customer_id, state, currency, goods_minor, discount_minor,
                             total_minor, units, name, email, visitor, language, address, placed_at, sweep_at)
                        SELECT nextval('orders.order_number')::text, :token, 'shop', :key, customer_id, 'PENDING_PAYMENT',
                               currency, :goods, :credit, :goods - :credit, :units, name, email, visitor, language,
                               address, :now, now() + make_interval(days => :days)
                        FROM orders.orders WHERE id = :order RETURNING id""")
                .bind("token", Tokens.next())
                .bind("key", "exchange-" + known.id())
                .bind("goods", wish.total().minor())
                .bind("credit", credit)
                .bind("units", wish.quantity())
                .bind("now", clock.instant())
                .bind("days", DAYS_TO_PAY)
                .bind("order", known.order().value())
                .mapTo(Long.class)
                .map(OrderId::new)
                .one();
    }

    private record Goods(Sku sku, long credit) {}

    private static void line(Handle handle, OrderId id, AfterSale.Wish wish, Goods goods) {
        handle.createUpdate("""
                        INSERT INTO orders.order_line (order_id, line_no, sku, code, slug, title, quantity,
                                                       unit_price_minor, line_total_minor, discount_minor)
                        VALUES (:order, 1, :sku, :code, :slug, :title, :quantity, :unit, :total, :credit)""")
                .bind("order", id.value())
                .bind("sku", wish.sku().value())
                .bind("code", goods.sku().code())
                .bind("slug", goods.sku().slug())
                .bind("title", wish.title())
                .bind("quantity", wish.quantity())
                .bind("unit", wish.unitPrice().minor())
                .bind("total", wish.total().minor())
                .bind("credit", goods.credit())
                .execute();
        if (goods.credit() > 0) {
            handle.createUpdate("""
                            INSERT INTO orders.order_adjustment
                                (order_id, position, source, label, amount_minor, per_line_minor)
                            SELECT :order, 0, :source || a.number, a.number, -:credit, ARRAY[-:credit]
                            FROM orders.after_sale a
                            JOIN orders.orders o ON o.natural_key = 'exchange-' || a.id AND o.source = 'shop'
                            WHERE o.id = :order""")
                    .bind("order", id.value())
                    .bind("source", SOURCE)
                    .bind("credit", goods.credit())
                    .execute();
        }
    }
}

package yardstick.orders.returns;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.Catalog;
import yardstick.catalog.Sku;
import yardstick.catalog.SkuId;
import yardstick.kernel.Money;
import yardstick.kernel.Refusal;
import yardstick.orders.AfterSale;
import yardstick.orders.AfterSales.Replacement;
import yardstick.orders.AfterSales.Request;
import yardstick.orders.Order;
import yardstick.orders.OrderId;
import yardstick.orders.Tariffs;
import yardstick.orders.book.OrderBook;
import yardstick.orders.book.OrderHead;
import yardstick.orders.cart.RefusedException;
import yardstick.orders.inventory.StockLedger;
import yardstick.orders.quote.DefaultTariffs;

/**
 * The replacement of an exchange is an order of its own, made with the request: unpaid, at the price of that moment, its
 * units reserved. Settling makes what went back its first means of payment; a difference is then paid by the shopper like
 * any order, and what is left over is refunded. When the request ends otherwise the order ends with it.
 */
@ApplicationScoped
class Exchange {

    static final String SOURCE = "exchange:";
    private static final int DAYS_TO_SEND = 30;
    private static final int DAYS_TO_PAY = 7;

    @Inject
    Catalog catalog;

    @Inject
    DefaultTariffs tariffs;

    @Inject
    StockLedger stock;

    @Inject
    OrderBook book;

    @Inject
    Clock clock;

    /** What is wished for and what it costs in the order's currency and country; null when nothing is. */
    AfterSale.@Nullable Wish wish(Handle handle, Request request) {
        Replacement replacement = request.replacement();
        if (replacement == null) {
            return null;
        }
        ExchangeStore.First first = ExchangeStore.first(handle, request.order());
        Sku sku = catalog.skus(first.language(), List.of(replacement.sku())).get(replacement.sku());
        Money price = sku == null ? null : sku.price();
        if (sku == null || price == null || !sku.sellable()) {
            throw new RefusedException(Refusal.of("orders.not_for_sale"));
        }
        if (replacement.quantity() < 1 || replacement.quantity() > 999) {
            throw new RefusedException(Refusal.of("orders.quantity_range"));
        }
        Money unit = tariffs.show(price, first.currency());
        if (!unit.currency().equals(first.currency())) {
            throw new RefusedException(Refusal.of("orders.exchange_other_currency"));
        }
        Money goods = unit.times(replacement.quantity());
        Money tax = tax(handle, first, sku.id())
                .filter(each -> !each.included())
                .map(each -> goods.share(each.basisPoints()))
                .orElse(Money.zero(goods.currency()));
        return new AfterSale.Wish(sku.id(), sku.title(), replacement.quantity(), unit, tax);
    }

    private Optional<Tariffs.Tax> tax(Handle handle, ExchangeStore.First first, SkuId sku) {
        return tariffs.now().tax(first.country(), ExchangeStore.taxCategory(handle, sku));
    }

    /** Reserves the units at once; refused when there are not so many. */
    void hold(Handle handle, CaseStore.Head known, AfterSale.Wish wish) {
        ExchangeStore.First first = ExchangeStore.first(handle, known.order());
        Sku sku = catalog.skus(first.language(), List.of(wish.sku())).get(wish.sku());
        if (sku == null) {
            throw new RefusedException(Refusal.of("orders.not_for_sale"));
        }
        OrderId id = ExchangeStore.insert(
                handle,
                known,
                new ExchangeStore.Draft(
                        wish, sku, tariffs.now().rate(first.currency()), clock.instant(), DAYS_TO_SEND));
        TreeMap<SkuId, Integer> units = new TreeMap<>(Map.of(wish.sku(), wish.quantity()));
        if (!stock.reserve(handle, id, units, DAYS_TO_SEND * 24 * 60).isEmpty()) {
            throw new RefusedException(Refusal.of("orders.exchange_out_of_stock"));
        }
        CaseStore.replacement(handle, known, id);
        book.note(handle, id, OrderBook.Entry.system("orders.event.placed", Map.of()));
        book.note(handle, id, OrderBook.Entry.system("orders.event.held", Map.of("number", known.number())));
    }

    /** What went back pays; the rest is the shopper's to pay within days. */
    void settle(Handle handle, CaseStore.Head known, long credit) {
        OrderId id = CaseStore.replacement(handle, known)
                .orElseThrow(() -> new RefusedException(Refusal.of("orders.exchange_lapsed")));
        OrderHead held = book.lock(handle, id).orElseThrow();
        if (held.state() != Order.State.PENDING_PAYMENT) {
            throw new RefusedException(Refusal.of("orders.exchange_lapsed"));
        }
        ExchangeStore.credit(handle, known, id, credit);
        ExchangeStore.First first = ExchangeStore.first(handle, id);
        ExchangeStore.contained(
                handle,
                id,
                tax(handle, first, ExchangeStore.sku(handle, id))
                        .filter(Tariffs.Tax::included)
                        .map(Tariffs.Tax::basisPoints)
                        .orElse(0));
        book.waitLonger(handle, id, DAYS_TO_PAY * 24);
        OrderHead order = book.lock(handle, id).orElseThrow();
        if (order.total().isZero()) {
            book.paid(handle, order, "none");
        }
        book.note(
                handle,
                known.order(),
                OrderBook.Entry.system(
                        "orders.event.exchanged", Map.of("number", known.number(), "order", order.number())));
    }

    /** The request has ended: the units can be sold to others. */
    void drop(Handle handle, CaseStore.Head known) {
        CaseStore.replacement(handle, known)
                .flatMap(id -> book.lock(handle, id))
                .ifPresent(held -> book.cancelled(handle, held, "system"));
    }
}

package yardstick.orders.board;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import yardstick.catalog.SkuId;
import yardstick.kernel.Database;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.kernel.Settings;
import yardstick.orders.AfterSales;
import yardstick.orders.CustomerId;
import yardstick.orders.Order;
import yardstick.orders.OrderId;
import yardstick.orders.Orders;
import yardstick.orders.payment.OrderExpiry;
import yardstick.orders.payment.Refunds;

@ApplicationScoped
class DefaultOrders implements Orders {

    private static final int FETCH = 2_000;

    @Inject
    Database database;

    @Inject
    OrderExpiry expiry;

    @Inject
    Refunds refunds;

    @Inject
    AfterSales afterSales;

    @Inject
    Settings settings;

    @Override
    public Optional<Order> byToken(String token) {
        return token.isBlank() ? Optional.empty() : database.read(handle -> OrderReader.read(handle, "token", token));
    }

    @Override
    public Optional<Order> byNumber(String number) {
        return database.read(handle -> OrderReader.read(handle, "number", number));
    }

    @Override
    public List<Summary> ofCustomer(CustomerId customer, int limit) {
        return database.read(handle -> OrderSearch.ofCustomer(handle, customer, limit));
    }

    @Override
    public List<Summary> search(Filter filter) {
        return database.read(handle -> OrderSearch.search(handle, filter));
    }

    @Override
    public long count(Filter filter) {
        return database.read(handle -> OrderSearch.count(handle, filter));
    }

    @Override
    public Money spent(CustomerId customer) {
        long minor = database.read(handle -> handle.createQuery("""
                        SELECT coalesce(sum(CASE WHEN base_minor IS NULL THEN captured_minor - refunded_minor
                                   ELSE round((captured_minor - refunded_minor)::numeric * base_minor
                                              / nullif(total_minor, 0)) END), 0)::bigint FROM orders.orders
                        WHERE customer_id = :customer AND coalesce(base_currency, currency) = :currency""")
                .bind("customer", customer.value())
                .bind("currency", settings.currency())
                .mapTo(Long.class)
                .one());
        return Money.of(minor, settings.currency());
    }

    @Override
    public boolean bought(CustomerId customer, Collection<SkuId> skus) {
        return database.read(handle -> handle.createQuery("""
                        SELECT EXISTS (SELECT FROM orders.orders o JOIN orders.order_line l ON l.order_id = o.id
                        WHERE o.customer_id = :customer AND l.sku = ANY(:skus)
                          AND o.captured_minor > o.refunded_minor AND o.state IN ('PAID', 'SHIPPED', 'DELIVERED'))""")
                .bind("customer", customer.value())
                .bindByType("skus", skus.stream().map(SkuId::value).toArray(Long[]::new), Long[].class)
                .mapTo(Boolean.class)
                .one());
    }

    /** In a transaction, because the driver streams only there. */
    @Override
    public void baskets(Instant since, Consumer<List<SkuId>> basket) {
        database.execute(handle -> {
            try (var rows = handle.createQuery("""
                            SELECT array_agg(DISTINCT l.sku) FROM orders.order_line l
                            JOIN orders.orders o ON o.id = l.order_id
                            WHERE l.sku IS NOT NULL AND o.placed_at >= :since AND o.captured_minor > 0
                            GROUP BY l.order_id""")
                    .bind("since", since)
                    .setFetchSize(FETCH)
                    .map((row, context) -> Arrays.stream(
                                    (Long[]) row.getArray(1).getArray())
                            .map(SkuId::new)
                            .toList())
                    .iterator()) {
                rows.forEachRemaining(basket);
            }
        });
    }

    @Override
    public Outcome<Order> cancel(OrderId id, String actor) {
        Order order = read(id).orElse(null);
        if (order == null) {
            return Outcome.refused(Refusal.of("orders.unknown_order"));
        }
        return switch (order.state()) {
            case PENDING_PAYMENT ->
                expiry.end(id, actor)
                        ? Outcome.done(read(id).orElseThrow())
                        : Outcome.refused(Refusal.of("orders.payment_still_unknown"));
            case PAID -> cancelUnits(order, actor);
            case SHIPPED, DELIVERED ->
                switch (refunds.requestAll(id, actor)) {
                    case Outcome.Done<Boolean> _ -> {
                        refunds.carryOf(id);
                        yield Outcome.done(read(id).orElseThrow());
                    }
                    case Outcome.Refused<Boolean>(Refusal reason) -> Outcome.refused(reason);
                };
            case CANCELLED, REFUNDED -> Outcome.refused(Refusal.of("orders.already_ended"));
        };
    }

    /** Every unit that is still here and that no case names yet. */
    private Outcome<Order> cancelUnits(Order order, String actor) {
        List<AfterSales.Open> open = afterSales.open(order.id());
        if (open.stream().anyMatch(line -> line.packed() > 0)) {
            return Outcome.refused(Refusal.of("orders.units_in_parcel"));
        }
        List<AfterSales.Wanted> rest = open.stream()
                .filter(line -> line.cancellable() > 0)
                .map(line -> new AfterSales.Wanted(line.lineNo(), line.cancellable(), "changed_mind"))
                .toList();
        if (rest.isEmpty()) {
            return refundAgain(order, actor);
        }
        AfterSales.Actor by = new AfterSales.Actor(actor, true);
        return afterSales
                .cancel(new AfterSales.Request(order.id(), rest, null, "", by))
                .map(done -> read(done.order()).orElseThrow());
    }

    /** Everything is cancelled, but the provider refused the money. */
    private Outcome<Order> refundAgain(Order order, String actor) {
        if (!refunds.again(order.id(), actor)) {
            return Outcome.refused(Refusal.of("orders.already_ended"));
        }
        refunds.carryOf(order.id());
        return Outcome.done(read(order.id()).orElseThrow());
    }

    private Optional<Order> read(OrderId id) {
        return database.read(handle -> OrderReader.read(handle, "id", id.value()));
    }
}

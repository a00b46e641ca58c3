package yardstick.membership;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import yardstick.catalog.SkuId;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.orders.CustomerId;
import yardstick.orders.Customers;
import yardstick.orders.Order;
import yardstick.orders.OrderId;
import yardstick.orders.Orders;

/** Orders as far as members are concerned: what a customer has spent. */
public final class Spending implements Orders, Customers {

    private final Map<CustomerId, Long> spent = new ConcurrentHashMap<>();
    private final AtomicLong customers = new AtomicLong(1000);

    public void set(CustomerId customer, long minor) {
        spent.put(customer, minor);
    }

    @Override
    public Money spent(CustomerId customer) {
        return Money.of(spent.getOrDefault(customer, 0L), "CNY");
    }

    @Override
    public CustomerId register(Registration registration) {
        return new CustomerId(customers.incrementAndGet());
    }

    @Override
    public Optional<Customer> find(CustomerId id) {
        return Optional.empty();
    }

    @Override
    public Optional<Order> byToken(String token) {
        return Optional.empty();
    }

    @Override
    public Optional<Order> byNumber(String number) {
        return Optional.empty();
    }

    @Override
    public List<Summary> ofCustomer(CustomerId customer, int limit) {
        return List.of();
    }

    @Override
    public List<Summary> search(Filter filter) {
        return List.of();
    }

    @Override
    public long count(Filter filter) {
        return 0;
    }

    @Override
    public void baskets(Instant since, Consumer<List<SkuId>> basket) {}

    @Override
    public Outcome<Order> cancel(OrderId id, String actor) {
        throw new UnsupportedOperationException();
    }
}

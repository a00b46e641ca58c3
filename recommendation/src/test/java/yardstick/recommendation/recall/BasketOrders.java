package yardstick.recommendation.recall;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import yardstick.catalog.SkuId;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.orders.CustomerId;
import yardstick.orders.Order;
import yardstick.orders.OrderId;
import yardstick.orders.Orders;

/** Orders as far as recommendations are concerned: who bought what together, and when. */
final class BasketOrders implements Orders {

    private record Placed(Instant at, List<SkuId> skus) {}

    private final List<Placed> placed = new ArrayList<>();

    void add(String at, long... skus) {
        add(Instant.parse(at), Arrays.stream(skus).mapToObj(SkuId::new).toList());
    }

    void add(Instant at, List<SkuId> skus) {
        placed.add(new Placed(at, skus));
    }

    @Override
    public void baskets(Instant since, Consumer<List<SkuId>> basket) {
        placed.stream().filter(order -> !order.at().isBefore(since)).forEach(order -> basket.accept(order.skus()));
    }

    @Override
    public List<Summary> search(Filter filter) {
        return placed.stream()
                .max(Comparator.comparing(Placed::at))
                .map(order -> new Summary(
                        new OrderId(1),
                        "1",
                        "t",
                        Order.State.PAID,
                        order.at(),
                        null,
                        "",
                        1,
                        Money.zero("CNY"),
                        Money.zero("CNY")))
                .stream()
                .toList();
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
    public long count(Filter filter) {
        return placed.size();
    }

    @Override
    public Money spent(CustomerId customer) {
        return Money.zero("CNY");
    }

    @Override
    public Outcome<Order> cancel(OrderId id, String actor) {
        throw new UnsupportedOperationException();
    }
}

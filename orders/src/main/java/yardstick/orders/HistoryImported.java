package yardstick.orders;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Fact;
import yardstick.kernel.FactBatch;
import yardstick.kernel.Money;
import yardstick.kernel.VisitorId;

/**
 * A batch of paid orders and refunds was taken over from another system; announced in the importing transaction, in
 * batches, because one {@link Purchase} per order would be a million announcements.
 */
public record HistoryImported(String source, List<PaidOrder> orders, List<Refund> refunds) implements FactBatch {

    /** @param customer null for a guest */
    public record PaidOrder(long order, @Nullable Long customer, Money total, Instant placedAt) {}

    /** @param id natural key within the source; not always tied to an order */
    public record Refund(String id, @Nullable Long customer, Money amount, Instant at) {}

    /** Parameters {@code value_minor}, {@code currency}, {@code source}, {@code customer}, {@code order_id}. */
    @Override
    public List<Fact> facts() {
        Stream<Fact> purchases = orders.stream().map(order -> {
            Map<String, Object> parameters = parameters(order.total(), order.customer());
            parameters.put("order_id", order.order());
            return new Imported("purchase", "purchase:" + order.order(), order.placedAt(), parameters);
        });
        Stream<Fact> returned = refunds.stream()
                .map(refund -> new Imported(
                        "refund",
                        "refund:" + source + ":" + refund.id(),
                        refund.at(),
                        parameters(refund.amount(), refund.customer())));
        return Stream.concat(purchases, returned).toList();
    }

    private Map<String, Object> parameters(Money amount, @Nullable Long customer) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("value_minor", amount.minor());
        parameters.put("currency", amount.currency());
        parameters.put("source", source);
        if (customer != null) {
            parameters.put("customer", customer);
        }
        return parameters;
    }

    private record Imported(String name, String id, Instant occurredAt, Map<String, Object> parameters)
            implements Fact {

        @Override
        public @Nullable VisitorId visitor() {
            return null;
        }
    }
}

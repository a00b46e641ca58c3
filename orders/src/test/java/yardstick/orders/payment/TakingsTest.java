package yardstick.orders.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import yardstick.orders.Takings.Gap;
import yardstick.orders.Takings.Taken;
import yardstick.testkit.TestDatabase;

class TakingsTest {

    private final TestDatabase database = TestDatabase.with("catalog", "orders");

    private long order(String number, String paid) {
        return database.write(handle -> handle.createQuery("""
                        INSERT INTO orders.orders (number, source, natural_key, state, currency, goods_minor, total_minor, units,
                            placed_at, paid_at, captured_minor)
                        VALUES (:number, 'shop', :number, 'PAID', 'GBP', 500, 500, 1, CAST(:paid AS timestamptz),
                            CAST(:paid AS timestamptz), 500) RETURNING id""")
                .bind("number", number)
                .bind("paid", paid)
                .mapTo(Long.class)
                .one());
    }

    private void attempt(String id, long order, long captured) {
        database.execute(handle -> handle.execute("""
                INSERT INTO orders.payment_attempt (id, order_id, channel, currency, amount_minor, captured_minor, return_url,
                    webhook_url, next_check_at)
                VALUES (?, ?, 'card', 'GBP', 500, ?, '', '', now())""", id + "-012345678901234567890", order, captured));
    }

    /** One order paid in full, one of which less was captured, one paid on another day. */
    @Test
    void listsOrdersWhosePaymentsAreNotTheirTotal() {
        long whole = order("T1", "2026-03-02T10:00:00Z");
        long less = order("T2", "2026-03-02T11:00:00Z");
        long later = order("T3", "2026-03-03T00:00:00Z");
        attempt("a", whole, 500);
        attempt("b", less, 450);
        attempt("c", later, 500);
        assertEquals(
                new Taken(2, 1000, 950, List.of(new Gap(less, "T2", 500, 450))),
                new DefaultTakings(database)
                        .taken(Instant.parse("2026-03-02T00:00:00Z"), Instant.parse("2026-03-03T00:00:00Z"), "GBP"));
    }
}

package yardstick.orders.payment;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.jdbi.v3.core.Handle;
import org.junit.jupiter.api.Test;
import yardstick.kernel.Money;
import yardstick.testkit.TestDatabase;

/** However a payment is refunded, in which order and split, accepted or refused: never more goes back than came in. */
class RefundSplitTest {

    private static final long CAPTURED = 10_000;
    private static final TestDatabase DATABASE = TestDatabase.with("catalog", "orders");

    /**
     * One thing that happens.
     *
     * @param key requests of the same key are one refund
     * @param accepted what the provider says to the refund that has waited longest
     */
    record Step(boolean request, int key, long amount, boolean accepted) {}

    @Property(tries = 500)
    void neverMoreThanWasCaptured(@ForAll("steps") List<Step> steps) {
        DATABASE.execute(handle -> {
            String attempt = paid(handle);
            long completed = 0;
            for (Step step : steps) {
                if (step.request()) {
                    request(handle, attempt, step);
                } else {
                    completed += answer(handle, attempt, step.accepted());
                }
                long promised = number(handle, "sum(amount_minor) FILTER (WHERE state <> 'FAILED')", attempt);
                assertTrue(promised <= CAPTURED, () -> promised + " after " + steps);
                assertEquals(promised, booked(handle, attempt));
            }
            assertEquals(completed, number(handle, "sum(amount_minor) FILTER (WHERE state = 'COMPLETED')", attempt));
        });
    }

    @Test
    void aSecondRefundDoesNotPassTheCapture() {
        DATABASE.execute(handle -> {
            String attempt = paid(handle);
            assertTrue(request(handle, attempt, new Step(true, 1, 6_000, true)));
            assertTrue(request(handle, attempt, new Step(true, 2, 4_000, true)));
            assertFalse(request(handle, attempt, new Step(true, 3, 1, true)));
        });
    }

    private static boolean request(Handle handle, String attempt, Step step) {
        return RefundStore.request(
                handle,
                new RefundStore.Request(
                        attempt + "-" + step.key(),
                        AttemptStore.find(handle, attempt).orElseThrow(),
                        Money.of(step.amount(), "CNY"),
                        "a property"));
    }

    /** What went back. */
    private static long answer(Handle handle, String attempt, boolean accepted) {
        List<RefundStore.Open> open = RefundStore.openOf(
                handle, AttemptStore.find(handle, attempt).orElseThrow().order());
        if (open.isEmpty()) {
            return 0;
        }
        RefundStore.Open first = open.getFirst();
        assertTrue(RefundStore.finish(handle, first, accepted));
        assertTrue(!RefundStore.finish(handle, first, !accepted), "a refund ends once");
        return accepted ? first.amount().minor() : 0;
    }

    private static String paid(Handle handle) {
        return handle.createQuery("""
                        WITH placed AS (
                            INSERT INTO orders.orders (number, source, natural_key, state, currency, goods_minor,
                                                       total_minor, captured_minor, units, placed_at, paid_at)
                            VALUES (nextval('orders.order_number')::text, 'shop', gen_random_uuid()::text, 'PAID', 'CNY',
                                    10000, 10000, 10000, 1, now(), now()) RETURNING id)
                        INSERT INTO orders.payment_attempt (id, order_id, channel, state, currency, amount_minor,
                                                            captured_minor, return_url, webhook_url)
                        SELECT replace(gen_random_uuid()::text, '-', ''), id, 'card-redirect', 'CAPTURED', 'CNY', 10000,
                               10000, 'http://shop.test/', 'http://shop.test/' FROM placed RETURNING id""").mapTo(String.class).one();
    }

    private static long number(Handle handle, String sum, String attempt) {
        return handle.createQuery("SELECT coalesce(" + sum + ", 0) FROM orders.refund WHERE attempt_id = :attempt")
                .bind("attempt", attempt)
                .mapTo(Long.class)
                .one();
    }

    private static long booked(Handle handle, String attempt) {
        return handle.createQuery("SELECT refund_minor FROM orders.payment_attempt WHERE id = :attempt")
                .bind("attempt", attempt)
                .mapTo(Long.class)
                .one();
    }

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Step> step = Combinators.combine(
                        Arbitraries.of(true, true, false),
                        Arbitraries.integers().between(0, 9),
                        Arbitraries.longs().between(1, 12_000),
                        Arbitraries.of(true, true, false))
                .as(Step::new);
        return step.list().ofMinSize(1).ofMaxSize(15);
    }
}

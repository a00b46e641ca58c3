package yardstick.membership.coupon;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import yardstick.kernel.Outcome;
import yardstick.kernel.Settings;
import yardstick.membership.Coupons.Coupon;
import yardstick.orders.CustomerId;
import yardstick.orders.OrderId;
import yardstick.testkit.FixedClock;
import yardstick.testkit.TestDatabase;

class CouponUsesTest {

    private static final TestDatabase DATABASE = TestDatabase.with("membership");

    private final FixedClock clock = new FixedClock("2026-03-01T10:00:00Z");
    private final DefaultCoupons coupons = new DefaultCoupons(DATABASE, Settings.of(Map.of()), clock);
    private final CouponUses uses = new CouponUses(DATABASE, clock);

    private void coupon(String code, @Nullable Integer limit, @Nullable Integer perCustomer) {
        assertInstanceOf(
                Outcome.Done.class,
                coupons.create(new Coupon(code, 1000, null, null, limit, perCustomer, 0, null, null, true)));
    }

    private int used(String code) {
        return coupons.byCode(code).orElseThrow().used();
    }

    @Test
    void fiveHundredBuyersAndSevenUses() throws Exception {
        coupon("SEVEN", 7, null);
        assertEquals(7, wonBy(500, i -> uses.take("SEVEN", new OrderId(i), null)));
        assertEquals(7, used("SEVEN"));
        assertEquals(7, rows("SEVEN"));
    }

    @Test
    void oneCustomerInManyTabsGetsTheirLimit() throws Exception {
        coupon("TABS", 100, 2);
        assertEquals(2, wonBy(60, i -> uses.take("TABS", new OrderId(i), new CustomerId(5))));
        assertEquals(2, used("TABS"));
        assertTrue(uses.take("TABS", new OrderId(1000), new CustomerId(6)));
        assertFalse(uses.take("TABS", new OrderId(1001), null), "a limit per customer needs a customer");
        assertEquals(3, used("TABS"));
    }

    @Test
    void takingTwiceForOneOrderIsOneUse() {
        coupon("AGAIN", 3, null);
        assertTrue(uses.take("AGAIN", new OrderId(1), null));
        assertTrue(uses.take("AGAIN", new OrderId(1), null));
        assertEquals(1, used("AGAIN"));
    }

    @Test
    void releaseGivesBackOnce() throws Exception {
        coupon("BACK", 1, 1);
        CustomerId customer = new CustomerId(9);
        assertTrue(uses.take("BACK", new OrderId(70), customer));
        assertFalse(uses.take("BACK", new OrderId(71), customer));
        wonBy(20, _ -> {
            uses.release(new OrderId(70));
            return true;
        });
        assertEquals(0, used("BACK"));
        assertEquals(0, uses.by(customer, "BACK"));
        assertTrue(uses.take("BACK", new OrderId(72), customer));
    }

    @Test
    void aWithdrawnCouponCannotBeTaken() {
        coupon("GONE", null, null);
        coupons.deactivate("gone");
        assertFalse(uses.take("GONE", new OrderId(1), null));
        assertEquals(0, used("GONE"));
    }

    private static int rows(String code) {
        return DATABASE.read(
                handle -> handle.createQuery("SELECT count(*) FROM membership.coupon_use WHERE coupon = :code")
                        .bind("code", code)
                        .mapTo(Integer.class)
                        .one());
    }

    private interface Attempt {
        boolean by(int order);
    }

    private static long wonBy(int buyers, Attempt attempt) throws Exception {
        try (ExecutorService pool = Executors.newFixedThreadPool(64)) {
            List<Callable<Boolean>> calls = IntStream.rangeClosed(1, buyers)
                    .mapToObj(i -> (Callable<Boolean>) () -> attempt.by(i))
                    .toList();
            long won = 0;
            for (Future<Boolean> answer : pool.invokeAll(calls)) {
                won += answer.get() ? 1 : 0;
            }
            return won;
        }
    }
}

package yardstick.orders.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import yardstick.kernel.Database;
import yardstick.kernel.RecurringTask;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.orders.Checkout;
import yardstick.orders.Payments.WebhookAnswer;
import yardstick.orders.audit.Audit;
import yardstick.orders.payment.Channels;
import yardstick.orders.reconcile.Reconciliation;
import yardstick.testkit.TestDatabase;

/** The orders module as it runs, with the real catalogue: time passes, books are audited. */
public final class Shop extends Buying implements AutoCloseable {

    private final Damage damage;

    public Shop() {
        this(TestDatabase.with("catalog", "orders"), Map.of());
    }

    public Shop(TestDatabase database, Map<Setting, String> more) {
        this(database, more, true, Clock.systemUTC());
    }

    /** A server whose clock is not the database's. */
    public Shop(Clock clock) {
        this(TestDatabase.with("catalog", "orders"), Map.of(), true, clock);
    }

    private Shop(TestDatabase database, Map<Setting, String> more, boolean first, Clock clock) {
        super(database, more, first, clock);
        damage = new Damage(database);
    }

    public WebhookAnswer hear(byte[] body) {
        long now = Clock.systemUTC().instant().getEpochSecond();
        return payments.webhook(CARD, Map.of("x-gateway-signature", SandboxGateway.sign(now, body)), body);
    }

    /** Makes everything that waits for its time due, then runs the background tasks once. */
    public void later(String... tasks) {
        database.execute(handle -> {
            handle.execute("UPDATE orders.payment_attempt SET next_check_at = now() WHERE next_check_at IS NOT NULL");
            handle.execute("UPDATE orders.refund SET next_try_at = now() WHERE next_try_at IS NOT NULL");
        });
        for (String task : tasks.length == 0 ? new String[] {"PaymentSweep", "Refunds"} : tasks) {
            ((RecurringTask) bean("yardstick.orders.payment." + task)).run();
        }
    }

    /** Runs a background task once. */
    public void run(String task) {
        ((RecurringTask) bean("yardstick.orders." + task)).run();
    }

    /** The time to pay is over for all orders. */
    public void expire() {
        database.execute(handle -> handle.execute(
                "UPDATE orders.orders SET sweep_at = now() - interval '1 second' WHERE sweep_at IS NOT NULL"));
        later("OrderExpiry");
    }

    public long number(String sql) {
        return database.read(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    public <T> long announced(Class<T> type) {
        return announcements.of(type).size();
    }

    /** Another server on the same database, differently set up. */
    public Shop with(Map<Setting, String> more) {
        return new Shop(database, more, false, Clock.systemUTC());
    }

    /** Compares every row with the provider's books, however young. */
    public void reconcileAll() {
        beans.get(Reconciliation.class).everything(Duration.ZERO);
    }

    /** What a server offers that has not looked yet. */
    public List<Checkout.Channel> freshChoices() {
        return new Channels(beans.get(Settings.class), Clock.systemUTC(), database).offered(false);
    }

    /** Changes rows past every guard, until {@link #repair}. */
    public void damage(String sql) {
        damage.does(sql);
    }

    public void repair() {
        damage.repair();
    }

    public List<?> broken() {
        return new Audit(database).broken();
    }

    /** All invariants hold, and our books and the gateway's agree on every cent. */
    public void audit() {
        assertEquals(List.of(), new Audit(database).broken());
        assertEquals(number("""
                        SELECT coalesce(sum(a.captured_minor), 0) - coalesce((
                            SELECT sum(r.amount_minor) FROM orders.refund r
                            JOIN orders.payment_attempt p ON p.id = r.attempt_id
                            WHERE r.state = 'COMPLETED' AND p.flow <> 'OFFLINE'), 0)
                        FROM orders.payment_attempt a WHERE a.flow <> 'OFFLINE'"""), gateway.balance(), "our books and the gateway's");
    }

    @Override
    public void close() {
        gateway.close();
    }

    /** Work on the ledger in a transaction of its own. */
    public int ledger(Database.Query<Integer> work) {
        return database.write(work);
    }

    public Instant databaseTime() {
        return database.read(handle -> handle.createQuery("SELECT clock_timestamp()")
                .mapTo(Instant.class)
                .one());
    }

    /** Long enough for one instant to be after another. */
    public void sleep() {
        try {
            Thread.sleep(5);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

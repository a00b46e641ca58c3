package yardstick.membership.tier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.Handle;
import yardstick.kernel.Database;
import yardstick.kernel.Money;
import yardstick.kernel.RecurringTask;
import yardstick.membership.Tier;
import yardstick.orders.CustomerId;
import yardstick.orders.OrderRefunded;
import yardstick.orders.Orders;
import yardstick.orders.Purchase;

/**
 * Keeps each member's tier equal to what their spend reaches, and an append-only ledger of every change. Purchases
 * and refunds are judged in their own transaction; the daily run catches changed thresholds.
 */
@ApplicationScoped
class TierBook implements RecurringTask {

    @Inject
    Database database;

    @Inject
    Orders orders;

    @Inject
    TierLadder ladder;

    @Inject
    Clock clock;

    TierBook() {}

    TierBook(Database database, Orders orders, TierLadder ladder, Clock clock) {
        this.database = database;
        this.orders = orders;
        this.ladder = ladder;
        this.clock = clock;
    }

    void onPurchase(@Observes Purchase purchase) {
        CustomerId customer = purchase.customer();
        if (customer != null) {
            judge(customer);
        }
    }

    void onRefund(@Observes OrderRefunded refund) {
        CustomerId customer = refund.customer();
        if (customer != null) {
            judge(customer);
        }
    }

    /** Judges one member; true when the tier changed. The row lock makes two purchases at once count one after the other. */
    boolean judge(CustomerId customer) {
        return database.write(
                handle -> handle.createQuery("SELECT tier FROM membership.account WHERE customer_id = :id FOR UPDATE")
                        .bind("id", customer.value())
                        .mapTo(String.class)
                        .findOne()
                        .map(current -> judge(handle, customer, current))
                        .orElse(false));
    }

    private boolean judge(Handle handle, CustomerId customer, String current) {
        Money spent = orders.spent(customer);
        Tier reached = ladder.reachedBy(spent);
        if (reached.code().equals(current)) {
            return false;
        }
        handle.createUpdate("UPDATE membership.account SET tier = :tier WHERE customer_id = :id")
                .bind("tier", reached.code())
                .bind("id", customer.value())
                .execute();
        handle.createUpdate("""
                        INSERT INTO membership.tier_change
                            (customer_id, from_tier, to_tier, spent_minor, currency, changed_at)
                        VALUES (:id, :from, :to, :spent, :currency, :now)""")
                .bind("id", customer.value())
                .bind("from", current)
                .bind("to", reached.code())
                .bind("spent", spent.minor())
                .bind("currency", spent.currency())
                .bind("now", clock.instant().atOffset(ZoneOffset.UTC))
                .execute();
        return true;
    }

    /** Judges every member; returns how many tiers changed. */
    int recompute() {
        List<Long> members = database.read(
                handle -> handle.createQuery("SELECT customer_id FROM membership.account ORDER BY customer_id")
                        .mapTo(Long.class)
                        .list());
        return (int) members.stream().filter(id -> judge(new CustomerId(id))).count();
    }

    @Override
    public String name() {
        return "membership-tiers";
    }

    @Override
    public Duration period() {
        return Duration.ofDays(1);
    }

    @Override
    public void run() {
        recompute();
    }
}

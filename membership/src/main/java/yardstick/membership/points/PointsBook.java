package yardstick.membership.points;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import yardstick.kernel.Database;
import yardstick.kernel.RecurringTask;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.membership.Points.Kind;
import yardstick.orders.CustomerId;
import yardstick.orders.OrderRefunded;
import yardstick.orders.Purchase;

/**
 * Points follow the money in its own transaction: an order earns when it is paid, at the rate of the tier the member
 * had then, and what goes back takes its points along. Points that were used already are owed.
 */
@ApplicationScoped
class PointsBook implements RecurringTask {

    /** Before the purchase lifts the tier. */
    private static final int BEFORE_TIERS = 1_000;

    private static final int BATCH = 500;

    @Inject
    Database database;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    PointsBook() {}

    PointsBook(Database database, Settings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    /** Orders of a history that was taken over earn nothing. */
    void onPurchase(@Observes @Priority(BEFORE_TIERS) Purchase purchase) {
        CustomerId customer = purchase.customer();
        if (customer == null
                || settings.number(Setting.POINTS_VALUE) == 0
                || !purchase.source().equals("shop")) {
            return;
        }
        Instant now = clock.instant();
        Instant expires = now.atZone(settings.zone())
                .plusMonths(settings.number(Setting.POINTS_MONTHS))
                .toInstant();
        database.execute(handle -> {
            if (!PointsStore.lock(handle, customer)) {
                return;
            }
            long earned = PointsStore.earn(
                    handle,
                    customer,
                    new PointsStore.Earning(purchase.order(), purchase.total().minor(), expires));
            if (earned > 0) {
                PointsStore.move(handle, customer, earned, 0);
                PointsStore.enter(
                        handle,
                        customer,
                        new PointsStore.Line(
                                Kind.EARN,
                                earned,
                                purchase.order(),
                                "order-" + purchase.order().value()),
                        now);
                PointsStore.settle(handle, customer);
            }
        });
    }

    void onRefund(@Observes OrderRefunded refund) {
        CustomerId customer = refund.customer();
        if (customer == null) {
            return;
        }
        database.execute(handle -> {
            if (!PointsStore.lock(handle, customer)) {
                return;
            }
            long points =
                    PointsStore.reverse(handle, refund.order(), refund.amount().minor());
            if (points > 0) {
                PointsStore.move(handle, customer, 0, points);
                PointsStore.enter(
                        handle,
                        customer,
                        new PointsStore.Line(Kind.REVERSE, -points, refund.order(), "refund-" + refund.refund()),
                        clock.instant());
                PointsStore.settle(handle, customer);
            }
        });
    }

    @Override
    public String name() {
        return "membership-points";
    }

    @Override
    public Duration period() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        Instant now = clock.instant();
        for (List<Long> due = due(now); !due.isEmpty(); due = due(now)) {
            due.forEach(id -> expire(new CustomerId(id), now));
        }
    }

    private List<Long> due(Instant now) {
        return database.read(handle -> handle.createQuery("""
                        SELECT DISTINCT customer_id FROM membership.points_lot
                        WHERE left_points > 0 AND expires_at <= :now ORDER BY customer_id LIMIT :batch""")
                .bind("now", now)
                .bind("batch", BATCH)
                .mapTo(Long.class)
                .list());
    }

    private void expire(CustomerId customer, Instant now) {
        database.execute(handle -> {
            PointsStore.lock(handle, customer);
            PointsStore.move(handle, customer, -PointsStore.expire(handle, customer, now), 0);
        });
    }
}

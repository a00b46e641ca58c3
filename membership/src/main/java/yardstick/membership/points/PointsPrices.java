package yardstick.membership.points;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import yardstick.kernel.Database;
import yardstick.kernel.Messages;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.orders.Adjustment;
import yardstick.orders.CustomerId;
import yardstick.orders.OrderId;
import yardstick.orders.spi.PriceAdjuster;

/**
 * The points a member wants to use, on what tier and coupon leave of the goods. Worked example: a point is worth 0.01,
 * goods 100.00, gold 2 %, 5,000 points wanted: 100.00 - 2.00 - 50.00 = 48.00. Of 20,000 wanted, 9,800 are used.
 */
@ApplicationScoped
class PointsPrices implements PriceAdjuster {

    private static final String SOURCE = "points:used";

    @Inject
    Database database;

    @Inject
    PointsUse uses;

    @Inject
    Messages messages;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    PointsPrices() {}

    PointsPrices(Database database, PointsUse uses, Messages messages, Settings settings) {
        this.database = database;
        this.uses = uses;
        this.messages = messages;
        this.settings = settings;
        this.clock = uses.clock();
    }

    /** After coupons, before credit notes. */
    @Override
    public int rank() {
        return 50;
    }

    @Override
    public Outcome<List<Adjustment>> adjust(Goods goods) {
        return adjust(goods, goods.lines().stream().map(Line::lineTotal).toList());
    }

    @Override
    public Outcome<List<Adjustment>> adjust(Goods goods, List<Money> left) {
        CustomerId customer = goods.customer();
        long value = settings.number(Setting.POINTS_VALUE);
        if (customer == null || value == 0 || left.isEmpty()) {
            return Outcome.done(List.of());
        }
        Money total = left.stream().reduce(Money::plus).orElseThrow();
        long points = Math.min(wanted(customer), total.minor() / value);
        if (points <= 0) {
            return Outcome.done(List.of());
        }
        String label = messages.text(goods.language(), "membership.adjustment_points", Map.of("points", points));
        List<Money> perLine = Money.of(-points * value, total.currency())
                .allocate(left.stream().mapToLong(Money::minor).toArray());
        return Outcome.done(List.of(new Adjustment(SOURCE, label, perLine)));
    }

    /** As many as are there, of those the member wants to use. */
    private long wanted(CustomerId customer) {
        return database.read(handle -> handle.createQuery("""
                        SELECT least(a.wanted, (
                            SELECT coalesce(sum(l.left_points), 0) FROM membership.points_lot l
                            WHERE l.customer_id = a.customer_id AND l.left_points > 0 AND l.expires_at > :now))
                        FROM membership.points_account a WHERE a.customer_id = :customer AND a.wanted > 0""")
                .bind("now", clock.instant())
                .bind("customer", customer.value())
                .mapTo(Long.class)
                .findOne()
                .orElse(0L));
    }

    @Override
    public Outcome<Boolean> redeem(OrderId order, Goods goods, List<Adjustment> adjustments) {
        CustomerId customer = goods.customer();
        long value = settings.number(Setting.POINTS_VALUE);
        for (Adjustment each : adjustments) {
            if (each.source().equals(SOURCE)) {
                long points = value == 0 ? 0 : -each.amount().minor() / value;
                if (customer == null || points == 0 || !uses.hold(new PointsUse.Wish(order, customer, points, value))) {
                    return Outcome.refused(Refusal.of("membership.points_short"));
                }
            }
        }
        return Outcome.done(true);
    }

    @Override
    public void release(OrderId order) {
        uses.release(order);
    }

    @Override
    public void giveBack(OrderId order, Share share) {
        if (share.source().equals(SOURCE)) {
            uses.giveBack(order, share.part(), share.whole());
        }
    }
}

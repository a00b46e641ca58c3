package yardstick.membership.points;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import yardstick.kernel.Database;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.membership.Points;
import yardstick.orders.CustomerId;
import yardstick.orders.OrderId;

/** What a member sees of points, and the choice to use them. */
@ApplicationScoped
class DefaultPoints implements Points {

    @Inject
    Database database;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    DefaultPoints() {}

    DefaultPoints(Database database, Settings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Optional<Standing> of(CustomerId customer) {
        long value = settings.number(Setting.POINTS_VALUE);
        if (value == 0) {
            return Optional.empty();
        }
        String currency = settings.currency();
        return database.read(handle -> handle.createQuery("""
                        WITH lots AS (
                            SELECT left_points, expires_at FROM membership.points_lot
                            WHERE customer_id = :customer AND left_points > 0 AND expires_at > :now)
                        SELECT coalesce(p.wanted, 0) AS wanted, (SELECT coalesce(sum(left_points), 0) FROM lots) AS there,
                               (SELECT min(expires_at) FROM lots) AS next_at,
                               (SELECT sum(left_points) FROM lots
                                WHERE expires_at = (SELECT min(expires_at) FROM lots)) AS next_points
                        FROM membership.account a LEFT JOIN membership.points_account p USING (customer_id)
                        WHERE a.customer_id = :customer""")
                .bind("customer", customer.value())
                .bind("now", clock.instant())
                .map((row, context) -> {
                    long there = row.getLong("there");
                    return new Standing(
                            there,
                            Money.of(Math.multiplyExact(there, value), currency),
                            Money.of(value, currency),
                            Math.min(row.getLong("wanted"), there),
                            there == 0
                                    ? null
                                    : new Expiry(
                                            row.getLong("next_points"),
                                            row.getTimestamp("next_at").toInstant()));
                })
                .findOne());
    }

    @Override
    public List<Entry> latest(CustomerId customer, int limit) {
        return database.read(handle -> handle.createQuery("""
                        SELECT kind, points, order_id, at FROM membership.points_entry
                        WHERE customer_id = :customer ORDER BY id DESC LIMIT :limit""")
                .bind("customer", customer.value())
                .bind("limit", limit)
                .map((row, context) -> new Entry(
                        Kind.valueOf(row.getString("kind")),
                        row.getLong("points"),
                        new OrderId(row.getLong("order_id")),
                        row.getTimestamp("at").toInstant()))
                .list());
    }

    @Override
    public Outcome<Boolean> use(CustomerId customer, long points) {
        return database.write(handle -> {
            boolean known = points >= 0
                    && settings.number(Setting.POINTS_VALUE) > 0
                    && PointsStore.lock(handle, customer)
                    && PointsStore.available(handle, customer, clock.instant()) >= points;
            if (!known) {
                return Outcome.refused(Refusal.of("membership.points_short"));
            }
            handle.createUpdate("UPDATE membership.points_account SET wanted = :points WHERE customer_id = :customer")
                    .bind("points", points)
                    .bind("customer", customer.value())
                    .execute();
            return Outcome.done(points > 0);
        });
    }
}

package yardstick.orders.shop;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Database;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.orders.Adjustment;
import yardstick.orders.OrderId;
import yardstick.orders.spi.PriceAdjuster;

/**
 * Coupons {@code HALF} and {@code ALL}: that much off the goods; the uses of both are limited together. {@code POINTS} is
 * half off as well, as if it had been paid with points.
 */
public final class HalfOff implements PriceAdjuster {

    private final Database database;
    private final Set<OrderId> released = ConcurrentHashMap.newKeySet();
    private final List<Share> shares = new CopyOnWriteArrayList<>();
    private int limit;
    private @Nullable Long minimum;

    /** @param fresh its tables are not there yet */
    HalfOff(Database database, boolean fresh) {
        this.database = database;
        if (!fresh) {
            return;
        }
        database.execute(handle -> {
            handle.execute("CREATE TABLE half_off (uses int NOT NULL, CHECK (uses >= 0))");
            handle.execute("INSERT INTO half_off VALUES (0)");
            handle.execute("CREATE TABLE half_off_use (order_id bigint PRIMARY KEY)");
        });
    }

    public void limit(int uses) {
        limit = uses;
    }

    /** Goods the coupon needs, asked when goods go back. */
    public void minimum(long minor) {
        minimum = minor;
    }

    @Override
    public Optional<Money> minimum(String source) {
        Long least = minimum;
        return least == null || !source.equals("coupon:HALF") ? Optional.empty() : Optional.of(Money.of(least, "CNY"));
    }

    public int used() {
        return database.read(handle -> handle.createQuery("SELECT uses FROM half_off")
                .mapTo(Integer.class)
                .one());
    }

    /** Orders that gave their use back; giving back twice would take {@link #used()} below the truth. */
    public Set<OrderId> released() {
        return released;
    }

    @Override
    public Outcome<List<Adjustment>> adjust(Goods goods) {
        if (goods.coupon() == null) {
            return Outcome.done(List.of());
        }
        if (goods.coupon().equals("ALL")) {
            return Outcome.done(List.of(new Adjustment(
                    "coupon:ALL",
                    "All off",
                    goods.lines().stream()
                            .map(line -> line.lineTotal().negated())
                            .toList())));
        }
        boolean points = goods.coupon().equals("POINTS");
        if (!points && !goods.coupon().equals("HALF")) {
            return Outcome.refused(Refusal.of("orders.coupon_unknown"));
        }
        return Outcome.done(List.of(new Adjustment(
                points ? "points:POINTS" : "coupon:HALF",
                "Half off",
                goods.lines().stream()
                        .map(line -> line.lineTotal().share(5_000).negated())
                        .toList())));
    }

    @Override
    public Outcome<Boolean> redeem(OrderId order, Goods goods, List<Adjustment> adjustments) {
        if (adjustments.stream().noneMatch(each -> each.source().equals("coupon:HALF"))) {
            return Outcome.done(true);
        }
        return database.write(handle -> {
            int taken = handle.createUpdate("UPDATE half_off SET uses = uses + 1 WHERE uses < :limit")
                    .bind("limit", limit)
                    .execute();
            if (taken == 0) {
                return Outcome.refused(Refusal.of("orders.coupon_unknown"));
            }
            handle.execute("INSERT INTO half_off_use VALUES (?)", order.value());
            return Outcome.done(true);
        });
    }

    @Override
    public void giveBack(OrderId order, Share share) {
        shares.add(share);
    }

    /** What was given back for goods that went back. */
    public List<Share> shares() {
        return shares;
    }

    @Override
    public void release(OrderId order) {
        database.execute(handle -> {
            if (handle.execute("DELETE FROM half_off_use WHERE order_id = ?", order.value()) == 1) {
                handle.execute("UPDATE half_off SET uses = uses - 1");
            }
        });
        released.add(order);
    }
}

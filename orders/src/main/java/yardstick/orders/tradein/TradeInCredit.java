package yardstick.orders.tradein;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import yardstick.kernel.Database;
import yardstick.kernel.Messages;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.orders.Adjustment;
import yardstick.orders.OrderId;
import yardstick.orders.TradeIns.State;
import yardstick.orders.TradeIns.TradeIn;
import yardstick.orders.returns.CreditSource;
import yardstick.orders.spi.PriceAdjuster;
import yardstick.orders.tradein.TradeInStore.Entry;

/** The credit in the cart: typed like a coupon, used once, by one conditional statement. */
@ApplicationScoped
class TradeInCredit implements PriceAdjuster, CreditSource {

    static final String SOURCE = "trade-in:";
    private static final String PREFIX = "TI-";

    @Inject
    Database database;

    @Inject
    Messages messages;

    @Inject
    RestoredCredit restored;

    @Inject
    Clock clock;

    /** After every discount. */
    @Override
    public int rank() {
        return 900;
    }

    @Override
    public boolean claims(String coupon) {
        return coupon.strip().toUpperCase(Locale.ROOT).startsWith(PREFIX);
    }

    @Override
    public Outcome<List<Adjustment>> adjust(Goods goods) {
        String entered = goods.coupon();
        if (entered == null || !claims(entered) || goods.lines().isEmpty()) {
            return Outcome.done(List.of());
        }
        String code = entered.strip().toUpperCase(Locale.ROOT);
        TradeIn credit =
                database.read(handle -> TradeInStore.byCode(handle, code)).orElse(null);
        long[] weights = goods.lines().stream()
                .mapToLong(line -> line.lineTotal().minor())
                .toArray();
        Money total =
                goods.lines().stream().map(Line::lineTotal).reduce(Money::plus).orElseThrow();
        if (credit == null || !credit.quoted().currency().equals(total.currency())) {
            return Outcome.refused(Refusal.of("orders.trade_in_unknown"));
        }
        if (credit.state() != State.QUOTED || !credit.expiresAt().isAfter(clock.instant())) {
            return Outcome.refused(Refusal.of("orders.trade_in_gone"));
        }
        if (!total.isPositive()) {
            return Outcome.done(List.of());
        }
        String label = messages.text(goods.language(), "orders.trade_in_label", Map.of("code", code));
        List<Money> perLine = credit.quoted().min(total).allocate(weights).stream()
                .map(Money::negated)
                .toList();
        return Outcome.done(List.of(new Adjustment(SOURCE + code, label, perLine)));
    }

    @Override
    public Outcome<Boolean> redeem(OrderId order, Goods goods, List<Adjustment> adjustments) {
        for (Adjustment each : adjustments) {
            if (each.source().startsWith(SOURCE)) {
                String code = each.source().substring(SOURCE.length());
                long used = each.amount().negated().minor();
                if (!database.write(handle -> use(handle, order, code, used))) {
                    return Outcome.refused(Refusal.of("orders.trade_in_gone"));
                }
            }
        }
        return Outcome.done(true);
    }

    private boolean use(Handle handle, OrderId order, String code, long used) {
        Optional<Long> id = handle.createQuery("""
                        UPDATE orders.trade_in SET state = 'USED', order_id = :order, used_minor = :used
                        WHERE code = :code AND state = 'QUOTED' AND expires_at > :now RETURNING id""")
                .bind("order", order.value())
                .bind("used", used)
                .bind("code", code)
                .bind("now", clock.instant())
                .mapTo(Long.class)
                .findOne();
        id.ifPresent(tradeIn -> TradeInStore.entry(
                handle, new Entry(tradeIn, "USE", -used, order.value(), "shopper", clock.instant())));
        return id.isPresent();
    }

    /** The order ended before the thing was inspected: the credit is free again, or has expired meanwhile. */
    @Override
    public void release(OrderId order) {
        database.execute(handle -> TradeInStore.lock(handle, "order_id", order.value())
                .filter(known -> known.state() == State.USED)
                .ifPresent(known -> release(handle, known, order)));
    }

    private void release(Handle handle, TradeIn known, OrderId order) {
        handle.createUpdate("""
                        UPDATE orders.trade_in SET used_minor = 0, restored_minor = 0, order_id = NULL,
                               state = CASE WHEN expires_at > :now THEN 'QUOTED' ELSE 'EXPIRED' END
                        WHERE id = :id AND state = 'USED'""")
                .bind("now", clock.instant())
                .bind("id", known.id())
                .execute();
        long used = -handle.createQuery("""
                        SELECT coalesce(sum(minor), 0) FROM orders.trade_in_entry
                        WHERE trade_in = :id AND kind IN ('USE', 'RELEASE')""")
                .bind("id", known.id())
                .mapTo(Long.class)
                .one();
        TradeInStore.entry(handle, new Entry(known.id(), "RELEASE", used, order.value(), "system", clock.instant()));
    }

    @Override
    public boolean owns(String source) {
        return source.startsWith(SOURCE);
    }

    @Override
    public void giveBack(Handle handle, OrderId order, String source, long minor) {
        TradeInStore.lock(handle, "order_id", order.value())
                .ifPresent(known -> restored.goodsWentBack(handle, known, minor));
    }
}

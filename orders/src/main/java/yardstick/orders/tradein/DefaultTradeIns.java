package yardstick.orders.tradein;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Database;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.kernel.RecurringTask;
import yardstick.kernel.Refusal;
import yardstick.kernel.Settings;
import yardstick.orders.OrderId;
import yardstick.orders.TradeIns;
import yardstick.orders.book.OrderBook;
import yardstick.orders.cart.Tokens;
import yardstick.orders.tradein.TradeInStore.Entry;

@ApplicationScoped
class DefaultTradeIns implements TradeIns, RecurringTask {

    private static final Duration GOOD_FOR = Duration.ofDays(14);
    private static final int DAYS_TO_PAY = 30;

    @Inject
    Database database;

    @Inject
    Settings settings;

    @Inject
    RestoredCredit restored;

    @Inject
    OrderBook book;

    @Inject
    Clock clock;

    @Override
    public List<Rate> rates() {
        return database.read(handle -> handle.createQuery("""
                        SELECT category, grade, minor, currency FROM orders.trade_in_rate WHERE currency = :currency
                        ORDER BY category, grade""")
                .bind("currency", settings.currency())
                .map((row, context) ->
                        new Rate(row.getString(1), row.getString(2), Money.of(row.getLong(3), row.getString(4))))
                .list());
    }

    @Override
    public Outcome<Rate> rate(Rate rate) {
        if (!rate.category().matches("[a-z_]{2,30}")
                || !rate.grade().matches("[A-D]")
                || !rate.credit().isPositive()) {
            return Outcome.refused(Refusal.of("orders.trade_in_bad_rate"));
        }
        database.execute(handle -> handle.createUpdate("""
                        INSERT INTO orders.trade_in_rate (category, grade, currency, minor)
                        VALUES (:category, :grade, :currency, :minor)
                        ON CONFLICT (category, grade, currency) DO UPDATE SET minor = excluded.minor""")
                .bind("category", rate.category())
                .bind("grade", rate.grade())
                .bind("currency", rate.credit().currency())
                .bind("minor", rate.credit().minor())
                .execute());
        return Outcome.done(rate);
    }

    @Override
    public Outcome<TradeIn> offer(Offer offer) {
        Rate rate = rates().stream()
                .filter(each ->
                        each.category().equals(offer.category()) && each.grade().equals(offer.grade()))
                .findFirst()
                .orElse(null);
        if (rate == null) {
            return Outcome.refused(Refusal.of("orders.trade_in_no_rate"));
        }
        if (!offer.email().matches("[^@\\s]{1,64}@[^@\\s.]+(\\.[^@\\s.]+)+")
                || offer.email().length() > 200) {
            return Outcome.refused(Refusal.of("orders.bad_email"));
        }
        String code = RestoredCredit.code();
        String told = offer.description().strip();
        Instant now = clock.instant();
        return database.write(handle -> {
            restored.credit(
                    handle,
                    offer.language(),
                    new TradeInStore.Fresh(
                            code,
                            rate.category(),
                            rate.grade(),
                            told.length() > 500 ? told.substring(0, 500) : told,
                            offer.email(),
                            rate.credit(),
                            null,
                            now,
                            now.plus(GOOD_FOR)));
            return Outcome.done(TradeInStore.byCode(handle, code).orElseThrow());
        });
    }

    @Override
    public Optional<TradeIn> find(String code) {
        return database.read(handle -> TradeInStore.byCode(handle, code));
    }

    @Override
    public List<TradeIn> latest(int limit) {
        return database.read(handle -> TradeInStore.latest(handle, limit));
    }

    @Override
    public Outcome<TradeIn> inspect(long id, Money value, String actor) {
        return database.write(handle -> {
            TradeIn known = TradeInStore.lock(handle, "id", id).orElse(null);
            if (known == null || !value.currency().equals(known.quoted().currency())) {
                return Outcome.refused(Refusal.of("orders.trade_in_unknown"));
            }
            if (value.isNegative() || value.compareTo(known.quoted()) > 0) {
                return Outcome.refused(Refusal.of("orders.trade_in_value"));
            }
            State to = value.isZero() ? State.REFUSED : value.equals(known.quoted()) ? State.ACCEPTED : State.LOWERED;
            if (!TradeInTransitions.allowed(known.state(), to) || !paid(handle, known)) {
                return Outcome.refused(Refusal.of("orders.trade_in_not_now"));
            }
            move(handle, known, to, value);
            settle(handle, known, value, actor);
            return Outcome.done(TradeInStore.lock(handle, "id", id).orElseThrow());
        });
    }

    private static boolean paid(Handle handle, TradeIn known) {
        return handle.createQuery("""
                        SELECT o.paid_at IS NOT NULL FROM orders.trade_in t JOIN orders.orders o ON o.id = t.order_id
                        WHERE t.id = :id""")
                .bind("id", known.id())
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false);
    }

    private static void move(Handle handle, TradeIn known, State to, Money value) {
        handle.createUpdate("""
                        UPDATE orders.trade_in SET state = :to, valued_minor = :value WHERE id = :id AND state = :from""")
                .bind("to", to.name())
                .bind("value", value.minor())
                .bind("id", known.id())
                .bind("from", known.state().name())
                .execute();
    }

    /** More of the credit is in the order than the thing is worth: charged. Less: the rest is a new credit. */
    private void settle(Handle handle, TradeIn known, Money value, String actor) {
        long owed = known.used().minor() - value.minor();
        if (owed > 0) {
            OrderId charge = charge(handle, known, owed);
            handle.createUpdate("UPDATE orders.trade_in SET charge_order = :charge WHERE id = :id")
                    .bind("charge", charge.value())
                    .bind("id", known.id())
                    .execute();
            TradeInStore.entry(handle, new Entry(known.id(), "REVERSE", -owed, charge.value(), actor, clock.instant()));
        } else {
            restored.issue(handle, known, -owed);
        }
    }

    /** Paid by the shopper like any order; the natural key makes a second one impossible. */
    private OrderId charge(Handle handle, TradeIn known, long owed) {
        OrderId id = handle.createQuery("""
                        INSERT INTO orders.orders
                            (number, token, source, natural_key, customer_id, state, currency, goods_minor, total_minor,
                             units, name, email, visitor, language, address, placed_at, sweep_at)
                        SELECT nextval('orders.order_number')::text, :token, 'after-sale', 'trade-in-' || t.id,
                               o.customer_id, 'PENDING_PAYMENT', o.currency, :owed, :owed, 1, o.name, o.email, o.visitor,
                               o.language, o.address, :now, now() + make_interval(days => :days)
                        FROM orders.trade_in t JOIN orders.orders o ON o.id = t.order_id WHERE t.id = :id
                        RETURNING id""")
                .bind("token", Tokens.next())
                .bind("owed", owed)
                .bind("now", clock.instant())
                .bind("days", DAYS_TO_PAY)
                .bind("id", known.id())
                .mapTo(Long.class)
                .map(OrderId::new)
                .one();
        handle.createUpdate("""
                        INSERT INTO orders.order_line (order_id, line_no, code, title, quantity, unit_price_minor,
                                                       line_total_minor, kind)
                        VALUES (:order, 1, :code, :code, 1, :owed, :owed, 'charge')""")
                .bind("order", id.value())
                .bind("code", known.code())
                .bind("owed", owed)
                .execute();
        book.note(handle, id, OrderBook.Entry.system("orders.event.trade_in_charge", Map.of("code", known.code())));
        @Nullable Long first = handle.createQuery("SELECT order_id FROM orders.trade_in WHERE id = :id")
                .bind("id", known.id())
                .mapTo(Long.class)
                .one();
        book.note(
                handle,
                new OrderId(first),
                OrderBook.Entry.system("orders.event.trade_in_charge", Map.of("code", known.code())));
        return id;
    }

    @Override
    public String name() {
        return "orders.trade_in_expiry";
    }

    @Override
    public Duration period() {
        return Duration.ofMinutes(10);
    }

    @Override
    public void run() {
        database.execute(
                handle -> handle.createUpdate("""
                        WITH over AS (
                            UPDATE orders.trade_in SET state = 'EXPIRED' WHERE state = 'QUOTED' AND expires_at <= :now
                            RETURNING id, quoted_minor)
                        INSERT INTO orders.trade_in_entry (trade_in, kind, minor, actor, at)
                        SELECT id, 'EXPIRE', -quoted_minor, 'system', :now FROM over""").bind("now", clock.instant()).execute());
    }
}

package yardstick.orders.risk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import yardstick.kernel.Database;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.orders.OrderId;
import yardstick.orders.Risk.Rates;
import yardstick.orders.Risk.Rule;
import yardstick.orders.book.OrderBook;

/** What staff does: deciding on orders, changing rules, looking at the rates. */
@ApplicationScoped
class RiskDesk {

    @Inject
    Database database;

    @Inject
    OrderBook book;

    @Inject
    Clock clock;

    record Decision(OrderId order, boolean good, String actor) {}

    void decide(Handle handle, RiskStore.Row row, Decision decision) {
        handle.createUpdate("""
                        UPDATE orders.risk_assessment
                        SET outcome = :outcome, decided_by = :actor, decided_at = :now, decisions = decisions + 1,
                            challenge = CASE WHEN :good THEN 'NONE' WHEN challenge = 'OPEN' THEN 'NONE' ELSE challenge END,
                            verdict = CASE WHEN :good THEN 'ALLOW' ELSE 'BLOCK' END
                        WHERE id = :id""")
                .bind("outcome", decision.good() ? "GOOD" : "BAD")
                .bind("actor", decision.actor())
                .bind("now", clock.instant())
                .bind("good", decision.good())
                .bind("id", row.it().id())
                .execute();
        if (decision.good()) {
            handle.createUpdate("""
                            DELETE FROM orders.risk_blocked b USING orders.risk_trait t
                            WHERE t.assessment = :id AND b.kind = t.kind AND b.value = t.value""").bind("id", row.it().id()).execute();
        } else {
            handle.createUpdate("""
                            INSERT INTO orders.risk_blocked (kind, value, order_id, actor, at)
                            SELECT kind, value, :order, :actor, :now FROM orders.risk_trait
                            WHERE assessment = :id AND kind IN ('DEVICE', 'EMAIL', 'MEANS') ON CONFLICT DO NOTHING""")
                    .bind("order", decision.order().value())
                    .bind("actor", decision.actor())
                    .bind("now", clock.instant())
                    .bind("id", row.it().id())
                    .execute();
        }
        String key = decision.good() ? "orders.event.risk_good" : "orders.event.risk_bad";
        book.note(handle, decision.order(), new OrderBook.Entry(decision.actor(), key, Map.of()));
    }

    List<Rule> rules() {
        return database.read(handle -> handle.createQuery("SELECT * FROM orders.risk_rule ORDER BY trait, code")
                .map((row, context) -> new Rule(
                        row.getString("code"),
                        row.getString("trait"),
                        row.getString("measure"),
                        row.getInt("window_minutes"),
                        row.getLong("threshold"),
                        row.getString("verdict"),
                        row.getBoolean("active")))
                .list());
    }

    Outcome<Rule> change(Rule rule) {
        if (rule.windowMinutes() < 1
                || rule.windowMinutes() > 43_200
                || rule.threshold() < 1
                || !List.of("STEP_UP", "REVIEW", "BLOCK").contains(rule.verdict())) {
            return Outcome.refused(Refusal.of("orders.risk_bad_rule"));
        }
        int changed = database.write(handle -> handle.createUpdate("""
                        UPDATE orders.risk_rule SET window_minutes = :window, threshold = :threshold,
                               verdict = :verdict, active = :active
                        WHERE code = :code""")
                .bind("window", rule.windowMinutes())
                .bind("threshold", rule.threshold())
                .bind("verdict", rule.verdict())
                .bind("active", rule.active())
                .bind("code", rule.code())
                .execute());
        return changed == 1 ? Outcome.done(rule) : Outcome.refused(Refusal.of("orders.risk_bad_rule"));
    }

    Rates rates(Instant from, Instant to) {
        return database.read(handle -> handle.createQuery("""
                        SELECT count(*) AS checkouts,
                               count(*) FILTER (WHERE challenge <> 'NONE') AS stepped,
                               count(*) FILTER (WHERE challenge = 'PASSED') AS passed,
                               count(*) FILTER (WHERE verdict = 'REVIEW') AS held,
                               count(*) FILTER (WHERE verdict = 'BLOCK') AS blocked,
                               count(*) FILTER (WHERE stopped AND (outcome = 'GOOD'
                                   OR (outcome IS NULL AND challenge = 'PASSED' AND EXISTS (
                                       SELECT FROM orders.orders o
                                       WHERE o.natural_key = a.key AND o.source = 'shop' AND o.paid_at IS NOT NULL))))
                                   AS false_blocks,
                               count(*) FILTER (WHERE stopped) AS decided
                        FROM orders.risk_assessment a WHERE at >= :from AND at < :to""")
                .bind("from", from)
                .bind("to", to)
                .map((row, context) -> new Rates(
                        row.getLong("checkouts"),
                        row.getLong("stepped"),
                        row.getLong("passed"),
                        row.getLong("held"),
                        row.getLong("blocked"),
                        row.getLong("false_blocks"),
                        row.getLong("decided")))
                .one());
    }
}

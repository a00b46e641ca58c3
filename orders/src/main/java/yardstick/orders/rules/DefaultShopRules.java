package yardstick.orders.rules;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import yardstick.kernel.Database;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.orders.AfterSales.Reason;
import yardstick.orders.AfterSales.Words;
import yardstick.orders.ShopRules;

@ApplicationScoped
class DefaultShopRules implements ShopRules {

    private static final Set<String> ADVICE = Set.of("retry_later", "other_channel", "other_card", "contact_bank");
    private static final int LONGEST_WAIT = 1_440;
    private static final int LONGEST_WINDOW = 3_650;
    private static final int HIGHEST_FEE = 5_000;

    private static final int MOST_REASONS = 40;
    private static final int LONGEST_NAME = 80;

    private static final String NAME = "format('en=%s zh=%s', name_en, name_zh)";
    private static final String DECLINE = "format('advice=%s wait=%s', advice, wait_minutes)";
    private static final String RETURN =
            "format('fault=%s before=%s after=%s days=%s fee=%s', lower(fault), before_ship,"
                    + " after_ship, window_days, fee_bp)";

    @Inject
    Database database;

    @Inject
    Clock clock;

    @Override
    public List<DeclineRule> declines() {
        return database.read(handle -> handle.createQuery(
                        "SELECT reason, advice, wait_minutes FROM orders.decline_rule ORDER BY reason")
                .map((row, context) -> new DeclineRule(row.getString(1), row.getString(2), row.getInt(3)))
                .list());
    }

    @Override
    public Outcome<DeclineRule> change(DeclineRule rule, String actor) {
        if (!ADVICE.contains(rule.advice()) || rule.waitMinutes() < 0 || rule.waitMinutes() > LONGEST_WAIT) {
            return Outcome.refused(Refusal.of("orders.bad_decline_rule"));
        }
        return database.write(handle -> {
            Optional<String> before = line(handle, DECLINE, "decline_rule WHERE reason = :code", rule.reason());
            if (before.isEmpty()) {
                return Outcome.refused(Refusal.of("orders.unknown_rule"));
            }
            handle.createUpdate("""
                            UPDATE orders.decline_rule SET advice = :advice, wait_minutes = :wait
                            WHERE reason = :reason""")
                    .bind("advice", rule.advice())
                    .bind("wait", rule.waitMinutes())
                    .bind("reason", rule.reason())
                    .execute();
            note(handle, new Noted("DECLINE", rule.reason(), actor, before.get()));
            return Outcome.done(rule);
        });
    }

    @Override
    public Outcome<Reason> change(Reason reason, String actor) {
        if (reason.windowDays() < 0
                || reason.windowDays() > LONGEST_WINDOW
                || reason.feeBasisPoints() < 0
                || reason.feeBasisPoints() > HIGHEST_FEE) {
            return Outcome.refused(Refusal.of("orders.bad_return_rule"));
        }
        if (reason.shopsFault() && reason.feeBasisPoints() > 0) {
            return Outcome.refused(Refusal.of("orders.fee_for_own_fault"));
        }
        return database.write(handle -> {
            Optional<String> before = line(handle, RETURN, "return_reason WHERE code = :code", reason.code());
            if (before.isEmpty()) {
                return Outcome.refused(Refusal.of("orders.unknown_rule"));
            }
            handle.createUpdate("""
                            UPDATE orders.return_reason
                            SET fault = :fault, before_ship = :before, after_ship = :after, window_days = :days, fee_bp = :fee
                            WHERE code = :code""")
                    .bind("fault", reason.shopsFault() ? "SHOP" : "SHOPPER")
                    .bind("before", reason.beforeShipping())
                    .bind("after", reason.afterShipping())
                    .bind("days", reason.windowDays())
                    .bind("fee", reason.feeBasisPoints())
                    .bind("code", reason.code())
                    .execute();
            note(handle, new Noted("RETURN", reason.code(), actor, before.get()));
            return Outcome.done(reason);
        });
    }

    @Override
    public Outcome<Reason> add(Words words, String actor) {
        if (!said(words)) {
            return Outcome.refused(Refusal.of("orders.reason_words"));
        }
        return database.write(handle -> {
            handle.execute("LOCK TABLE orders.return_reason IN SHARE ROW EXCLUSIVE MODE");
            String code = handle.createQuery("""
                            INSERT INTO orders.return_reason
                                (code, position, fault, before_ship, after_ship, window_days, name_en, name_zh)
                            SELECT 'own_' || chr(97 + count(*)::int / 26) || chr(97 + count(*)::int % 26),
                                   max(position) + 1, 'SHOPPER', false, true, 14, :en, :zh
                            FROM orders.return_reason WHERE (SELECT count(*) FROM orders.return_reason) < :most
                            HAVING count(*) > 0
                            RETURNING code""")
                    .bind("en", words.en())
                    .bind("zh", words.zh())
                    .bind("most", MOST_REASONS)
                    .mapTo(String.class)
                    .findOne()
                    .orElse("");
            if (code.isEmpty()) {
                return Outcome.refused(Refusal.of("orders.too_many_reasons", "most", MOST_REASONS));
            }
            note(handle, new Noted("RETURN", code, actor, "-"));
            return Outcome.done(new Reason(code, false, false, true, 14, 0, words));
        });
    }

    @Override
    public Outcome<Boolean> rename(String code, Words words, String actor) {
        if (!said(words)) {
            return Outcome.refused(Refusal.of("orders.reason_words"));
        }
        return database.write(handle -> {
            Optional<String> before = line(handle, NAME, "return_reason WHERE code = :code AND name_en <> ''", code);
            if (before.isEmpty()) {
                return Outcome.refused(Refusal.of("orders.unknown_rule"));
            }
            handle.createUpdate("UPDATE orders.return_reason SET name_en = :en, name_zh = :zh WHERE code = :code")
                    .bind("en", words.en())
                    .bind("zh", words.zh())
                    .bind("code", code)
                    .execute();
            note(handle, new Noted("NAME", code, actor, before.get()));
            return Outcome.done(true);
        });
    }

    private static boolean said(Words words) {
        return Stream.of(words.en(), words.zh()).allMatch(each -> !each.isBlank() && each.length() <= LONGEST_NAME);
    }

    /** The rule as it is now, locked. */
    private static Optional<String> line(Handle handle, String values, String from, String code) {
        return handle.createQuery("SELECT " + values + " FROM orders." + from + " FOR UPDATE")
                .bind("code", code)
                .mapTo(String.class)
                .findOne();
    }

    private record Noted(String kind, String code, String actor, String before) {}

    /** Saving without a change leaves no trace. */
    private void note(Handle handle, Noted noted) {
        String now = noted.kind().equals("DECLINE")
                ? "SELECT " + DECLINE + " AS line FROM orders.decline_rule WHERE reason = :code"
                : "SELECT " + (noted.kind().equals("NAME") ? NAME : RETURN)
                        + " AS line FROM orders.return_reason WHERE code = :code";
        handle.createUpdate("""
                        INSERT INTO orders.rule_change (at, actor, kind, code, before, after)
                        SELECT :at, :actor, :kind, :code, :before, line FROM (""" + now + ") now WHERE line <> :before")
                .bind("at", clock.instant())
                .bind("actor", noted.actor())
                .bind("kind", noted.kind().equals("NAME") ? "RETURN" : noted.kind())
                .bind("code", noted.code())
                .bind("before", noted.before())
                .execute();
    }

    @Override
    public List<Change> changes(int limit) {
        return database.read(handle -> handle.createQuery("""
                        SELECT at, actor, kind, code, before, after FROM orders.rule_change ORDER BY id DESC LIMIT :limit""")
                .bind("limit", limit)
                .map((row, context) -> new Change(
                        row.getTimestamp(1).toInstant(),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getString(6)))
                .list());
    }
}

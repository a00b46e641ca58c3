package yardstick.membership.tier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import org.jdbi.v3.core.Handle;
import yardstick.kernel.Database;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.kernel.Settings;
import yardstick.membership.Tier;
import yardstick.membership.TierRules;

@ApplicationScoped
class DefaultTierRules implements TierRules {

    /** Half of everything is more than any shop means. */
    private static final int MOST = 5_000;

    private static final String LINE = "format('from=%s discount=%s points=%s', from_minor, discount_bp, earn_bp)";

    @Inject
    Database database;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    DefaultTierRules() {}

    DefaultTierRules(Database database, Settings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public List<Rule> rules() {
        return database.read(handle -> handle.createQuery("""
                        SELECT t.code, t.rank, t.from_minor, t.discount_bp, t.earn_bp,
                               (SELECT count(*) FROM membership.account a WHERE a.tier = t.code) AS members
                        FROM membership.tier t ORDER BY t.rank""")
                .map((row, context) -> new Rule(
                        new Tier(
                                row.getString("code"),
                                row.getInt("rank"),
                                Money.of(row.getLong("from_minor"), settings.currency()),
                                row.getInt("discount_bp")),
                        row.getInt("earn_bp"),
                        row.getLong("members")))
                .list());
    }

    @Override
    public Outcome<Boolean> change(Rule rule, String actor) {
        Tier tier = rule.tier();
        boolean sane = !tier.from().isNegative()
                && tier.from().currency().equals(settings.currency())
                && within(tier.discountBasisPoints())
                && within(rule.earnBasisPoints());
        if (!sane) {
            return Outcome.refused(Refusal.of("membership.bad_tier_rule"));
        }
        return database.write(handle -> {
            String before = lock(handle, tier.code());
            if (before.isEmpty()) {
                return Outcome.refused(Refusal.of("membership.unknown_tier"));
            }
            if (!update(handle, rule)) {
                return Outcome.refused(Refusal.of("membership.tiers_must_rise"));
            }
            note(handle, tier.code(), actor, before);
            return Outcome.done(true);
        });
    }

    private static boolean within(int basisPoints) {
        return basisPoints >= 0 && basisPoints <= MOST;
    }

    /** All tiers stand still while one is compared with its neighbours. */
    private static String lock(Handle handle, String code) {
        handle.execute("SELECT FROM membership.tier ORDER BY rank FOR UPDATE");
        return handle.createQuery("SELECT " + LINE + " FROM membership.tier WHERE code = :code")
                .bind("code", code)
                .mapTo(String.class)
                .findOne()
                .orElse("");
    }

    private static boolean update(Handle handle, Rule rule) {
        return handle.createUpdate("""
                        UPDATE membership.tier t SET from_minor = :from, discount_bp = :discount, earn_bp = :earn
                        WHERE code = :code
                          AND NOT EXISTS (SELECT FROM membership.tier o WHERE o.rank < t.rank AND o.from_minor >= :from)
                          AND NOT EXISTS (SELECT FROM membership.tier o WHERE o.rank > t.rank AND o.from_minor <= :from)
                          AND (:from = 0 OR EXISTS (SELECT FROM membership.tier o WHERE o.rank < t.rank))""")
                        .bind("from", rule.tier().from().minor())
                        .bind("discount", rule.tier().discountBasisPoints())
                        .bind("earn", rule.earnBasisPoints())
                        .bind("code", rule.tier().code())
                        .execute()
                == 1;
    }

    /** Saving without a change leaves no trace. */
    private void note(Handle handle, String code, String actor, String before) {
        handle.createUpdate("INSERT INTO membership.tier_rule_change (at, actor, tier, before, after)"
                        + " SELECT :at, :actor, :code, :before, line FROM (SELECT " + LINE
                        + " AS line FROM membership.tier WHERE code = :code) now WHERE line <> :before")
                .bind("at", clock.instant())
                .bind("actor", actor)
                .bind("code", code)
                .bind("before", before)
                .execute();
    }

    @Override
    public List<Change> changes(int limit) {
        return database.read(handle -> handle.createQuery("""
                        SELECT at, actor, tier, before, after FROM membership.tier_rule_change
                        ORDER BY id DESC LIMIT :limit""")
                .bind("limit", limit)
                .map((row, context) -> new Change(
                        row.getTimestamp(1).toInstant(),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5)))
                .list());
    }

    @Override
    public long outstanding() {
        return database.read(handle -> handle.createQuery("""
                        SELECT coalesce(sum(left_points), 0) FROM membership.points_lot
                        WHERE left_points > 0 AND expires_at > :now""")
                .bind("now", clock.instant())
                .mapTo(Long.class)
                .one());
    }
}

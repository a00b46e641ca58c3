package yardstick.membership.tier;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.kernel.Settings;
import yardstick.membership.Tier;
import yardstick.membership.TierRules;
import yardstick.membership.TierRules.Rule;
import yardstick.testkit.FixedClock;
import yardstick.testkit.TestDatabase;

class TierRulesTest {

    private static final Settings SETTINGS = Settings.of(Map.of());
    private final TierRules rules =
            new DefaultTierRules(TestDatabase.with("membership"), SETTINGS, new FixedClock("2026-03-01T10:00:00Z"));

    private Rule rule(String code, long from, int discount, int earn) {
        Tier known = rules.rules().stream()
                .map(Rule::tier)
                .filter(tier -> tier.code().equals(code))
                .findFirst()
                .orElse(new Tier(code, 9, Money.of(0, SETTINGS.currency()), 0));
        return new Rule(new Tier(code, known.rank(), Money.of(from, SETTINGS.currency()), discount), earn, 0);
    }

    private String refused(Rule rule) {
        return assertInstanceOf(Outcome.Refused.class, rules.change(rule, "owner"))
                .refusal()
                .code();
    }

    @Test
    void whatATierGivesIsChangedWithItsHistory() {
        assertEquals(Outcome.done(true), rules.change(rule("gold", 250_000, 250, 300), "owner"));
        assertEquals(Outcome.done(true), rules.change(rule("gold", 250_000, 250, 300), "owner"));
        Rule gold = rules.rules().get(2);
        assertEquals(300, gold.earnBasisPoints());
        assertEquals(250, gold.tier().discountBasisPoints());
        assertEquals(
                List.of("owner gold from=200000 discount=200 points=150 -> from=250000 discount=250 points=300"),
                rules.changes(10).stream()
                        .map(each -> each.actor() + " " + each.tier() + " " + each.before() + " -> " + each.after())
                        .toList(),
                "saving without a change leaves no trace");
    }

    @Test
    void tiersRiseFromNothing() {
        assertEquals("membership.tiers_must_rise", refused(rule("silver", 200_000, 100, 120)));
        assertEquals("membership.tiers_must_rise", refused(rule("gold", 50_000, 100, 120)));
        assertEquals("membership.tiers_must_rise", refused(rule("bronze", 1, 0, 100)));
        assertEquals("membership.bad_tier_rule", refused(rule("gold", 200_000, 5_001, 100)));
        assertEquals("membership.bad_tier_rule", refused(rule("gold", -1, 100, 100)));
        assertEquals("membership.unknown_tier", refused(rule("wood", 1, 0, 100)));
        assertEquals(List.of(), rules.changes(10));
        assertEquals(0, rules.outstanding());
    }
}

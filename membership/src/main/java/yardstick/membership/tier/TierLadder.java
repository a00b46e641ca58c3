package yardstick.membership.tier;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import yardstick.kernel.Database;
import yardstick.kernel.Money;
import yardstick.kernel.Settings;
import yardstick.membership.Tier;
import yardstick.orders.CustomerId;

/** The tiers from the lowest up; thresholds are in the shop's currency. */
@ApplicationScoped
public class TierLadder {

    private static final String COLUMNS = "t.code, t.rank, t.from_minor, t.discount_bp";

    @Inject
    Database database;

    @Inject
    Settings settings;

    TierLadder() {}

    public TierLadder(Database database, Settings settings) {
        this.database = database;
        this.settings = settings;
    }

    public List<Tier> tiers() {
        return database.read(
                handle -> handle.createQuery("SELECT " + COLUMNS + " FROM membership.tier t ORDER BY t.rank")
                        .map((row, context) -> tier(row))
                        .list());
    }

    public Tier byCode(String code) {
        return tiers().stream()
                .filter(tier -> tier.code().equals(code))
                .findFirst()
                .orElseThrow();
    }

    /** The tier of a member as stored; empty for a customer without an account. */
    public Optional<Tier> of(CustomerId customer) {
        return database.read(handle -> handle.createQuery("SELECT " + COLUMNS + """
                         FROM membership.account a JOIN membership.tier t ON t.code = a.tier
                        WHERE a.customer_id = :customer""")
                .bind("customer", customer.value())
                .map((row, context) -> tier(row))
                .findOne());
    }

    /** The highest tier whose threshold this spend reaches. */
    public Tier reachedBy(Money spent) {
        List<Tier> tiers = tiers();
        return tiers.reversed().stream()
                .filter(tier -> spent.compareTo(tier.from()) >= 0)
                .findFirst()
                .orElse(tiers.getFirst());
    }

    private Tier tier(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Tier(
                row.getString("code"),
                row.getInt("rank"),
                Money.of(row.getLong("from_minor"), settings.currency()),
                row.getInt("discount_bp"));
    }
}

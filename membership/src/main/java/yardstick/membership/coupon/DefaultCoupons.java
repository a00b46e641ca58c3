package yardstick.membership.coupon;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Database;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.kernel.Settings;
import yardstick.membership.Coupons;

/** Coupons as rows; codes are kept in upper case and read in any. */
@ApplicationScoped
class DefaultCoupons implements Coupons {

    private static final Pattern CODE = Pattern.compile("[A-Z0-9_-]{3,40}");

    @Inject
    Database database;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    DefaultCoupons() {}

    DefaultCoupons(Database database, Settings settings, Clock clock) {
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    static String code(String typed) {
        return typed.strip().toUpperCase(Locale.ROOT);
    }

    @Override
    public List<Coupon> all() {
        return database.read(
                handle -> handle.createQuery("SELECT * FROM membership.coupon ORDER BY created_at DESC, code")
                        .map((row, context) -> coupon(row))
                        .list());
    }

    @Override
    public Optional<Coupon> byCode(String code) {
        return database.read(handle -> handle.createQuery("SELECT * FROM membership.coupon WHERE code = :code")
                .bind("code", code(code))
                .map((row, context) -> coupon(row))
                .findOne());
    }

    @Override
    public Outcome<Coupon> create(Coupon coupon) {
        Optional<Refusal> problem = problem(coupon);
        if (problem.isPresent()) {
            return Outcome.refused(problem.get());
        }
        return insert(coupon)
                ? Outcome.done(byCode(coupon.code()).orElseThrow())
                : Outcome.refused(Refusal.of("membership.coupon_exists", "code", code(coupon.code())));
    }

    private Optional<Refusal> problem(Coupon coupon) {
        Money amount = coupon.amount();
        Money minimum = coupon.minimum();
        Instant starts = coupon.startsAt();
        Instant ends = coupon.endsAt();
        if (!CODE.matcher(code(coupon.code())).matches()) {
            return Optional.of(Refusal.of("membership.coupon_bad_code"));
        }
        boolean percentage = coupon.percentBasisPoints() > 0 && coupon.percentBasisPoints() <= 10_000;
        boolean fixed = coupon.percentBasisPoints() == 0 && amount != null && amount.isPositive();
        if (amount == null ? !percentage : !fixed) {
            return Optional.of(Refusal.of("membership.coupon_bad_discount"));
        }
        if (wrong(amount) || wrong(minimum)) {
            return Optional.of(Refusal.of("membership.coupon_other_currency"));
        }
        if (tooSmall(coupon.limit())
                || tooSmall(coupon.perCustomerLimit())
                || minimum != null && minimum.isNegative()) {
            return Optional.of(Refusal.of("membership.coupon_bad_limit"));
        }
        if (starts != null && ends != null && !starts.isBefore(ends)) {
            return Optional.of(Refusal.of("membership.coupon_bad_period"));
        }
        return Optional.empty();
    }

    private boolean wrong(@Nullable Money money) {
        return money != null && !money.currency().equals(settings.currency());
    }

    private static boolean tooSmall(@Nullable Integer limit) {
        return limit != null && limit < 1;
    }

    private boolean insert(Coupon coupon) {
        return database.write(handle -> handle.createUpdate("""
                        INSERT INTO membership.coupon (code, percent_bp, amount_minor, minimum_minor, currency, use_limit,
                            per_customer_limit, starts_at, ends_at, active, created_at)
                        VALUES (:code, :percent, :amount, :minimum, :currency, :limit, :perCustomer, :starts, :ends,
                            :active, :now)
                        ON CONFLICT (code) DO NOTHING""")
                        .bind("code", code(coupon.code()))
                        .bind("percent", coupon.percentBasisPoints())
                        .bind("amount", minor(coupon.amount()))
                        .bind("minimum", minor(coupon.minimum()))
                        .bind("currency", settings.currency())
                        .bind("limit", coupon.limit())
                        .bind("perCustomer", coupon.perCustomerLimit())
                        .bind("starts", utc(coupon.startsAt()))
                        .bind("ends", utc(coupon.endsAt()))
                        .bind("active", coupon.active())
                        .bind("now", utc(clock.instant()))
                        .execute())
                == 1;
    }

    @Override
    public void deactivate(String code) {
        database.execute(handle -> handle.createUpdate("UPDATE membership.coupon SET active = false WHERE code = :code")
                .bind("code", code(code))
                .execute());
    }

    private static @Nullable Long minor(@Nullable Money money) {
        return money == null ? null : money.minor();
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static Coupon coupon(ResultSet row) throws SQLException {
        String currency = row.getString("currency");
        return new Coupon(
                row.getString("code"),
                row.getInt("percent_bp"),
                money(row.getObject("amount_minor", Long.class), currency),
                money(row.getObject("minimum_minor", Long.class), currency),
                row.getObject("use_limit", Integer.class),
                row.getObject("per_customer_limit", Integer.class),
                row.getInt("used"),
                instant(row.getTimestamp("starts_at")),
                instant(row.getTimestamp("ends_at")),
                row.getBoolean("active"));
    }

    private static @Nullable Money money(@Nullable Long minor, String currency) {
        return minor == null ? null : Money.of(minor, currency);
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}

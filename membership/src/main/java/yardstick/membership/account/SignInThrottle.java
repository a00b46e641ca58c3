package yardstick.membership.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.HexFormat;
import yardstick.kernel.Database;
import yardstick.kernel.RecurringTask;

/**
 * At most {@link #LIMIT} tries per account in {@link #WINDOW}, counted from the first one, whether the account exists
 * or not. The count is kept in the database, so it holds over all nodes and restarts.
 */
@ApplicationScoped
class SignInThrottle implements RecurringTask {

    static final int LIMIT = 10;
    static final Duration WINDOW = Duration.ofMinutes(15);

    @Inject
    Database database;

    @Inject
    Clock clock;

    SignInThrottle() {}

    SignInThrottle(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** Counts a try; false when it is one too many. */
    boolean admit(String email) {
        return database.write(handle -> handle.createQuery("""
                        INSERT INTO membership.sign_in_try AS t (account_hash, first_at, tries)
                        VALUES (:account, :now, 1)
                        ON CONFLICT (account_hash) DO UPDATE
                            SET tries = CASE WHEN t.first_at <= :expired THEN 1 ELSE t.tries + 1 END,
                                first_at = CASE WHEN t.first_at <= :expired THEN :now ELSE t.first_at END
                        RETURNING tries""")
                        .bind("account", hash(email))
                        .bind("now", now())
                        .bind("expired", now().minus(WINDOW))
                        .mapTo(Integer.class)
                        .one())
                <= LIMIT;
    }

    void succeeded(String email) {
        database.execute(
                handle -> handle.createUpdate("DELETE FROM membership.sign_in_try WHERE account_hash = :account")
                        .bind("account", hash(email))
                        .execute());
    }

    @Override
    public String name() {
        return "membership-sign-in-tries";
    }

    @Override
    public Duration period() {
        return Duration.ofHours(1);
    }

    @Override
    public void run() {
        database.execute(handle -> handle.createUpdate("DELETE FROM membership.sign_in_try WHERE first_at <= :expired")
                .bind("expired", now().minus(WINDOW))
                .execute());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }

    private static String hash(String email) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(email.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}

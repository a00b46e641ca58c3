package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Database;
import yardstick.kernel.Outcome;
import yardstick.kernel.Passwords;
import yardstick.kernel.Refusal;
import yardstick.web.Sessions;

/**
 * Sign-in of staff: five wrong tries per name in fifteen minutes. A name that
 * does not exist takes as long and gets the same answer.
 */
@ApplicationScoped
class StaffDoor {

    static final int SHORTEST_PASSWORD = 10;
    private static final int LONGEST_PASSWORD = 200;
    private static final int TRIES = 5;
    private static final Duration WINDOW = Duration.ofMinutes(15);

    @Inject
    Database database;

    @Inject
    Clock clock;

    @Inject
    Sessions sessions;

    @Inject
    Passwords passwords;

    StaffDoor() {}

    StaffDoor(Database database, Clock clock, Sessions sessions, Passwords passwords) {
        this.database = database;
        this.clock = clock;
        this.sessions = sessions;
        this.passwords = passwords;
    }

    private record Credentials(long staff, @Nullable String hash) {}

    /** Why this password will not do, or null. */
    static @Nullable Refusal weakness(String password, String repeated) {
        if (password.length() < SHORTEST_PASSWORD) {
            return Refusal.of("admin.password.short", "minimum", SHORTEST_PASSWORD);
        }
        if (password.length() > LONGEST_PASSWORD) {
            return Refusal.of("admin.password.long", "maximum", LONGEST_PASSWORD);
        }
        return password.equals(repeated) ? null : Refusal.of("admin.password.differs");
    }

    /** Ends every other session of this person. */
    void setPassword(long staff, String password) {
        store(staff, password);
        sessions.closeAllOfStaff(staff);
    }

    private void store(long staff, String password) {
        String hash = passwords.hash(password);
        database.execute(
                handle -> handle.createUpdate("UPDATE storefront.staff SET password_hash = :hash WHERE id = :id")
                        .bind("hash", hash)
                        .bind("id", staff)
                        .execute());
    }

    /** The id of the person, or one refusal for wrong name and wrong password alike. */
    Outcome<Long> signIn(String username, String password) {
        String name = username.strip().toLowerCase(Locale.ROOT);
        if (!mayTry(name)) {
            return Outcome.refused(Refusal.of("admin.sign_in.too_many", "minutes", WINDOW.toMinutes()));
        }
        Credentials credentials = credentials(name).orElse(null);
        String stored = credentials == null ? null : credentials.hash();
        boolean right = password.length() <= LONGEST_PASSWORD && passwords.matches(password, stored);
        if (!right || credentials == null) {
            return Outcome.refused(Refusal.of("admin.sign_in.wrong"));
        }
        if (stored != null && passwords.outdated(stored)) {
            store(credentials.staff(), password);
        }
        forgive(name);
        return Outcome.done(credentials.staff());
    }

    /** Counts the try before it is judged, so that parallel guesses cannot slip through together. */
    private boolean mayTry(String name) {
        Instant now = clock.instant();
        return database.write(handle -> {
            handle.execute("SELECT pg_advisory_xact_lock(hashtext(?))", "staff sign-in " + name);
            handle.createUpdate("DELETE FROM storefront.staff_sign_in_failure WHERE failed_at <= :old")
                    .bind("old", at(now.minus(WINDOW)))
                    .execute();
            long tries = handle.createQuery(
                            "SELECT count(*) FROM storefront.staff_sign_in_failure WHERE username = :name")
                    .bind("name", name)
                    .mapTo(Long.class)
                    .one();
            if (tries >= TRIES) {
                return false;
            }
            handle.createUpdate(
                            "INSERT INTO storefront.staff_sign_in_failure (username, failed_at) VALUES (:name, :now)")
                    .bind("name", name)
                    .bind("now", at(now))
                    .execute();
            return true;
        });
    }

    private void forgive(String name) {
        database.execute(
                handle -> handle.createUpdate("DELETE FROM storefront.staff_sign_in_failure WHERE username = :name")
                        .bind("name", name)
                        .execute());
    }

    private Optional<Credentials> credentials(String name) {
        return database.read(handle -> handle.createQuery(
                        "SELECT id, password_hash FROM storefront.staff WHERE lower(username) = :name AND active")
                .bind("name", name)
                .map((row, context) -> new Credentials(row.getLong("id"), row.getString("password_hash")))
                .findOne());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

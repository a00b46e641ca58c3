package yardstick.web.admin;

import com.password4j.Argon2Function;
import com.password4j.types.Argon2;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Database;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.web.Seal;
import yardstick.web.Sessions;

/**
 * Passwords of staff: Argon2id (RFC 9106), two at a time, five wrong tries per name in fifteen minutes. A name that
 * does not exist takes as long and gets the same answer.
 */
@ApplicationScoped
class StaffDoor {

    static final int SHORTEST_PASSWORD = 10;
    private static final int LONGEST_PASSWORD = 200;
    private static final int TRIES = 5;
    private static final Duration WINDOW = Duration.ofMinutes(15);
    private static final Argon2Function HASHING = Argon2Function.getInstance(19_456, 2, 1, 32, Argon2.ID);

    private final SecureRandom random = new SecureRandom();
    private final Semaphore permits = new Semaphore(2);
    private volatile @Nullable String decoy;

    @Inject
    Database database;

    @Inject
    Clock clock;

    @Inject
    Sessions sessions;

    StaffDoor() {}

    StaffDoor(Database database, Clock clock, Sessions sessions) {
        this.database = database;
        this.clock = clock;
        this.sessions = sessions;
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
        String hash = hash(password);
        database.execute(
                handle -> handle.createUpdate("UPDATE storefront.staff SET password_hash = :hash WHERE id = :id")
                        .bind("hash", hash)
                        .bind("id", staff)
                        .execute());
        sessions.closeAllOfStaff(staff);
    }

    /** The id of the person, or one refusal for wrong name and wrong password alike. */
    Outcome<Long> signIn(String username, String password) {
        String name = username.strip().toLowerCase(Locale.ROOT);
        if (!mayTry(name)) {
            return Outcome.refused(Refusal.of("admin.sign_in.too_many", "minutes", WINDOW.toMinutes()));
        }
        Credentials credentials = credentials(name).orElse(null);
        String stored = credentials == null ? null : credentials.hash();
        boolean right = password.length() <= LONGEST_PASSWORD && matches(password, stored);
        if (!right || credentials == null) {
            return Outcome.refused(Refusal.of("admin.sign_in.wrong"));
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

    private String hash(String password) {
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        return limited(() -> HASHING.hash(bytes(password), salt).getResult());
    }

    private boolean matches(String password, @Nullable String stored) {
        String hash = stored == null ? decoy() : stored;
        boolean equal = limited(() -> Argon2Function.getInstanceFromHash(hash).check(bytes(password), bytes(hash)));
        return equal && stored != null;
    }

    private String decoy() {
        String current = decoy;
        if (current == null) {
            current = hash(Seal.token());
            decoy = current;
        }
        return current;
    }

    private <T> T limited(Supplier<T> computation) {
        permits.acquireUninterruptibly();
        try {
            return computation.get();
        } finally {
            permits.release();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

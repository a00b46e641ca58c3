package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Database;
import yardstick.web.Role;
import yardstick.web.Seal;
import yardstick.web.Staff;

/**
 * One-time links into the admin. A link is good once and for a day; whoever uses the first one becomes the owner and
 * has to set a password before anything else.
 */
@ApplicationScoped
public class Entrance {

    static final Duration GOOD_FOR = Duration.ofHours(24);

    private static final String PURPOSE = "admin";
    private static final String INVITATION = "invitation";

    @Inject
    Database database;

    @Inject
    Clock clock;

    /** For the container. */
    protected Entrance() {}

    public Entrance(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param token goes into the address; only its digest is stored */
    public record Link(String token, Instant expiresAt) {}

    public Link open() {
        return database.write(handle -> open(handle, PURPOSE, null));
    }

    /** For a member of staff to set a password with; earlier ones of theirs end. */
    Link invite(Handle handle, long staff) {
        handle.createUpdate("DELETE FROM storefront.one_time_link WHERE staff = :staff")
                .bind("staff", staff)
                .execute();
        return open(handle, INVITATION, staff);
    }

    private Link open(Handle handle, String purpose, @Nullable Long staff) {
        String token = Seal.token();
        Instant now = clock.instant();
        Instant expires = now.plus(GOOD_FOR);
        handle.createUpdate("DELETE FROM storefront.one_time_link WHERE expires_at <= :now")
                .bind("now", at(now))
                .execute();
        handle.createUpdate("""
                        INSERT INTO storefront.one_time_link (token_hash, purpose, staff, created_at, expires_at)
                        VALUES (:hash, :purpose, :staff, :now, :expires)""")
                .bind("hash", Seal.digest(token))
                .bind("purpose", purpose)
                .bind("staff", staff)
                .bind("now", at(now))
                .bind("expires", at(expires))
                .execute();
        return new Link(token, expires);
    }

    /** True while the link is good; using it up takes {@link #use}. */
    boolean good(String token) {
        return database.read(handle -> handle.createQuery("""
                        SELECT count(*) FROM storefront.one_time_link
                        WHERE token_hash = :hash AND purpose IN ('admin', 'invitation') AND used_at IS NULL
                          AND expires_at > :now""")
                        .bind("hash", Seal.digest(token))
                        .bind("now", at(clock.instant()))
                        .mapTo(Long.class)
                        .one()
                > 0);
    }

    /** Uses the link up; of two callers one gets in. */
    Optional<Staff> use(String token) {
        Instant now = clock.instant();
        return database.write(handle -> {
            Used used = handle.createQuery("""
                            UPDATE storefront.one_time_link SET used_at = :now
                            WHERE token_hash = :hash AND purpose IN ('admin', 'invitation') AND used_at IS NULL
                              AND expires_at > :now
                            RETURNING staff""")
                    .bind("now", at(now))
                    .bind("hash", Seal.digest(token))
                    .map((row, context) -> new Used(row.getObject("staff", Long.class)))
                    .findOne()
                    .orElse(null);
            if (used == null) {
                return Optional.empty();
            }
            Long invited = used.staff();
            return invited == null ? Optional.of(owner(handle, now)) : active(handle, invited);
        });
    }

    private record Used(@Nullable Long staff) {}

    private static Optional<Staff> active(Handle handle, long id) {
        return handle.createQuery("SELECT username, name, role FROM storefront.staff WHERE id = :id AND active")
                .bind("id", id)
                .map((row, context) -> new Staff(
                        id, row.getString("username"), row.getString("name"), Role.valueOf(row.getString("role"))))
                .findOne();
    }

    private static Staff owner(Handle handle, Instant now) {
        handle.execute("SELECT pg_advisory_xact_lock(hashtext('storefront.first_owner'))");
        return handle.createQuery("""
                        SELECT id, username, name FROM storefront.staff
                        WHERE role = 'OWNER' AND active ORDER BY id LIMIT 1""")
                .map((row, context) ->
                        new Staff(row.getLong("id"), row.getString("username"), row.getString("name"), Role.OWNER))
                .findOne()
                .orElseGet(() -> firstOwner(handle, now));
    }

    private static Staff firstOwner(Handle handle, Instant now) {
        long id = handle.createQuery("""
                        INSERT INTO storefront.staff (username, name, role, created_at)
                        VALUES ('owner', 'Owner', 'OWNER', :now) RETURNING id""").bind("now", at(now)).mapTo(Long.class).one();
        return new Staff(id, "owner", "Owner", Role.OWNER);
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

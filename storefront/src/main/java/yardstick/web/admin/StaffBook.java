package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Database;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.web.Role;
import yardstick.web.Sessions;
import yardstick.web.Staff;

/**
 * The accounts of staff. Nobody grants or takes a role they do not hold themselves, nobody changes themselves, and one
 * active owner is always left: the owners are locked before one of them loses the role.
 */
@ApplicationScoped
public class StaffBook {

    @Inject
    Database database;

    @Inject
    Clock clock;

    @Inject
    Sessions sessions;

    @Inject
    Entrance entrance;

    StaffBook() {}

    StaffBook(Database database, Clock clock, Sessions sessions, Entrance entrance) {
        this.database = database;
        this.clock = clock;
        this.sessions = sessions;
        this.entrance = entrance;
    }

    /** @param ready a password is set */
    public record Account(
            long id, String username, String name, Role role, boolean active, boolean ready, Instant createdAt) {}

    /** Somebody who was invited and the token of their link. */
    public record Invited(Account account, Entrance.Link link) {}

    public List<Account> all() {
        return database.read(
                handle -> handle.createQuery("SELECT * FROM storefront.staff ORDER BY active DESC, lower(username)")
                        .map((row, context) -> account(row))
                        .list());
    }

    private static Account account(java.sql.ResultSet row) throws java.sql.SQLException {
        return new Account(
                row.getLong("id"),
                row.getString("username"),
                row.getString("name"),
                Role.valueOf(row.getString("role")),
                row.getBoolean("active"),
                row.getString("password_hash") != null,
                row.getTimestamp("created_at").toInstant());
    }

    private static Optional<Account> lock(Handle handle, long id) {
        return handle.createQuery("SELECT * FROM storefront.staff WHERE id = :id FOR UPDATE")
                .bind("id", id)
                .map((row, context) -> account(row))
                .findOne();
    }

    Outcome<Invited> invite(Staff actor, String username, String name, Role role) {
        if (!actor.role().holds(role)) {
            return Outcome.refused(Refusal.of("admin.staff.not_yours"));
        }
        String login = username.strip();
        if (!login.matches("[A-Za-z0-9._-]{2,40}")) {
            return Outcome.refused(Refusal.of("admin.staff.bad_username"));
        }
        return database.write(handle -> {
            Long id = handle.createQuery("""
                            INSERT INTO storefront.staff (username, name, role, created_at, invited_by)
                            VALUES (:username, :name, :role, :now, :by) ON CONFLICT DO NOTHING RETURNING id""")
                    .bind("username", login)
                    .bind("name", name.isBlank() ? login : name.strip())
                    .bind("role", role.name())
                    .bind("now", now())
                    .bind("by", actor.id())
                    .mapTo(Long.class)
                    .findOne()
                    .orElse(null);
            return id == null
                    ? Outcome.refused(Refusal.of("admin.staff.taken"))
                    : Outcome.done(new Invited(lock(handle, id).orElseThrow(), entrance.invite(handle, id)));
        });
    }

    /** A new link for somebody who lost theirs or their password. */
    Outcome<Invited> link(Staff actor, long id) {
        return change(
                actor,
                id,
                (handle, account) -> account.active()
                        ? Outcome.done(new Invited(account, entrance.invite(handle, id)))
                        : Outcome.refused(Refusal.of("admin.staff.disabled")));
    }

    Outcome<Account> assign(Staff actor, long id, Role role) {
        if (!actor.role().holds(role)) {
            return Outcome.refused(Refusal.of("admin.staff.not_yours"));
        }
        return change(actor, id, (handle, account) -> {
            if (account.role() == Role.OWNER && role != Role.OWNER && lastOwner(handle, id)) {
                return Outcome.refused(Refusal.of("admin.staff.last_owner"));
            }
            return update(handle, id, "role = '" + role.name() + "'");
        });
    }

    /** Ends every session at once. */
    Outcome<Account> disable(Staff actor, long id) {
        Outcome<Account> outcome = change(actor, id, (handle, account) -> {
            if (account.role() == Role.OWNER && lastOwner(handle, id)) {
                return Outcome.refused(Refusal.of("admin.staff.last_owner"));
            }
            handle.createUpdate("DELETE FROM storefront.one_time_link WHERE staff = :id")
                    .bind("id", id)
                    .execute();
            return update(handle, id, "active = false, disabled_at = now()");
        });
        if (outcome instanceof Outcome.Done<Account>) {
            sessions.closeAllOfStaff(id);
        }
        return outcome;
    }

    Outcome<Account> enable(Staff actor, long id) {
        return change(actor, id, (handle, account) -> update(handle, id, "active = true, disabled_at = NULL"));
    }

    private interface Change<T> {
        Outcome<T> apply(Handle handle, Account account);
    }

    private <T> Outcome<T> change(Staff actor, long id, Change<T> change) {
        if (actor.id() == id) {
            return Outcome.refused(Refusal.of("admin.staff.yourself"));
        }
        return database.write(handle -> {
            handle.execute("SELECT id FROM storefront.staff WHERE role = 'OWNER' ORDER BY id FOR UPDATE");
            @Nullable Account account = lock(handle, id).orElse(null);
            if (account == null || !actor.role().holds(account.role())) {
                return Outcome.refused(Refusal.of("admin.staff.not_yours"));
            }
            return change.apply(handle, account);
        });
    }

    private static boolean lastOwner(Handle handle, long id) {
        return handle.createQuery("SELECT count(*) FROM storefront.staff WHERE role = 'OWNER' AND active AND id <> :id")
                        .bind("id", id)
                        .mapTo(Long.class)
                        .one()
                == 0;
    }

    private static Outcome<Account> update(Handle handle, long id, String what) {
        handle.createUpdate("UPDATE storefront.staff SET " + what + " WHERE id = :id")
                .bind("id", id)
                .execute();
        return Outcome.done(lock(handle, id).orElseThrow());
    }

    private OffsetDateTime now() {
        return clock.instant().atOffset(ZoneOffset.UTC);
    }
}

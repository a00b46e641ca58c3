package yardstick.web;

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
import yardstick.orders.CustomerId;

/**
 * Sign-ins of browsers, as rows: the same on every node and gone when revoked. The cookie holds a random token, the
 * row its digest. Signing in and out always makes a new one. Customers and staff have cookies of their own.
 */
@ApplicationScoped
public class Sessions {

    private static final Duration CUSTOMER_AGE = Duration.ofDays(30);
    private static final Duration STAFF_AGE = Duration.ofHours(12);
    private static final Duration SEEN_EVERY = Duration.ofMinutes(5);

    /** Who a browser is known as. */
    public record Known(
            @Nullable CustomerId customer, @Nullable Staff staff) {
        static final Known NOBODY = new Known(null, null);
    }

    private record Row(@Nullable Long customer, @Nullable Staff staff, Instant lastSeen) {}

    @Inject
    Database database;

    @Inject
    Clock clock;

    /** For the container. */
    protected Sessions() {}

    public Sessions(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    Known find(Cookies cookies) {
        String member = cookies.get(Cookies.MEMBER);
        String staff = cookies.get(Cookies.STAFF);
        if (member == null && staff == null) {
            return Known.NOBODY;
        }
        Long customer = member == null
                ? null
                : row(member, CUSTOMER_AGE).map(Row::customer).orElse(null);
        Staff person =
                staff == null ? null : row(staff, STAFF_AGE).map(Row::staff).orElse(null);
        return new Known(customer == null ? null : new CustomerId(customer), person);
    }

    private Optional<Row> row(String token, Duration age) {
        String hash = Seal.digest(token);
        Instant now = clock.instant();
        Optional<Row> row = database.read(handle -> handle.createQuery("""
                        SELECT s.customer, s.last_seen_at, f.id, f.username, f.name, f.role
                        FROM storefront.web_session s LEFT JOIN storefront.staff f ON f.id = s.staff AND f.active
                        WHERE s.token_hash = :hash AND s.expires_at > :now""")
                .bind("hash", hash)
                .bind("now", at(now))
                .map((r, context) -> {
                    long customer = r.getLong("customer");
                    Long known = r.wasNull() ? null : customer;
                    String role = r.getString("role");
                    Staff person = role == null
                            ? null
                            : new Staff(
                                    r.getLong("id"), r.getString("username"), r.getString("name"), Role.valueOf(role));
                    return new Row(known, person, r.getTimestamp("last_seen_at").toInstant());
                })
                .findOne());
        if (row.isPresent() && row.get().lastSeen().isBefore(now.minus(SEEN_EVERY))) {
            database.execute(handle -> touch(handle, hash, now, age));
        }
        return row;
    }

    private static void touch(Handle handle, String hash, Instant now, Duration age) {
        handle.createUpdate("""
                        UPDATE storefront.web_session SET last_seen_at = :now, expires_at = :expires
                        WHERE token_hash = :hash""")
                .bind("now", at(now))
                .bind("expires", at(now.plus(age)))
                .bind("hash", hash)
                .execute();
    }

    void open(Cookies cookies, CustomerId customer) {
        close(cookies, Cookies.MEMBER);
        cookies.set(Cookies.MEMBER, insert(customer.value(), null, CUSTOMER_AGE), CUSTOMER_AGE);
    }

    void openStaff(Cookies cookies, long staff) {
        close(cookies, Cookies.STAFF);
        cookies.set(Cookies.STAFF, insert(null, staff, STAFF_AGE), STAFF_AGE);
    }

    private String insert(@Nullable Long customer, @Nullable Long staff, Duration age) {
        String token = Seal.token();
        Instant now = clock.instant();
        database.execute(handle -> {
            handle.createUpdate("DELETE FROM storefront.web_session WHERE expires_at <= :now")
                    .bind("now", at(now))
                    .execute();
            handle.createUpdate("""
                            INSERT INTO storefront.web_session
                                (token_hash, customer, staff, created_at, last_seen_at, expires_at)
                            VALUES (:hash, :customer, :staff, :now, :now, :expires)""")
                    .bind("hash", Seal.digest(token))
                    .bind("customer", customer)
                    .bind("staff", staff)
                    .bind("now", at(now))
                    .bind("expires", at(now.plus(age)))
                    .execute();
        });
        return token;
    }

    void close(Cookies cookies, String cookie) {
        String token = cookies.get(cookie);
        if (token == null) {
            return;
        }
        database.execute(handle -> handle.createUpdate("DELETE FROM storefront.web_session WHERE token_hash = :hash")
                .bind("hash", Seal.digest(token))
                .execute());
        cookies.clear(cookie);
    }

    /** Ends every session of the customer, for example after a changed password. */
    public void closeAll(CustomerId customer) {
        database.execute(handle -> handle.createUpdate("DELETE FROM storefront.web_session WHERE customer = :id")
                .bind("id", customer.value())
                .execute());
    }

    /** Ends every session of a member of staff. */
    public void closeAllOfStaff(long staff) {
        database.execute(handle -> handle.createUpdate("DELETE FROM storefront.web_session WHERE staff = :id")
                .bind("id", staff)
                .execute());
    }

    private static OffsetDateTime at(Instant instant) {
        return instant.atOffset(ZoneOffset.UTC);
    }
}

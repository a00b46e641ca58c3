package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import yardstick.kernel.Database;
import yardstick.web.Staff;

/** Every request of staff that may change something, whether it was done, refused or forbidden. Append-only. */
@ApplicationScoped
public class AuditTrail {

    @Inject
    Database database;

    @Inject
    Clock clock;

    AuditTrail() {}

    AuditTrail(Database database, Clock clock) {
        this.database = database;
        this.clock = clock;
    }

    /** @param status what was answered; {@code detail} is the message that was shown, if any */
    public record Entry(
            Instant at, String username, String role, String action, String path, int status, String requestId) {}

    /** One request. */
    record Request(String action, String path, int status, String requestId) {}

    void record(Staff staff, Request request) {
        database.execute(handle -> handle.createUpdate("""
                        INSERT INTO storefront.staff_action
                            (at, staff, username, role, action, path, status, request_id)
                        VALUES (:at, :staff, :username, :role, :action, :path, :status, :request)""")
                .bind("at", clock.instant().atOffset(ZoneOffset.UTC))
                .bind("staff", staff.id())
                .bind("username", staff.username())
                .bind("role", staff.role().name())
                .bind("action", request.action())
                .bind("path", request.path())
                .bind("status", request.status())
                .bind("request", request.requestId())
                .execute());
    }

    List<Entry> latest(int limit) {
        return database.read(handle -> handle.createQuery("""
                        SELECT at, username, role, action, path, status, request_id FROM storefront.staff_action
                        ORDER BY id DESC LIMIT :limit""")
                .bind("limit", limit)
                .map((row, context) -> new Entry(
                        row.getTimestamp(1).toInstant(),
                        row.getString(2),
                        row.getString(3),
                        row.getString(4),
                        row.getString(5),
                        row.getInt(6),
                        row.getString(7)))
                .list());
    }
}

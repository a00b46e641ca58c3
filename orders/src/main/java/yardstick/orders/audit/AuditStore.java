package yardstick.orders.audit;

import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.statement.StatementContext;
import yardstick.kernel.Database;
import yardstick.orders.Audits.Broken;
import yardstick.orders.Audits.Ledger;
import yardstick.orders.Audits.Report;
import yardstick.orders.json.JsonText;

/** Statements on {@code orders.audit_run}. */
final class AuditStore {

    /** More than this many reports are of no use to anybody. */
    private static final int KEPT = 400;

    private AuditStore() {}

    static void insert(Database database, Report report, String trigger) {
        JsonArrayBuilder broken = JsonText.array();
        report.broken()
                .forEach(each -> broken.add(
                        JsonText.object().add("invariant", each.invariant()).add("example", each.example())));
        String list = broken.build().toString();
        database.execute(handle -> {
            handle.createUpdate("""
                            INSERT INTO orders.audit_run (at, trigger, millis, invariants, ledger, broken)
                            VALUES (:at, :trigger, :millis, :invariants, :ledger, :broken::jsonb)""")
                    .bind("at", report.at().atOffset(ZoneOffset.UTC))
                    .bind("trigger", trigger)
                    .bind("millis", report.millis())
                    .bind("invariants", report.invariants())
                    .bind("ledger", report.ledger().name())
                    .bind("broken", list)
                    .execute();
            handle.createUpdate("""
                            DELETE FROM orders.audit_run WHERE id <= (
                                SELECT id FROM orders.audit_run ORDER BY id DESC OFFSET :kept LIMIT 1)""").bind("kept", KEPT).execute();
        });
    }

    static List<Report> latest(Database database, int limit) {
        return database.read(handle -> handle.createQuery("""
                        SELECT at, millis, invariants, ledger, broken FROM orders.audit_run
                        ORDER BY at DESC, id DESC LIMIT :limit""")
                .bind("limit", limit)
                .map(AuditStore::report)
                .list());
    }

    private static Report report(ResultSet row, StatementContext context) throws SQLException {
        List<Broken> broken = JsonText.parse("{\"broken\":" + row.getString("broken") + "}")
                .getJsonArray("broken")
                .getValuesAs(JsonObject.class)
                .stream()
                .map(each -> new Broken(each.getString("invariant"), each.getString("example")))
                .toList();
        return new Report(
                row.getTimestamp("at").toInstant(),
                row.getLong("millis"),
                row.getInt("invariants"),
                Ledger.valueOf(row.getString("ledger")),
                broken);
    }
}

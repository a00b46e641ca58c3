package yardstick.orders.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import yardstick.kernel.Database;
import yardstick.orders.Audits.Broken;
import yardstick.orders.audit.GatewayLedger.Line;
import yardstick.orders.sql.SqlArrays;

/** Compares what the gateway moved with what the shop booked, attempt by attempt. */
final class LedgerCheck {

    private static final int MOST_EXAMPLES = 20;

    private static final String LEDGER = """
            WITH ledger AS (
                SELECT * FROM unnest(:attempts, :numbers, :currencies, :captured, :refunded, :settled)
                    AS ledger(attempt, number, currency, captured, refunded, settled))
            """;

    private static final Map<String, String> STATEMENTS = statements();

    private LedgerCheck() {}

    private static Map<String, String> statements() {
        Map<String, String> all = new LinkedHashMap<>();
        all.put("ledger.every_capture_is_booked", """
                SELECT format('attempt %s of order %s: gateway took %s %s, shop booked %s %s', l.attempt, l.number,
                              l.captured, l.currency, a.captured_minor, a.currency)
                FROM ledger l
                LEFT JOIN orders.payment_attempt a ON a.id = l.attempt
                LEFT JOIN orders.orders o ON o.id = a.order_id
                WHERE l.settled = 1 AND l.captured > 0
                  AND (a.id IS NULL OR a.captured_minor <> l.captured OR a.currency <> l.currency OR o.number <> l.number)""");
        all.put("ledger.every_booked_capture_was_taken", """
                SELECT format('attempt %s: shop booked %s, gateway took %s', a.id, a.captured_minor, l.captured)
                FROM orders.payment_attempt a LEFT JOIN ledger l ON l.attempt = a.id
                WHERE a.captured_minor > 0 AND a.flow <> 'OFFLINE' AND a.captured_minor <> coalesce(l.captured, 0)""");
        all.put("ledger.every_refund_was_paid_out", """
                SELECT format('attempt %s: shop booked %s back, gateway %s', coalesce(r.attempt_id, l.attempt),
                              coalesce(r.amount, 0), coalesce(l.refunded, 0))
                FROM (SELECT refund.attempt_id, sum(refund.amount_minor) AS amount FROM orders.refund
                      JOIN orders.payment_attempt a ON a.id = refund.attempt_id AND a.flow <> 'OFFLINE'
                      WHERE refund.source = 'shop' AND refund.state = 'COMPLETED' GROUP BY refund.attempt_id) r
                FULL JOIN ledger l ON l.attempt = r.attempt_id
                WHERE coalesce(r.amount, 0) > coalesce(l.refunded, 0)
                   OR l.settled = 1 AND coalesce(r.amount, 0) < l.refunded""");
        all.put("ledger.no_order_is_charged_twice", """
                SELECT format('order %s: %s payments kept', l.number, count(*)) FROM ledger l
                WHERE l.settled = 1 AND l.captured > l.refunded GROUP BY l.number HAVING count(*) > 1""");
        all.put("ledger.no_money_without_order", """
                SELECT format('order %s is %s and the gateway keeps %s %s', l.number, coalesce(o.state, 'unknown'),
                              l.captured - l.refunded, l.currency)
                FROM ledger l LEFT JOIN orders.orders o ON o.number = l.number
                WHERE l.settled = 1 AND l.captured > l.refunded
                  AND (o.id IS NULL OR o.state IN ('PENDING_PAYMENT', 'CANCELLED', 'REFUNDED'))""");
        return all;
    }

    static List<String> names() {
        return List.copyOf(STATEMENTS.keySet());
    }

    private static final class Sums {

        private final Line first;
        private long captured;
        private long refunded;
        private boolean settled = true;

        Sums(Line first) {
            this.first = first;
        }
    }

    /** @param settledBefore what happened at the gateway later than this may not have arrived here yet */
    static List<Broken> broken(Database database, List<Line> lines, Instant settledBefore) {
        Map<String, Sums> byAttempt = new LinkedHashMap<>();
        for (Line line : lines) {
            Sums sums = byAttempt.computeIfAbsent(line.attempt(), key -> new Sums(line));
            sums.captured += line.kind().equals("capture") ? line.amountMinor() : 0;
            sums.refunded += line.kind().equals("refund") ? line.amountMinor() : 0;
            sums.settled &= line.at().isBefore(settledBefore);
        }
        return database.read(handle -> broken(SqlArrays.on(handle), byAttempt));
    }

    private static List<Broken> broken(Handle handle, Map<String, Sums> byAttempt) {
        List<Sums> sums = List.copyOf(byAttempt.values());
        List<Broken> broken = new ArrayList<>();
        STATEMENTS.forEach((name, statement) -> handle.createQuery(
                        LEDGER + "SELECT example FROM (" + statement + ") AS found(example) LIMIT " + MOST_EXAMPLES)
                .bindArray("attempts", String.class, List.copyOf(byAttempt.keySet()))
                .bindArray(
                        "numbers",
                        String.class,
                        sums.stream().map(each -> each.first.order()).toList())
                .bindArray(
                        "currencies",
                        String.class,
                        sums.stream().map(each -> each.first.currency()).toList())
                .bindArray(
                        "captured",
                        Long.class,
                        sums.stream().map(each -> each.captured).toList())
                .bindArray(
                        "refunded",
                        Long.class,
                        sums.stream().map(each -> each.refunded).toList())
                .bindArray(
                        "settled",
                        Integer.class,
                        sums.stream().map(each -> each.settled ? 1 : 0).toList())
                .mapTo(String.class)
                .forEach(example -> broken.add(new Broken(name, example))));
        return broken;
    }
}

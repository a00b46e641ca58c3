package yardstick.tracking.store;

import java.util.Collections;

/**
 * Events with the trace they belong to. A person is a customer in every browser that signed in as this customer, and
 * otherwise a browser; a trace is what a person did after one order up to the next, and what became of that next order.
 * Times decide, so an event that comes late or twice changes no other one's trace.
 */
public final class TraceSql {

    /** Who a browser belongs to is told by the server alone. */
    private static final String TOLD =
            "customer IS NOT NULL AND visitor IS NOT NULL AND name IN ('login', 'sign_up', 'purchase')";

    /** Arguments: customer. */
    static final String CUSTOMERS = "SELECT DISTINCT visitor FROM events WHERE customer = ? AND visitor IS NOT NULL";

    /** Arguments: order. */
    public static final String BROWSERS = """
            WITH seed AS (SELECT DISTINCT visitor FROM events WHERE order_id = ? AND visitor IS NOT NULL),
                names AS (SELECT DISTINCT customer FROM events SEMI JOIN seed USING (visitor) WHERE %1$s)
            SELECT visitor FROM seed
            UNION SELECT visitor FROM events SEMI JOIN names USING (customer) WHERE %1$s""".formatted(TOLD);

    private TraceSql() {}

    /**
     * Columns {@code trace} and those of the events. Before its first sign-in a browser belongs to whom it came to belong.
     *
     * @param events a table expression with the columns of {@code events}
     */
    static String of(String events) {
        return """
                WITH source AS (SELECT * FROM %1$s),
                    told AS (SELECT visitor, customer, occurred_at AS since FROM source WHERE %2$s),
                    earliest AS (SELECT visitor, arg_min(customer, since) AS customer FROM told GROUP BY visitor),
                    owned AS (
                        SELECT e.*, coalesce('c' || k.customer, 'c' || f.customer, 'v' || e.visitor) AS person
                        FROM source e ASOF LEFT JOIN told k ON k.visitor = e.visitor AND e.occurred_at >= k.since
                        LEFT JOIN earliest f ON f.visitor = e.visitor),
                    ordered AS (
                        SELECT order_id, arg_min(person, occurred_at) AS person, min(occurred_at) AS placed_at
                        FROM owned WHERE order_id IS NOT NULL GROUP BY order_id),
                    placed AS (
                        SELECT *, coalesce(person || '/' || coalesce(lag(order_id) OVER (
                                   PARTITION BY person ORDER BY placed_at, order_id), 0), 'o' || order_id) AS way
                        FROM ordered)
                SELECT substr(sha256(coalesce(w.way, n.way, e.person || '/' || coalesce(b.order_id, 0))), 1, 32) AS trace,
                       e.* EXCLUDE (person)
                FROM owned e
                LEFT JOIN placed w ON w.order_id = e.order_id
                ASOF LEFT JOIN placed n ON n.person = e.person AND e.occurred_at <= n.placed_at
                ASOF LEFT JOIN placed b ON b.person = e.person AND e.occurred_at > b.placed_at
                """.formatted(events, TOLD);
    }

    /** The trace of one order. Arguments: the browsers, the order twice. */
    public static String ofOrder(int browsers) {
        String these = "(SELECT * FROM events WHERE visitor IN ("
                + String.join(", ", Collections.nCopies(Math.max(1, browsers), "?")) + ") OR order_id = ?)";
        return "WITH traced AS MATERIALIZED (" + of(these) + """
                ), own AS (SELECT any_value(trace) AS trace FROM traced WHERE order_id = ?)
                SELECT t.trace, name, epoch_us(occurred_at), visitor, page, sku, order_id, value_minor, currency
                FROM traced t SEMI JOIN own USING (trace) ORDER BY occurred_at, name LIMIT 10000""";
    }

    static String view() {
        return "CREATE OR REPLACE VIEW traces AS " + of("events");
    }
}

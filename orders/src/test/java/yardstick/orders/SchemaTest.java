package yardstick.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import yardstick.testkit.TestDatabase;

/** The promises that the tables keep whatever the code does. */
class SchemaTest {

    private static final TestDatabase DATABASE = TestDatabase.with("catalog", "orders");

    /** One sound row of every table that has rules; each case below spoils one of them. */
    @BeforeAll
    static void soundRows() {
        DATABASE.execute(handle -> handle.createScript("""
                INSERT INTO orders.orders (number, token, source, natural_key, state, currency, goods_minor,
                    discount_minor, shipping_minor, tax_minor, total_minor, tax_included_minor, captured_minor,
                    refunded_minor, units, placed_at)
                VALUES ('1', repeat('t', 22), 't', '1', 'PAID', 'CNY', 100, 10, 8, 2, 100, 5, 100, 20, 2, now());
                INSERT INTO orders.order_line (order_id, line_no, sku, code, title, quantity, unit_price_minor,
                    line_total_minor, discount_minor, tax_minor, allotted, shipped, cancelled)
                SELECT id, 1, 1, 'a', 'a', 3, 50, 150, 10, 0, 2, 1, 1 FROM orders.orders;
                INSERT INTO orders.stock_level (sku, warehouse, on_hand, reserved)
                SELECT 1, min(id), 3, 1 FROM orders.warehouse;
                INSERT INTO orders.reservation (order_id, sku, warehouse, quantity, state, expires_at, shipped)
                SELECT o.id, 1, min(w.id), 3, 'SOLD', now(), 2 FROM orders.orders o, orders.warehouse w GROUP BY o.id;
                INSERT INTO orders.payment_attempt (id, order_id, channel, currency, amount_minor, return_url,
                    webhook_url, flow, next_check_at)
                SELECT repeat('a', 22), id, 'c', 'CNY', 100, '', '', 'REDIRECT', now() FROM orders.orders;
                INSERT INTO orders.cart (id) VALUES (repeat('c', 22));
                INSERT INTO orders.risk_assessment (key, verdict, challenge, email, minor, currency, reasons, at, stopped)
                VALUES ('k', 'STEP_UP', 'OPEN', 'a@example.org', 5, 'CNY', '[]', now(), false)""").execute());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            orders          | total_minor = 99
            orders          | discount_minor = 110, total_minor = 0
            orders          | discount_minor = -1, total_minor = 111
            orders          | tax_included_minor = 101
            orders          | refunded_minor = 101
            orders          | shipping_minor = -1, total_minor = 91
            orders          | tax_minor = -1, total_minor = 97
            orders          | state = 'LOST'
            orders          | units = -1
            orders          | token = 'short'
            orders          | number = ''
            orders          | currency = 'YUAN'
            orders          | base_currency = 'EUR'
            orders          | base_currency = 'EURO', base_minor = 5
            orders          | rate = 0
            order_line      | shipped = 3
            order_line      | allotted = 3
            order_line      | cancelled = -1
            order_line      | quantity = 0
            order_line      | discount_minor = 151
            order_line      | unit_price_minor = -1
            order_line      | tax_minor = -1
            order_line      | kind = 'gift'
            stock_level     | reserved = 4
            stock_level     | on_hand = -1
            stock_level     | outgoing = -1
            stock_level     | safety = -1
            reservation     | shipped = 4
            reservation     | returned = 4
            reservation     | returned = 3
            reservation     | state = 'HELD'
            reservation     | state = 'RELEASED'
            reservation     | state = 'RETURNED'
            reservation     | state = 'GONE'
            reservation     | recalled = 1
            reservation     | quantity = 0, shipped = 0
            payment_attempt | captured_minor = 101
            payment_attempt | refund_minor = 1
            payment_attempt | amount_minor = 0
            payment_attempt | next_check_at = NULL
            payment_attempt | flow = 'PIGEON'
            payment_attempt | currency = 'YUAN'
            cart            | state = 'ORDERED'
            cart            | state = 'MERGED'
            cart            | state = 'EATEN'
            cart            | order_id = 1
            risk_assessment | challenge = 'NONE'
            risk_assessment | verdict = 'BLOCK', challenge = 'WON'
            risk_assessment | verdict = 'ALLOW', challenge = 'FAILED'
            risk_assessment | verdict = 'MAYBE'
            risk_assessment | outcome = 'GOOD'
            risk_assessment | outcome = 'SOSO', decided_by = 'x'
            risk_assessment | tries = 6
            risk_assessment | sent = 4
            risk_assessment | minor = -1""")
    void aRowThatBreaksARuleIsRefused(String table, String change) {
        String refusal = refusal("UPDATE orders.%s SET %s".formatted(table, change));
        assertTrue(refusal.contains("violates check constraint \"" + table), refusal);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            orders          | shipping_minor = 18, total_minor = 110
            order_line      | shipped = 2
            reservation     | returned = 1
            payment_attempt | captured_minor = 100
            cart            | coupon = 'X'
            risk_assessment | tries = 5""")
    void aSoundRowIsKept(String table, String change) {
        int rows = DATABASE.write(handle -> {
            int changed = handle.execute("UPDATE orders.%s SET %s".formatted(table, change));
            handle.rollback();
            return changed;
        });
        assertEquals(1, rows);
    }

    @ParameterizedTest
    @CsvSource({
        "RECEIVE, 1, 0, 0, NULL, true",
        "RECEIVE, 1, 0, 0, 1, false",
        "RECEIVE, -1, 0, 0, NULL, false",
        "ADJUST, -1, 0, 0, NULL, true",
        "ADJUST, 0, 0, 0, NULL, false",
        "TRANSFER, 1, 1, 0, NULL, false",
        "RESERVE, 0, 1, 0, 1, true",
        "RESERVE, 0, -1, 0, 1, false",
        "RESERVE, 0, 1, 0, NULL, false",
        "RELEASE, 0, -1, 0, 1, true",
        "RELEASE, 0, 1, 0, 1, false",
        "SELL, -1, -1, 1, 1, true",
        "SELL, -1, -2, 1, 1, false",
        "SHIP, 0, 0, -1, 1, true",
        "SHIP, 0, 0, 1, 1, false",
        "RETURN, 1, 0, 0, 1, true",
        "RETURN, 1, 0, 1, 1, false",
        "STEAL, -1, 0, 0, NULL, false"
    })
    void aMovementMovesWhatItsKindSays(
            String kind, int onHand, int reserved, int outgoing, String order, boolean allowed) {
        String movement = """
                INSERT INTO orders.stock_movement (sku, warehouse, kind, on_hand_delta, reserved_delta, outgoing_delta,
                    order_id) SELECT 1, min(id), '%s', %d, %d, %d, %s FROM orders.warehouse""".formatted(kind, onHand, reserved, outgoing, order);
        if (allowed) {
            assertEquals(1, DATABASE.<Integer>write(handle -> handle.execute(movement)));
        } else {
            String refusal = refusal(movement);
            assertTrue(refusal.contains("violates check constraint \"stock_movement_holds"), refusal);
        }
    }

    @Test
    void quotesAreWrittenOnce() {
        DATABASE.execute(handle -> handle.execute("""
                INSERT INTO orders.quote (key, cart_id, currency, total_minor, terms, derivation, expires_at)
                VALUES (repeat('k', 22), 'c', 'CNY', 5, '', '{}', now())"""));
        refusal("UPDATE orders.quote SET total_minor = 1");
    }

    private static String refusal(String sql) {
        return String.valueOf(assertThrows(
                        UnableToExecuteStatementException.class,
                        () -> DATABASE.execute(handle -> handle.execute(sql)),
                        sql)
                .getMessage());
    }
}

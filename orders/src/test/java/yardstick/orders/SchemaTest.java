package yardstick.orders;

import static org.junit.jupiter.api.Assertions.assertThrows;

import org.jdbi.v3.core.statement.UnableToExecuteStatementException;
import org.junit.jupiter.api.Test;
import yardstick.testkit.TestDatabase;

/** The promises that the tables keep whatever the code does. */
class SchemaTest {

    private static final TestDatabase DATABASE = TestDatabase.with("catalog", "orders");

    @Test
    void aTotalIsTheSumOfItsParts() {
        refused("""
                INSERT INTO orders.orders (number, source, natural_key, state, currency, goods_minor, total_minor, units,
                    placed_at) VALUES ('1', 't', '1', 'PAID', 'CNY', 100, 99, 1, now())""");
    }

    @Test
    void aDiscountIsNeverLargerThanTheGoods() {
        refused("""
                INSERT INTO orders.orders (number, source, natural_key, state, currency, goods_minor, discount_minor,
                    total_minor, units, placed_at) VALUES ('2', 't', '2', 'PAID', 'CNY', 100, 110, -10, 1, now())""");
    }

    @Test
    void stockNeverGoesBelowWhatIsPromised() {
        refused("INSERT INTO orders.stock_level (sku, on_hand, reserved) VALUES (1, 2, 3)");
    }

    @Test
    void quotesAreWrittenOnce() {
        DATABASE.execute(handle -> handle.execute("""
                INSERT INTO orders.quote (key, cart_id, currency, total_minor, terms, derivation, expires_at)
                VALUES (repeat('k', 22), 'c', 'CNY', 5, '', '{}', now())"""));
        refused("UPDATE orders.quote SET total_minor = 1");
    }

    private static void refused(String sql) {
        assertThrows(
                UnableToExecuteStatementException.class, () -> DATABASE.execute(handle -> handle.execute(sql)), sql);
    }
}

package yardstick.metrics.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import yardstick.testkit.TestDatabase;

/** Whatever may point to a person says so where it is declared, and what becomes of it. */
class PersonalColumnsTest {

    private static final List<String> SCHEMAS = List.of("kernel", "tracking", "metrics");

    /** Names that columns about people have; a column that only sounds like one is marked {@code not personal}. */
    private static final String UNMARKED = """
            SELECT c.table_schema || '.' || c.table_name || '.' || c.column_name
            FROM information_schema.columns c
            WHERE c.table_schema = ANY(:schemas) AND c.table_name <> 'schema_history'
              AND (c.column_name ~ '(^|_)(customer|visitor|unit|email|mail|phone|recipient|subject|body|payload|owner|actor|by|ip|address|street|city|postcode|birth|surname|person|holder|contact)($|_)')
              AND coalesce(col_description((c.table_schema || '.' || c.table_name)::regclass, c.ordinal_position), '')
                  !~ '^(not )?personal'
            ORDER BY 1""";

    private final TestDatabase database = TestDatabase.with("tracking", "metrics");

    private List<String> unmarked() {
        return database.read(handle -> handle.createQuery(UNMARKED)
                .bindArray("schemas", String.class, SCHEMAS.toArray())
                .mapTo(String.class)
                .list());
    }

    @Test
    void everyPersonalColumnIsMarked() {
        assertEquals(List.of(), unmarked());
        database.execute(handle -> handle.execute("CREATE TABLE metrics.newsletter (id bigint, email text)"));
        try {
            assertEquals(List.of("metrics.newsletter.email"), unmarked());
        } finally {
            database.execute(handle -> handle.execute("DROP TABLE metrics.newsletter"));
        }
    }
}

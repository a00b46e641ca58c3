package yardstick.metrics.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import yardstick.testkit.PersonalColumns;
import yardstick.testkit.TestDatabase;

/** Whatever may point to a person says so where it is declared, and what becomes of it. */
class PersonalColumnsTest {

    private final TestDatabase database = TestDatabase.with("tracking", "metrics");

    private List<String> unmarked() {
        return PersonalColumns.unmarked(database);
    }

    @Test
    void everyPersonalColumnIsMarked() {
        assertEquals(List.of(), unmarked());
        database.execute(
                handle -> handle.execute(
                        "CREATE TABLE metrics.newsletter (id bigint, email text, given_name text, extras jsonb, place inet, colour text)"));
        try {
            assertEquals(
                    List.of(
                            "metrics.newsletter.email",
                            "metrics.newsletter.extras",
                            "metrics.newsletter.given_name",
                            "metrics.newsletter.place"),
                    unmarked(),
                    "by name and by type");
        } finally {
            database.execute(handle -> handle.execute("DROP TABLE metrics.newsletter"));
        }
    }
}

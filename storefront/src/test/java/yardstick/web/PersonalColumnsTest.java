package yardstick.web;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import yardstick.testkit.PersonalColumns;
import yardstick.testkit.TestDatabase;

class PersonalColumnsTest {

    @Test
    void everyPersonalColumnSaysSo() {
        TestDatabase database = TestDatabase.with(
                "catalog", "orders", "membership", "tracking", "recommendation", "metrics", "storefront");
        assertEquals(List.of(), PersonalColumns.unmarked(database));
    }
}

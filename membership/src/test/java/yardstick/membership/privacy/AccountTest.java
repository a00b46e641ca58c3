package yardstick.membership.privacy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import yardstick.kernel.PersonalData.Person;
import yardstick.testkit.PersonalColumns;
import yardstick.testkit.TestDatabase;

class AccountTest {

    private final TestDatabase database = TestDatabase.with("catalog", "orders", "membership");
    private final Account account = new Account(database);

    @Test
    void everyPersonalColumnSaysSo() {
        assertEquals(List.of(), PersonalColumns.unmarked(database));
    }

    @Test
    void aMemberIsForgotten() {
        database.execute(handle -> handle.execute("""
                INSERT INTO membership.account VALUES
                (7, 'ada@example.org', 'Ada', 'hash-of-ada', 'en', (SELECT min(code) FROM membership.tier), now()),
                (8, 'bob@example.org', 'Bob', 'hash-of-bob', 'en', (SELECT min(code) FROM membership.tier), now())"""));
        Person ada = new Person(null, 7L);
        assertEquals(Map.of("membership.account", 1L), account.held(ada));
        account.erase(ada);
        assertEquals(Map.of(), account.held(ada));
        assertEquals(List.of(), PersonalColumns.holding(database, "membership", "ada"));
        assertEquals(List.of("account"), PersonalColumns.holding(database, "membership", "bob@example.org"));
    }
}

package yardstick.kernel;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.statement.SqlStatement;
import org.jdbi.v3.core.statement.SqlStatements;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.PersonalData.Person;

/**
 * A module's tables that hold personal data, each with how a person's rows are found and what becomes of them. Conditions may name
 * {@code :customer} (a number, or null), {@code :visitor} (a pseudonym, or null) and {@code :emails} (a text array).
 */
public final class PersonalTables {

    private static final int MOST = 10_000;
    private static final String NO_EMAIL = "SELECT ''::text WHERE false";

    private final Database database;
    private final String emails;
    private final List<Table> tables;

    /**
     * One table, in the order in which it is erased.
     *
     * @param columns that a copy shows
     * @param where which rows hold something of the person; none do once it is erased
     * @param erase statement without its WHERE: {@code DELETE FROM x} or {@code UPDATE x SET ...}
     */
    public record Table(String name, String columns, String where, String erase) {}

    /** @param emails query for the person's addresses by {@code :customer} and {@code :visitor}, or empty */
    public PersonalTables(Database database, String emails, List<Table> tables) {
        this.database = database;
        this.emails = emails.isEmpty() ? NO_EMAIL : emails;
        this.tables = tables;
    }

    /** Rows by table; tables without any are left out. */
    public Map<String, Long> held(Person person) {
        String[] addresses = addresses(person);
        Map<String, Long> held = new LinkedHashMap<>();
        for (Table table : tables) {
            long rows = database.read(handle -> bound(
                            handle.createQuery("SELECT count(*) FROM " + table.name() + " WHERE " + table.where()),
                            person,
                            addresses)
                    .mapTo(Long.class)
                    .one());
            if (rows > 0) {
                held.put(table.name(), rows);
            }
        }
        return held;
    }

    /** The rows themselves by table. */
    public Map<String, List<Map<String, Object>>> copy(Person person) {
        String[] addresses = addresses(person);
        Map<String, List<Map<String, Object>>> copy = new LinkedHashMap<>();
        for (Table table : tables) {
            String sql = "SELECT " + table.columns() + " FROM " + table.name() + " WHERE " + table.where() + " LIMIT "
                    + MOST;
            List<Map<String, Object>> rows = database.read(handle ->
                    bound(handle.createQuery(sql), person, addresses).mapToMap().list());
            if (!rows.isEmpty()) {
                copy.put(table.name(), rows);
            }
        }
        return copy;
    }

    /** All tables in one transaction. */
    public void erase(Person person) {
        database.execute(handle -> {
            String[] addresses = addresses(person);
            for (Table table : tables) {
                bound(handle.createUpdate(table.erase() + " WHERE " + table.where()), person, addresses)
                        .execute();
            }
        });
    }

    /** The person with the addresses that this module's query finds. */
    public Person known(Person person) {
        return person.and(new Person(null, null, Set.of(), Set.of(addresses(person))));
    }

    private String[] addresses(Person person) {
        Set<String> found = new LinkedHashSet<>(person.emails());
        found.addAll(database.read(handle -> handle.createQuery(emails)
                .configure(SqlStatements.class, config -> config.setUnusedBindingAllowed(true))
                .bind("customer", person.customer())
                .bind("visitor", person.visitor())
                .mapTo(String.class)
                .list()));
        return found.toArray(String[]::new);
    }

    private static <S extends SqlStatement<S>> S bound(S statement, Person person, String[] addresses) {
        @Nullable Long customer = person.customer();
        statement.getConfig(SqlStatements.class).setUnusedBindingAllowed(true);
        return statement
                .bind("customer", customer)
                .bind("visitor", person.visitor())
                .bindArray("emails", String.class, (Object[]) addresses);
    }
}

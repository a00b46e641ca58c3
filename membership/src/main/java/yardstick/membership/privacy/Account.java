package yardstick.membership.privacy;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import yardstick.kernel.Database;
import yardstick.kernel.PersonalData;
import yardstick.kernel.PersonalTables;
import yardstick.kernel.PersonalTables.Table;

/** A member's account; nobody can sign in to it any more. Tier and points are books about a number that names nobody then. */
@ApplicationScoped
class Account implements PersonalData {

    private static final List<Table> TABLES = List.of(new Table(
            "membership.account",
            "email, name, language, tier, joined_at",
            "customer_id = :customer AND email NOT LIKE 'erased-%'",
            "UPDATE membership.account SET email = 'erased-' || customer_id, name = '', password_hash = ''"));

    @Inject
    Database database;

    Account() {}

    /** Outside a container. */
    Account(Database database) {
        this.database = database;
    }

    private PersonalTables tables() {
        return new PersonalTables(
                database, "SELECT lower(email) FROM membership.account WHERE customer_id = :customer", TABLES);
    }

    @Override
    public Person known(Person person) {
        return tables().known(person);
    }

    @Override
    public Map<String, Long> held(Person person) {
        return tables().held(person);
    }

    @Override
    public Map<String, List<Map<String, Object>>> copy(Person person) {
        return tables().copy(person);
    }

    @Override
    public void erase(Person person) {
        tables().erase(person);
    }
}

package yardstick.kernel.runtime;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import yardstick.kernel.Database;
import yardstick.kernel.PersonalData;
import yardstick.kernel.PersonalTables;
import yardstick.kernel.PersonalTables.Table;

/** Mails that are not sent yet, by the addresses that other modules know the person by. They are not sent any more. */
@ApplicationScoped
public class MailPerson implements PersonalData {

    private static final List<Table> TABLES = List.of(
            new Table("kernel.mail", "recipient, subject, body, written_at", "lower(recipient) = ANY(:emails)", """
            UPDATE kernel.mail SET recipient = NULL, subject = NULL, body = NULL, next_try_at = NULL, problem = ''"""));

    @Inject
    Database database;

    MailPerson() {}

    /** Outside a container. */
    public MailPerson(Database database) {
        this.database = database;
    }

    private PersonalTables tables() {
        return new PersonalTables(database, "", TABLES);
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

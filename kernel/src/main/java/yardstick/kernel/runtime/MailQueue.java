package yardstick.kernel.runtime;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import yardstick.kernel.Database;
import yardstick.kernel.Mailer;

/** {@link Mailer} as a table; see {@link MailCourier} for the way out. */
@ApplicationScoped
public class MailQueue implements Mailer {

    @Inject
    Database database;

    MailQueue() {}

    /** Outside a container. */
    public MailQueue(Database database) {
        this.database = database;
    }

    @Override
    public void send(Mail mail) {
        database.execute(handle -> handle.createUpdate("""
                        INSERT INTO kernel.mail (key, recipient, subject, body)
                        VALUES (:key, :to, :subject, :text) ON CONFLICT DO NOTHING""")
                .bind("key", mail.key())
                .bind("to", mail.to())
                .bind("subject", mail.subject())
                .bind("text", mail.text())
                .execute());
    }
}

package yardstick.kernel.runtime;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import yardstick.kernel.Database;
import yardstick.kernel.Mailer.Mail;
import yardstick.kernel.RecurringTask;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;

/**
 * Takes mail out, outside any transaction; over SMTP one at a time. A mail whose delivery fails is tried again after 1, 2, 4 ...
 * minutes, at most {@value #MOST_TRIES} times; one that is under way when the server dies goes out again.
 */
@ApplicationScoped
public class MailCourier implements RecurringTask {

    private static final Logger LOG = System.getLogger(MailCourier.class.getName());
    private static final int MOST_TRIES = 8;
    private static final int BATCH = 100;

    @Inject
    Database database;

    @Inject
    Settings settings;

    MailCourier() {}

    /** Outside a container. */
    public MailCourier(Database database, Settings settings) {
        this.database = database;
        this.settings = settings;
    }

    /** A way out of the house. */
    interface Post {
        /** @throws PostException when it could not be delivered now */
        void deliver(Mail mail) throws PostException;

        /** Mails that may go out again together when the server dies between handing them over and noting it. */
        default int together() {
            return 1;
        }
    }

    /** Why a mail did not leave. */
    static final class PostException extends Exception {
        private static final long serialVersionUID = 1L;

        PostException(String message, Throwable cause) {
            super(message, cause);
        }
    }

    @Override
    public String name() {
        return "kernel.mail";
    }

    @Override
    public Duration period() {
        return Duration.ofSeconds(1);
    }

    @Override
    public void run() {
        Post post = settings.text(Setting.MAIL_SMTP_URL).isEmpty() ? new FilePost(settings) : new SmtpPost(settings);
        for (int sent = 0; sent < BATCH; sent += post.together()) {
            List<Mail> due = claim(post.together());
            if (due.isEmpty()) {
                return;
            }
            gone(due.stream()
                    .filter(mail -> delivered(post, mail))
                    .map(Mail::key)
                    .toList());
        }
    }

    /** The next try is set before this one, so that a crash in between delays and loses nothing. */
    private List<Mail> claim(int most) {
        return database.write(handle -> handle.createQuery("""
                        UPDATE kernel.mail SET tries = tries + 1,
                               next_try_at = now() + make_interval(mins => power(2, tries)::int)
                        WHERE key IN (SELECT key FROM kernel.mail WHERE next_try_at <= now()
                                      ORDER BY next_try_at LIMIT :most FOR UPDATE SKIP LOCKED)
                        RETURNING key, recipient, subject, body""")
                .bind("most", most)
                .map((row, context) -> new Mail(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
                .list());
    }

    private boolean delivered(Post post, Mail mail) {
        try {
            post.deliver(mail);
            return true;
        } catch (PostException e) {
            LOG.log(Level.WARNING, "mail " + mail.key() + " did not leave: " + e.getMessage());
            database.execute(handle -> handle.createUpdate("""
                            UPDATE kernel.mail SET problem = :problem,
                                   next_try_at = CASE WHEN tries < :most THEN next_try_at END WHERE key = :key""")
                    .bind("key", mail.key())
                    .bind("problem", String.valueOf(e.getMessage()))
                    .bind("most", MOST_TRIES)
                    .execute());
            return false;
        }
    }

    private void gone(List<String> keys) {
        if (!keys.isEmpty()) {
            database.execute(
                    handle -> handle.createUpdate("""
                            UPDATE kernel.mail SET sent_at = now(), next_try_at = NULL, problem = '',
                                   recipient = NULL, subject = NULL, body = NULL WHERE key IN (<keys>)""").bindList("keys", keys).execute());
        }
    }
}

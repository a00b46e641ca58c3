package yardstick.kernel;

/**
 * Mail to people. It is written in the caller's transaction and leaves after the commit: over SMTP when
 * {@code mail.smtp-url} is set, else as a file in {@code DATA/mail} for a developer to read.
 */
public interface Mailer {

    /**
     * @param key unique per mail ({@code back-in-stock:<token>}): writing it again sends nothing
     * @param text plain text
     */
    record Mail(String key, String to, String subject, String text) {}

    void send(Mail mail);
}

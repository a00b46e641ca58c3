package yardstick.kernel.runtime;

import jakarta.mail.Message.RecipientType;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Mailer.Mail;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;

/** Mail over SMTP; {@code smtps} speaks TLS from the start, {@code smtp} uses STARTTLS when it signs in. */
final class SmtpPost implements MailCourier.Post {

    private static final String TIMEOUT_MS = "10000";

    private final URI server;
    private final String from;

    SmtpPost(Settings settings) {
        this.server = URI.create(settings.text(Setting.MAIL_SMTP_URL));
        this.from = settings.text(Setting.MAIL_FROM);
    }

    @Override
    public void deliver(Mail mail) throws MailCourier.PostException {
        String protocol = server.getScheme();
        String user = part(0);
        Properties properties = new Properties();
        String prefix = "mail." + protocol + ".";
        properties.put(prefix + "connectiontimeout", TIMEOUT_MS);
        properties.put(prefix + "timeout", TIMEOUT_MS);
        properties.put(prefix + "writetimeout", TIMEOUT_MS);
        properties.put(prefix + "auth", Boolean.toString(user != null));
        properties.put(prefix + "starttls.enable", "true");
        properties.put(prefix + "starttls.required", Boolean.toString(user != null && protocol.equals("smtp")));
        properties.put(prefix + "ssl.checkserveridentity", "true");
        Session session = Session.getInstance(properties);
        try (Transport transport = session.getTransport(protocol)) {
            MimeMessage message = message(session, mail);
            transport.connect(server.getHost(), server.getPort(), user, part(1));
            transport.sendMessage(message, message.getAllRecipients());
        } catch (MessagingException e) {
            throw new MailCourier.PostException(e.getClass().getSimpleName() + " at " + server.getHost(), e);
        }
    }

    private MimeMessage message(Session session, Mail mail) throws MessagingException {
        MimeMessage message = new MimeMessage(session);
        message.setFrom(new InternetAddress(from));
        message.setRecipient(RecipientType.TO, new InternetAddress(mail.to()));
        message.setSubject(mail.subject(), "UTF-8");
        message.setText(mail.text(), "UTF-8");
        message.setHeader("X-Mail-Key", mail.key());
        return message;
    }

    /** User or password of the address. */
    private @Nullable String part(int index) {
        String info = server.getRawUserInfo();
        String[] parts = info == null ? new String[0] : info.split(":", 2);
        return parts.length > index ? URLDecoder.decode(parts[index], StandardCharsets.UTF_8) : null;
    }
}

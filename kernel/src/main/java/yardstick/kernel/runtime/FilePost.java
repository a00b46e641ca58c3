package yardstick.kernel.runtime;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import yardstick.kernel.Mailer.Mail;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;

/** Mail as {@code .eml} files in {@code DATA/mail}; the same mail is the same file. */
final class FilePost implements MailCourier.Post {

    private final Settings settings;

    FilePost(Settings settings) {
        this.settings = settings;
    }

    /** A file that is written again is the same file. */
    @Override
    public int together() {
        return 100;
    }

    @Override
    public void deliver(Mail mail) throws MailCourier.PostException {
        Path directory = settings.directory(Setting.DATA_DIR).resolve("mail");
        String text = "From: " + oneLine(settings.text(Setting.MAIL_FROM)) + "\r\nTo: " + oneLine(mail.to())
                + "\r\nSubject: =?UTF-8?B?" + base64(mail.subject())
                + "?=\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\n"
                + "Content-Transfer-Encoding: 8bit\r\n\r\n" + mail.text() + "\r\n";
        try {
            Files.createDirectories(directory);
            Files.writeString(directory.resolve(mail.key().replaceAll("[^A-Za-z0-9_-]", "-") + ".eml"), text);
        } catch (IOException e) {
            throw new MailCourier.PostException("cannot write to " + directory, e);
        }
    }

    private static String base64(String text) {
        return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String oneLine(String text) {
        return text.replaceAll("[\\r\\n]+", " ");
    }
}

package yardstick.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yardstick.kernel.Mailer.Mail;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.kernel.runtime.MailCourier;
import yardstick.kernel.runtime.MailQueue;
import yardstick.testkit.TestDatabase;

/** Mail leaves after the commit, once, as a file or over SMTP. */
class MailTest {

    private static final Mail MAIL = new Mail("notice:1", "person@example.org", "到货了", "Kettle\nis back");

    private final TestDatabase database = TestDatabase.with();
    private final MailQueue queue = new MailQueue(database);

    private long number(String sql) {
        return database.read(handle -> handle.createQuery(sql).mapTo(Long.class).one());
    }

    @Test
    void withoutAServerItIsAFile(@TempDir Path directory) throws IOException {
        queue.send(MAIL);
        queue.send(MAIL);
        MailCourier courier = new MailCourier(database, Settings.of(Map.of(Setting.DATA_DIR, directory.toString())));
        courier.run();
        courier.run();
        try (var files = Files.list(directory.resolve("mail"))) {
            List<Path> written = files.toList();
            assertEquals(1, written.size());
            String text = Files.readString(written.getFirst());
            assertTrue(text.contains("To: person@example.org") && text.contains("is back"), text);
        }
        assertEquals(1, number("SELECT count(*) FROM kernel.mail WHERE sent_at IS NOT NULL AND body IS NULL"));
    }

    @Test
    void aRolledBackMailIsNotSent() {
        try {
            database.execute(handle -> {
                queue.send(MAIL);
                throw new IllegalStateException("rolled back");
            });
        } catch (IllegalStateException e) {
            assertEquals("rolled back", e.getMessage());
        }
        assertEquals(0, number("SELECT count(*) FROM kernel.mail"));
    }

    @Test
    void aServerThatIsDownGetsItLater() throws IOException {
        queue.send(MAIL);
        MailCourier courier;
        try (Server server = new Server()) {
            courier = new MailCourier(database, Settings.of(Map.of(Setting.MAIL_SMTP_URL, server.url())));
            server.refuse = true;
            courier.run();
            assertEquals(1, number("SELECT count(*) FROM kernel.mail WHERE problem <> '' AND next_try_at > now()"));
            server.refuse = false;
            database.execute(handle -> handle.execute("UPDATE kernel.mail SET next_try_at = now()"));
            courier.run();
            courier.run();
            assertEquals(1, server.mails.size());
            assertTrue(server.mails.getFirst().contains("Subject: =?UTF-8?B?"), server.mails.getFirst());
        }
        assertEquals(1, number("SELECT count(*) FROM kernel.mail WHERE sent_at IS NOT NULL"));
    }

    /** Speaks as much SMTP as a mail needs. */
    private static final class Server implements AutoCloseable {

        private final ServerSocket socket = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        private final List<String> mails = new CopyOnWriteArrayList<>();
        private volatile boolean refuse;

        Server() throws IOException {
            Thread.ofVirtual().start(() -> {
                while (!socket.isClosed()) {
                    try (Socket caller = socket.accept()) {
                        talk(caller);
                    } catch (IOException e) {
                        return;
                    }
                }
            });
        }

        String url() {
            return "smtp://127.0.0.1:" + socket.getLocalPort();
        }

        private void talk(Socket caller) throws IOException {
            BufferedReader in =
                    new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8));
            PrintWriter out = new PrintWriter(caller.getOutputStream(), true, StandardCharsets.UTF_8);
            out.print((refuse ? "421 later" : "220 hello") + "\r\n");
            out.flush();
            String line = in.readLine();
            while (line != null && !refuse) {
                if (line.startsWith("DATA")) {
                    say(out, "354 go on");
                    StringBuilder mail = new StringBuilder();
                    for (String part = in.readLine(); part != null && !part.equals("."); part = in.readLine()) {
                        mail.append(part).append('\n');
                    }
                    mails.add(mail.toString());
                }
                say(out, line.startsWith("QUIT") ? "221 bye" : "250 fine");
                line = in.readLine();
            }
        }

        private static void say(PrintWriter out, String words) {
            out.print(words + "\r\n");
            out.flush();
        }

        @Override
        public void close() throws IOException {
            socket.close();
        }
    }
}

package yardstick.acceptance.resilience;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** A mail server that can be away: speaks as much SMTP as a mail needs, on one port, while it is open. */
final class MailDoor {

    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final int port;
    private ServerSocket socket;

    MailDoor() {
        try {
            socket = listening(0);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        port = socket.getLocalPort();
        serve(socket);
    }

    private static ServerSocket listening(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        socket.setReuseAddress(true);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return socket;
    }

    String url() {
        return "smtp://127.0.0.1:" + port;
    }

    List<String> mails() {
        return mails;
    }

    void close() throws IOException {
        socket.close();
    }

    void open() throws IOException {
        socket = listening(port);
        serve(socket);
    }

    private void serve(ServerSocket listening) {
        Thread.ofVirtual().start(() -> {
            while (!listening.isClosed()) {
                try (Socket caller = listening.accept()) {
                    talk(caller);
                } catch (IOException e) {
                    // The caller went away, or the door was closed.
                }
            }
        });
    }

    private void talk(Socket caller) throws IOException {
        BufferedReader in = new BufferedReader(new InputStreamReader(caller.getInputStream(), StandardCharsets.UTF_8));
        PrintWriter out = new PrintWriter(caller.getOutputStream(), true, StandardCharsets.UTF_8);
        say(out, "220 hello");
        for (String line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith("DATA")) {
                say(out, "354 go on");
                StringBuilder mail = new StringBuilder();
                for (String part = in.readLine(); part != null && !part.equals("."); part = in.readLine()) {
                    mail.append(part).append('\n');
                }
                mails.add(mail.toString());
            }
            say(out, line.startsWith("QUIT") ? "221 bye" : "250 fine");
        }
    }

    private static void say(PrintWriter out, String words) {
        out.print(words + "\r\n");
        out.flush();
    }
}

package yardstick.acceptance.container;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * What the in-container tests stand on: a PostgreSQL on the port the server is told by its environment, and a copy of
 * the real server directory without the application, which Arquillian deploys itself. The server has a name of its own:
 * Arquillian would take a running shop for its server.
 */
public final class ContainerWorld implements LauncherSessionListener {

    private static final int DATABASE_PORT = 23391;

    private @Nullable EmbeddedPostgres database;

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        if (!Boolean.getBoolean("yardstick.container")) {
            return;
        }
        try {
            prepareServer();
            database = EmbeddedPostgres.builder()
                    .setPort(DATABASE_PORT)
                    .setServerConfig("fsync", "off")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void prepareServer() throws IOException {
        Path source = Path.of("../app-ear/target/usr/servers/yardstick");
        Path target = Path.of("target/container/usr/servers/in-container");
        try (Stream<Path> files = Files.walk(source)) {
            for (Path file : files.toList()) {
                Path copy = target.resolve(source.relativize(file));
                if (Files.isDirectory(file)) {
                    Files.createDirectories(copy);
                } else if (!file.toString().endsWith(".ear")) {
                    Files.copy(file, copy, java.nio.file.StandardCopyOption.REPLACE_EXISTING);
                }
            }
        }
        Path server = target.resolve("server.xml");
        String text = Files.readString(server);
        String stripped = text.replaceAll("<enterpriseApplication[^>]*/>", "")
                .replace("<applicationMonitor updateTrigger=\"disabled\"/>", "")
                .replace("<config updateTrigger=\"disabled\"/>", "");
        if (stripped.equals(text)) {
            throw new IllegalStateException("server.xml no longer declares the application the way this test expects");
        }
        Files.writeString(server, stripped);
        Files.createDirectories(Path.of("target/container/data"));
    }

    @Override
    public void launcherSessionClosed(LauncherSession session) {
        EmbeddedPostgres running = database;
        if (running != null) {
            try {
                running.close();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}

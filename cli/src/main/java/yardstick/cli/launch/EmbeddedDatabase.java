package yardstick.cli.launch;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** PostgreSQL of one shop in its data directory, listening on the loopback interface with a password. */
final class EmbeddedDatabase {

    /** After a kill -9 the first start attempts are refused while old backends go away. */
    private static final int LONGEST_STOP_SECONDS = 45;

    private static final Duration START_PATIENCE = Duration.ofSeconds(40);

    /** Who listens without being PostgreSQL never answers. */
    private static final String LOGIN_SECONDS = "10";

    private final ShopDirectory shop;
    private int port;
    private boolean known;
    private @Nullable EmbeddedPostgres server;

    EmbeddedDatabase(ShopDirectory shop, int port) {
        this.shop = shop;
        this.port = port;
    }

    void start() {
        forget();
        long deadline = System.nanoTime() + START_PATIENCE.toNanos();
        while (true) {
            try {
                evade();
                server = builder().start();
                secure();
                known = true;
                return;
            } catch (IOException | IllegalStateException e) {
                if (System.nanoTime() > deadline) {
                    throw new UsageFailure("PostgreSQL does not start; see " + log() + " for the reason.");
                }
                pause();
            }
        }
    }

    /** Until anybody has been told the port, another one will do when somebody else was faster. */
    private void evade() {
        if (!known && !Ports.free(port)) {
            port = Ports.any();
        }
    }

    /** A server that was killed still holds the lock of its directory in this process. */
    private void forget() {
        EmbeddedPostgres gone = server;
        server = null;
        if (gone != null) {
            try {
                gone.close();
            } catch (IOException e) {
                System.err.println("yardstick: what is left of PostgreSQL was not tidied up: " + e.getMessage());
            }
        }
    }

    private static void pause() {
        try {
            Thread.sleep(500);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UsageFailure("interrupted while PostgreSQL was starting.");
        }
    }

    private EmbeddedPostgres.Builder builder() {
        return EmbeddedPostgres.builder()
                .setDataDirectory(directory())
                .setCleanDataDirectory(false)
                .setRegisterShutdownHook(false)
                .setPort(port)
                .setPGStartupWait(Duration.ofSeconds(30))
                .setOverrideWorkingDirectory(shop.path("postgres-binaries").toFile())
                .setOutputRedirector(Redirect.appendTo(log().toFile()))
                .setErrorRedirector(Redirect.appendTo(log().toFile()))
                .setConnectConfig("password", shop.databasePassword())
                .setConnectConfig("loginTimeout", LOGIN_SECONDS)
                .setServerConfig("listen_addresses", "127.0.0.1")
                .setServerConfig("max_connections", "100")
                .setServerConfig("shared_buffers", "128MB")
                .setServerConfig("work_mem", "16MB")
                .setServerConfig("maintenance_work_mem", "128MB")
                .setServerConfig("random_page_cost", "1.1")
                .setServerConfig("jit", "off")
                // An order locks some 70 tables and indexes; so many fit into each session's own list of locks.
                .setServerConfig("max_locks_per_transaction", "256")
                .setServerConfig("update_process_title", "off")
                .setServerConfig("synchronous_commit", "on")
                .setServerConfig("fsync", "on")
                .setServerConfig("max_wal_size", "2GB")
                .setServerConfig("autovacuum_naptime", "15s");
    }

    /** The first start trusts the loopback interface; from then on a password is asked. */
    private void secure() throws IOException {
        Path rules = directory().resolve("pg_hba.conf");
        List<String> wanted = List.of("host all all 127.0.0.1/32 scram-sha-256", "local all all scram-sha-256");
        if (Files.readAllLines(rules).equals(wanted)) {
            return;
        }
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("ALTER USER postgres PASSWORD '" + shop.databasePassword() + "'");
            Path changed = Files.write(rules.resolveSibling("pg_hba.new"), wanted);
            Files.move(changed, rules, StandardCopyOption.REPLACE_EXISTING);
            statement.execute("SELECT pg_reload_conf()");
        } catch (SQLException e) {
            throw new IOException("cannot secure the database", e);
        }
    }

    /** Makes the shop's database when it is not there yet. */
    void createDatabase() {
        try (Connection connection = connect("postgres");
                Statement statement = connection.createStatement()) {
            boolean there = statement
                    .executeQuery("SELECT 1 FROM pg_database WHERE datname = 'yardstick'")
                    .next();
            if (!there) {
                statement.execute("CREATE DATABASE yardstick ENCODING 'UTF8' TEMPLATE template0");
            }
        } catch (SQLException e) {
            throw new UsageFailure("cannot create the database: " + e.getMessage());
        }
    }

    private Connection connect(String database) throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", "postgres");
        login.setProperty("password", shop.databasePassword());
        login.setProperty("loginTimeout", LOGIN_SECONDS);
        return DriverManager.getConnection("jdbc:postgresql://127.0.0.1:" + port + "/" + database, login);
    }

    String url() {
        return "jdbc:postgresql://127.0.0.1:" + port + "/yardstick";
    }

    /** Process id of the postmaster, or -1 when it does not run. */
    long pid() {
        try {
            long pid = Long.parseLong(
                    Files.readAllLines(directory().resolve("postmaster.pid")).getFirst());
            return ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isPresent() ? pid : -1;
        } catch (IOException | NumberFormatException e) {
            return -1;
        }
    }

    void stop() {
        EmbeddedPostgres running = server;
        if (running != null) {
            Optional<ProcessHandle> process = ProcessHandle.of(pid());
            try {
                running.close();
                // Closing waits for a few seconds only; a busy disk takes longer for the last checkpoint.
                process.ifPresent(EmbeddedDatabase::await);
            } catch (IOException e) {
                System.err.println("yardstick: PostgreSQL did not stop cleanly: " + e.getMessage());
            }
        }
    }

    private static void await(ProcessHandle process) {
        try {
            process.onExit().get(LONGEST_STOP_SECONDS, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException e) {
            System.err.println(
                    "yardstick: PostgreSQL (process " + process.pid() + ") is still writing; it will end by itself.");
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private Path directory() {
        return shop.path("postgres");
    }

    private Path log() {
        return shop.path("logs").resolve("postgres.log");
    }
}

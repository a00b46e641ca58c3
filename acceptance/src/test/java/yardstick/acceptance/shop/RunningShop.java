package yardstick.acceptance.shop;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Stream;

/** A shop of its own data directory, started with {@code ./yardstick run --detach} and stopped with the test JVM. */
public final class RunningShop {

    private static final Map<String, RunningShop> STARTED = new HashMap<>();

    private final Path data;
    private final int port;

    private RunningShop(String name, int port) {
        this.data = Path.of("target", "shops", name).toAbsolutePath();
        this.port = port;
    }

    /** The demo shop with its whole index, shared by the journeys. */
    public static RunningShop demo() {
        RunningShop shop = start("demo", 23_180);
        try {
            for (int i = 0;
                    i < 120 && shop.number("SELECT count(*) FROM kernel.job WHERE state = 'RUNNING'") > 0;
                    i++) {
                Thread.sleep(500);
            }
        } catch (SQLException | InterruptedException e) {
            throw new IllegalStateException("the demo shop's jobs cannot be read", e);
        }
        return shop;
    }

    /** A shop without the demo, for numbers that must add up from nothing. */
    public static RunningShop empty() {
        return start("empty", 23_181, "--no-demo");
    }

    /** Starts a fresh shop once per JVM and name. */
    public static RunningShop start(String name, int port, String... options) {
        return start(name, port, Map.of(), options);
    }

    /** @param environment what the process that starts it has besides its own */
    public static synchronized RunningShop start(
            String name, int port, Map<String, String> environment, String... options) {
        return STARTED.computeIfAbsent(name, key -> {
            RunningShop shop = new RunningShop(name, port);
            shop.run("stop");
            delete(shop.data);
            Runtime.getRuntime().addShutdownHook(new Thread(() -> shop.run("stop")));
            shop.launch(environment, options);
            return shop;
        });
    }

    private void launch(Map<String, String> environment, String... options) {
        List<String> arguments = new ArrayList<>(List.of("run", "--detach", "--port", Integer.toString(port)));
        arguments.addAll(List.of(options));
        arguments.addAll(List.of("--data", data.toString()));
        Command.Result result = Command.run(environment, arguments.toArray(String[]::new));
        if (result.code() != 0) {
            throw new IllegalStateException("the shop did not start: " + result.errors());
        }
    }

    /** Any command on this shop's data directory. */
    public Command.Result run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.add("--data");
        all.add(data.toString());
        return Command.run(all.toArray(String[]::new));
    }

    /** A command that must succeed and print one JSON document. */
    public JsonObject json(String... arguments) {
        Command.Result result = run(arguments);
        if (result.code() != 0) {
            throw new IllegalStateException(String.join(" ", arguments) + ": " + result.errors());
        }
        try (JsonReader reader = Json.createReader(new StringReader(result.output()))) {
            return reader.readObject();
        }
    }

    /** Also when the shop is not up. */
    public JsonObject status() {
        try (JsonReader reader =
                Json.createReader(new StringReader(run("status", "--json").output()))) {
            return reader.readObject();
        }
    }

    public String url() {
        return "http://localhost:" + port;
    }

    public String sandboxUrl() {
        return status().getString("sandbox_url");
    }

    public long pid(String name) {
        return status().getJsonObject("pids").getJsonNumber(name).longValue();
    }

    public Path data() {
        return data;
    }

    public String secret(String key) {
        Properties secrets = new Properties();
        try (var reader = Files.newBufferedReader(data.resolve("secrets.properties"))) {
            secrets.load(reader);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return secrets.getProperty(key);
    }

    /** The shop's database, for checks that do not go through the shop's own code. */
    public Connection database() throws SQLException {
        Properties login = new Properties();
        login.setProperty("user", "postgres");
        login.setProperty("password", secret("database.password"));
        return DriverManager.getConnection(status().getString("database_url"), login);
    }

    /** First column of the first row. */
    public long number(String sql) throws SQLException {
        try (Connection connection = database();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            row.next();
            return row.getLong(1);
        }
    }

    /** First column of the first row; empty without one. */
    public String text(String sql) throws SQLException {
        try (Connection connection = database();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            return row.next() ? String.valueOf(row.getString(1)) : "";
        }
    }

    /** Turns a page of the calendar that no test can wait for. */
    public void execute(String sql) throws SQLException {
        try (Connection connection = database();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static void delete(Path folder) {
        if (!Files.exists(folder)) {
            return;
        }
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

package yardstick.cli.launch;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;

/** Starts database, sandbox and server of one shop in order, restarts what dies, and stops all of it together. */
public final class Supervisor {

    private static final Duration START_PATIENCE = Duration.ofSeconds(150);
    private static final Duration RESTART_WINDOW = Duration.ofMinutes(10);

    private final ShopDirectory shop;
    private final int port;
    private final Manner manner;
    private final Installation installation;
    private final Map<String, String> environment = new HashMap<>();
    private final Deque<Instant> restarts = new ArrayDeque<>();
    private final HttpClient http = HttpClient.newBuilder()
            .connectTimeout(Duration.ofSeconds(1))
            .version(HttpClient.Version.HTTP_1_1)
            .build();

    private @Nullable EmbeddedDatabase database;
    private @Nullable ChildProcess sandbox;
    private @Nullable ChildProcess server;
    private int sandboxPort;
    private volatile boolean stopping;

    /**
     * @param demo fill an empty database
     * @param restarts more of them within ten minutes and the shop is given up
     */
    public record Manner(boolean demo, int restarts) {}

    public Supervisor(ShopDirectory shop, int port, Manner manner) {
        this.shop = shop;
        this.port = port;
        this.manner = manner;
        this.installation = Installation.fromEnvironment();
        environment.put(Setting.DEMO.environmentName(), Boolean.toString(manner.demo()));
    }

    /** Starts everything and returns once the shop answers; throws {@link UsageFailure} when it cannot. */
    public void start() {
        Leftovers.end(shop);
        Settings settings = shop.settings();
        if (!Ports.free(port)) {
            throw new UsageFailure("port " + port + " is taken by another program; choose another with --port N.");
        }
        shop.secrets().forEach((setting, value) -> byDefault(settings, setting, value));
        byDefault(settings, Setting.SHOP_URL, shopUrl());
        if (!settings.isSet(Setting.GATEWAY_URL)) {
            sandboxPort = Ports.any();
            startSandbox(settings);
        }
        writeState("starting");
        startDatabase();
        startServer();
        writeState("starting");
        awaitHealth();
        writeState("up");
    }

    private void byDefault(Settings settings, Setting setting, String value) {
        if (!settings.isSet(setting)) {
            environment.put(setting.environmentName(), value);
        }
    }

    private void startSandbox(Settings settings) {
        ChildProcess process = new ChildProcess(
                "sandbox",
                installation.sandboxCommand(sandboxPort, shop.path("sandbox"), settings.text(Setting.GATEWAY_MERCHANT)),
                Map.of(
                        "SANDBOX_SECRET", environment.getOrDefault(Setting.GATEWAY_SECRET.environmentName(), ""),
                        "SANDBOX_CARRIER_SECRET",
                                environment.getOrDefault(Setting.CARRIER_SECRET.environmentName(), ""),
                        "SANDBOX_CLOCK_AHEAD", settings.text(Setting.CLOCK_AHEAD_FILE)),
                log("sandbox.log"));
        process.start();
        sandbox = process;
        environment.put(Setting.GATEWAY_URL.environmentName(), "http://127.0.0.1:" + sandboxPort);
        environment.put(Setting.CARRIER_URL.environmentName(), "http://127.0.0.1:" + sandboxPort);
    }

    private void startDatabase() {
        String external = System.getenv("YARDSTICK_DB_URL");
        if (external != null && !external.isBlank()) {
            return;
        }
        EmbeddedDatabase embedded = new EmbeddedDatabase(shop, Ports.any());
        embedded.start();
        embedded.createDatabase();
        database = embedded;
        environment.put("YARDSTICK_DB_URL", embedded.url());
        environment.put("YARDSTICK_DB_USER", "postgres");
        environment.put("YARDSTICK_DB_PASSWORD", shop.databasePassword());
    }

    private void startServer() {
        WorkArea.of(shop).keepOnlyFor(installation.application());
        environment.put("WLP_USER_DIR", installation.userDirectory().toString());
        environment.put("WLP_OUTPUT_DIR", shop.path("liberty").toString());
        environment.put("LOG_DIR", shop.path("logs").toString());
        // glibc keeps an arena per thread otherwise, which an idle server never gives back.
        environment.putIfAbsent("MALLOC_ARENA_MAX", "2");
        environment.put("YARDSTICK_HTTP_PORT", Integer.toString(port));
        environment.put("YARDSTICK_CONFIG", shop.path("yardstick.properties").toString());
        environment.put(Setting.DATA_DIR.environmentName(), shop.root().toString());
        ChildProcess process = new ChildProcess("server", installation.serverCommand(), environment, log("server.log"));
        process.start();
        server = process;
    }

    private void awaitHealth() {
        Instant deadline = Instant.now().plus(START_PATIENCE);
        while (Instant.now().isBefore(deadline)) {
            if (healthy()) {
                return;
            }
            ChildProcess current = server;
            if (current != null && !current.alive()) {
                throw new UsageFailure("the server stopped while starting; see " + log("server.log") + " and "
                        + log("messages.log") + ".");
            }
            if (applicationFailed()) {
                throw new UsageFailure("the application does not start; the reason is in " + log("messages.log") + ".");
            }
            pause();
        }
        throw new UsageFailure("the server did not become ready in " + START_PATIENCE.toSeconds() + " s; see "
                + log("messages.log") + ".");
    }

    /** The server says so once, with this message id, and then waits for a change that will not come. */
    private boolean applicationFailed() {
        try {
            return Files.exists(log("messages.log"))
                    && Files.readString(log("messages.log")).contains("CWWKZ0002E");
        } catch (IOException e) {
            return false;
        }
    }

    private boolean healthy() {
        try {
            HttpRequest request = HttpRequest.newBuilder(URI.create(shopUrl() + "/health/ready"))
                    .timeout(Duration.ofSeconds(2))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Watches until {@link #stop()}: a process that dies is started again, within limits. */
    public void watch() {
        while (!stopping) {
            pause();
            if (stopping) {
                return;
            }
            restartDead();
        }
    }

    private void restartDead() {
        EmbeddedDatabase embedded = database;
        if (embedded != null && embedded.pid() < 0) {
            noteRestart("PostgreSQL");
            embedded.start();
            writeState("up");
        }
        ChildProcess outside = sandbox;
        if (outside != null && !outside.alive()) {
            noteRestart("the sandbox");
            outside.start();
            writeState("up");
        }
        ChildProcess current = server;
        if (current != null && !current.alive()) {
            noteRestart("the server");
            writeState("starting");
            startServer();
            awaitHealth();
            writeState("up");
        }
    }

    private void noteRestart(String what) {
        Instant now = Instant.now();
        restarts.addLast(now);
        while (restarts.getFirst().isBefore(now.minus(RESTART_WINDOW))) {
            restarts.removeFirst();
        }
        if (restarts.size() > manner.restarts()) {
            throw new UsageFailure(what + " keeps dying; the shop is stopped. See " + shop.path("logs") + ".");
        }
        System.err.println("yardstick: " + what + " died and is started again.");
    }

    /** Stops server, sandbox and database, in this order; safe to call twice. */
    public synchronized void stop() {
        stopping = true;
        if (server != null) {
            server.stop(30);
        }
        if (sandbox != null) {
            sandbox.stop(5);
        }
        if (database != null) {
            database.stop();
            database = null;
        }
        shop.clearState();
    }

    public String shopUrl() {
        return "http://localhost:" + port;
    }

    private void writeState(String phase) {
        Properties state = new Properties();
        state.setProperty("phase", phase);
        state.setProperty("shop_url", shopUrl());
        state.setProperty("sandbox_url", "http://127.0.0.1:" + sandboxPort);
        state.setProperty("database_url", environment.getOrDefault("YARDSTICK_DB_URL", ""));
        state.setProperty(
                "pid.supervisor", Long.toString(ProcessHandle.current().pid()));
        state.setProperty("pid.server", Long.toString(server == null ? -1 : server.pid()));
        state.setProperty("pid.sandbox", Long.toString(sandbox == null ? -1 : sandbox.pid()));
        state.setProperty("pid.database", Long.toString(database == null ? -1 : database.pid()));
        state.setProperty("at", Instant.now().toString());
        shop.writeState(state);
    }

    private Path log(String name) {
        return shop.path("logs").resolve(name);
    }

    private static void pause() {
        try {
            Thread.sleep(200);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

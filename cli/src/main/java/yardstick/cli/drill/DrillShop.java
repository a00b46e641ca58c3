package yardstick.cli.drill;

import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.stream.Stream;
import yardstick.cli.launch.AdminClient;
import yardstick.cli.launch.BackgroundRun;
import yardstick.cli.launch.Leftovers;
import yardstick.cli.launch.Ports;
import yardstick.cli.launch.ShopDirectory;
import yardstick.cli.launch.UsageFailure;

/** A shop of the drill's own: a directory and ports nobody else uses, started as every shop is, and gone afterwards. */
final class DrillShop implements AutoCloseable {

    private static final int PATIENCE_SECONDS = 120;
    private static final int MOST_CONNECTIONS = 8;

    private final ShopDirectory directory;
    private final boolean kept;
    private final BlockingQueue<Connection> idle = new ArrayBlockingQueue<>(MOST_CONNECTIONS);
    private final Semaphore turns = new Semaphore(MOST_CONNECTIONS);

    private DrillShop(ShopDirectory directory, boolean kept) {
        this.directory = directory;
        this.kept = kept;
    }

    /** @param root an empty directory */
    static DrillShop open(Path root, Map<String, String> settings, boolean kept) {
        ShopDirectory directory = new ShopDirectory(root);
        directory.prepare();
        DrillShop shop = new DrillShop(directory, kept);
        try {
            List<String> lines = new ArrayList<>();
            settings.forEach((name, value) -> lines.add(name + "=" + value));
            Files.write(directory.path("yardstick.properties"), lines);
            BackgroundRun.alone(
                    directory,
                    List.of(
                            "run",
                            "--port",
                            Integer.toString(Ports.any()),
                            "--data",
                            directory.root().toString(),
                            "--no-demo",
                            "--restarts",
                            "1000"),
                    directory.path("run.failure"));
        } catch (IOException e) {
            shop.close();
            throw new UncheckedIOException(e);
        } catch (UsageFailure e) {
            shop.close();
            throw e;
        }
        return shop;
    }

    /** @param price in minor units */
    record Product(String code, long price, int stock) {}

    /** Imports the products and returns their pages' names in the same order. */
    List<String> stock(List<Product> products) throws IOException, SQLException {
        List<String> lines = new ArrayList<>(List.of("sku,title,category,price,stock"));
        products.forEach(each -> lines.add("%s,Thing %s,Things,%d.%02d,%d"
                .formatted(each.code(), each.code(), each.price() / 100, each.price() % 100, each.stock())));
        Path file = Files.write(directory.path("products.csv"), lines);
        String job = admin().upload(
                        "/api/admin/imports/catalog", Map.of("name", "products.csv", "supplier", "drill"), file)
                .getString("job");
        await("the import", () -> {
            String state = admin().get("/api/admin/jobs/" + job, Map.of()).getString("state");
            return state.equals("DONE");
        });
        List<String> slugs = new ArrayList<>();
        for (Product product : products) {
            slugs.add(text("SELECT p.slug FROM catalog.sku s JOIN catalog.product p ON p.id = s.product_id"
                    + " WHERE s.code = '" + product.code() + "'"));
        }
        return slugs;
    }

    AdminClient admin() {
        return new AdminClient(directory);
    }

    String url() {
        return state("shop_url");
    }

    String sandbox() {
        return state("sandbox_url");
    }

    Path root() {
        return directory.root();
    }

    private String state(String name) {
        return directory
                .state()
                .map(state -> state.getProperty(name, ""))
                .orElseThrow(() -> new UsageFailure("the drill's shop is gone; see " + directory.path("logs") + "."));
    }

    /** Process id of {@code server}, {@code database} or {@code sandbox}. */
    long pid(String process) {
        return Long.parseLong(state("pid." + process));
    }

    /** Ends one process of this shop, at once or as an operator would. */
    void end(String process, boolean atOnce) {
        ProcessHandle.of(pid(process)).ifPresent(handle -> {
            if (atOnce) {
                handle.destroyForcibly();
            } else {
                handle.destroy();
            }
        });
    }

    /** Until the process is another one than before and the shop is ready; returns the milliseconds it took. */
    long awaitBack(String process, long before) {
        long begin = System.nanoTime();
        await("the " + process, () -> pid(process) != before && pid(process) > 0 && ready());
        return (System.nanoTime() - begin) / 1_000_000;
    }

    private boolean ready() {
        return state("phase").equals("up") && AdminClient.ready(url());
    }

    /** Something that becomes true. */
    @FunctionalInterface
    interface Condition {

        boolean holds() throws IOException, SQLException;
    }

    static void await(String what, Condition condition) {
        long end = System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
        while (System.nanoTime() < end) {
            try {
                if (condition.holds()) {
                    return;
                }
            } catch (IOException | SQLException | UsageFailure e) {
                // Not yet.
            }
            pause(Duration.ofMillis(200));
        }
        throw new UsageFailure(what + " was not ready within " + PATIENCE_SECONDS + " s.");
    }

    static void pause(Duration duration) {
        try {
            Thread.sleep(duration);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UsageFailure("interrupted.");
        }
    }

    /** The audit's report once all is settled; the last one when it does not get clean in two minutes. */
    JsonObject audit() {
        long end = System.nanoTime() + Duration.ofSeconds(PATIENCE_SECONDS).toNanos();
        while (true) {
            JsonObject report = admin().post("/api/admin/audit", Map.of("grace", "0"));
            if (report.getBoolean("clean") || System.nanoTime() > end) {
                return report;
            }
            pause(Duration.ofSeconds(1));
        }
    }

    /** All shoppers of a drill have this machine's address, and many declined payments of one address are suspicious. */
    void letManyComeFromOneMachine() throws SQLException {
        text("UPDATE orders.risk_rule SET active = false WHERE trait = 'IP' RETURNING code");
    }

    /** First column of the first row, straight from the tables. */
    long number(String sql) throws SQLException {
        return Long.parseLong(text(sql));
    }

    String text(String sql) throws SQLException {
        turns.acquireUninterruptibly();
        try {
            return answered(sql);
        } finally {
            turns.release();
        }
    }

    private String answered(String sql) throws SQLException {
        Connection kept = idle.poll();
        if (kept != null) {
            try {
                return text(kept, sql);
            } catch (SQLException e) {
                // The database was restarted meanwhile, or the statement is wrong; a new connection tells.
            }
        }
        Properties login = new Properties();
        login.setProperty("user", "postgres");
        login.setProperty("password", directory.databasePassword());
        login.setProperty("connectTimeout", "5");
        return text(DriverManager.getConnection(state("database_url"), login), sql);
    }

    /** Keeps the connection when it worked. */
    private String text(Connection connection, String sql) throws SQLException {
        String text;
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(sql)) {
            text = row.next() ? String.valueOf(row.getString(1)) : "";
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
        if (!idle.offer(connection)) {
            connection.close();
        }
        return text;
    }

    @Override
    public void close() {
        for (Connection each = idle.poll(); each != null; each = idle.poll()) {
            disconnect(each);
        }
        directory
                .state()
                .flatMap(state -> ProcessHandle.of(Long.parseLong(state.getProperty("pid.supervisor", "-1"))))
                .filter(supervisor -> Leftovers.supervised(directory))
                .ifPresent(supervisor -> {
                    supervisor.destroy();
                    await("the end of the drill's shop", () -> !supervisor.isAlive());
                });
        Leftovers.end(directory);
        if (!kept) {
            delete(directory.root());
        }
    }

    private static void disconnect(Connection connection) {
        try {
            connection.close();
        } catch (SQLException e) {
            System.err.println("yardstick: a connection of the drill did not close: " + e.getMessage());
        }
    }

    private static void delete(Path root) {
        try (Stream<Path> files = Files.walk(root)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.deleteIfExists(file);
            }
        } catch (IOException | UncheckedIOException e) {
            System.err.println("yardstick: " + root + " could not be removed: " + e.getMessage());
        }
    }
}

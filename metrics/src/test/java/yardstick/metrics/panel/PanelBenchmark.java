package yardstick.metrics.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yardstick.kernel.Money;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.kernel.VisitorId;
import yardstick.metrics.Plan;
import yardstick.metrics.Releases.Draft;
import yardstick.metrics.release.DefaultReleases;
import yardstick.metrics.release.FlagSnapshot;
import yardstick.metrics.release.Split;
import yardstick.testkit.FixedClock;
import yardstick.testkit.TestDatabase;
import yardstick.tracking.Tracker.Event;
import yardstick.tracking.intake.DefaultTracker;
import yardstick.tracking.intake.IntakeCounts;
import yardstick.tracking.metric.DefaultFacts;
import yardstick.tracking.store.StoreOwner;

/**
 * The panel over 20 M events of 180 days, 1 M visitors and 20 releases: 2.1 M visits of eight events, 3 M exposures at the
 * beginning of visits of the last four weeks, 0.2 M orders. Run by {@code acceptance/benchmark-panel}; not part of the tests. The
 * table is written to {@code target/benchmark-panel.txt}.
 */
class PanelBenchmark {

    private static final int RELEASES = 20;
    private static final int DAYS = 180;
    private static final LocalDate FIRST = LocalDate.parse("2026-01-01");
    private static final Instant START = Instant.parse("2026-06-02T00:00:00Z");
    private static final long EVENTS = Long.getLong("benchmark.events", 20_000_000L);

    @TempDir
    Path fresh;

    private Path data = Path.of("");

    private final TestDatabase database = TestDatabase.with("tracking", "metrics");
    private final FixedClock clock = new FixedClock("2026-06-29T15:59:00Z");
    private final DefaultReleases releases = new DefaultReleases(database, clock, new FlagSnapshot(database));
    private final List<String> table = new ArrayList<>();

    @Test
    void measure() throws Exception {
        String kept = System.getProperty("benchmark.data", "");
        data = kept.isEmpty() ? fresh : Path.of(kept);
        generate();
        Settings settings = Settings.of(Map.of(Setting.DATA_DIR, data.toString()));
        StoreOwner owner = new StoreOwner(settings, clock);
        ScheduledExecutorService keeper = Executors.newSingleThreadScheduledExecutor();
        try {
            DefaultFacts facts = new DefaultFacts(database, owner, settings);
            Measurements measurements =
                    new Measurements(new StatisticStore(database, clock), facts, releases, settings);
            DefaultPanel panel = new DefaultPanel(facts, releases, settings, measurements);
            say("events as received, bytes each", owner.store().size() / (double) EVENTS, "");
            timed("settling 180 days, s", owner.store()::compact, "");
            say("events folder, MB", owner.store().size() / 1e6, "<= 350");
            timed("roll-ups of all events, s", facts::mark, "");
            List<Split> splits = releases.splits();
            timed("statistics of 20 releases, first time, s", () -> measurements.recompute(splits), "");
            timed("full recompute of 20 releases, stored, s", () -> measurements.recompute(splits), "<= 3");
            List<yardstick.tracking.Statistics.Query> queries = splits.stream()
                    .map(split -> new yardstick.tracking.Statistics.Query(
                            split.release().key(), START, null, "CNY"))
                    .toList();
            timed("of which reading the roll-ups, s", () -> facts.statistics(queries), "");
            owner.keep(keeper);
            LocalDate day = LocalDate.ofInstant(clock.instant(), settings.zone());
            often("  orders of 30 days, p95 ms", 40, i -> facts.orderDays(day.minusDays(29), day, "CNY"), "");
            often("  buyers of 30 days, p95 ms", 40, i -> facts.buyers(day.minusDays(29), day, "CNY"), "");
            often("  visits of 30 days, p95 ms", 40, i -> facts.sessionDays(day.minusDays(29), day), "");
            often("  looking for new events (no request does), p95 ms", 40, i -> facts.mark(), "");
            often(
                    "one scorecard, stored statistics, p95 ms",
                    200,
                    i -> panel.scorecard("release-" + i % RELEASES),
                    "<= 100");
            often("home tile, 30 days, p95 ms", 60, i -> panel.summary(day.minusDays(29), day), "<= 50");
            DefaultTracker tracker = new DefaultTracker(owner, new IntakeCounts(database, clock), clock);
            timed("5,000 events in until read, s", () -> fresh(tracker, facts), "<= 10");
            say("intake, events a second", 200_000 / seconds(() -> flood(tracker)), ">= 50000");
            String busiest = owner.store().analyse("""
                            SELECT visitor FROM events WHERE visitor IS NOT NULL
                            GROUP BY visitor ORDER BY count(*) DESC, visitor LIMIT 1""").getFirst().get("visitor") + "";
            say("erasing the busiest visitor: events", owner.store().held(busiest), "");
            timed("erasing the busiest visitor, s", () -> owner.store().erase(busiest), "<= 60");
            assertEquals(0, owner.store().held(busiest));
            assertEquals(RELEASES, splits.size());
            assertTrue(panel.scorecard("release-3").orElseThrow().sampleRatio().control() > 0);
        } finally {
            keeper.shutdownNow();
            owner.close();
            write();
        }
    }

    private void fresh(DefaultTracker tracker, DefaultFacts facts) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < 5_000; i++) {
            events.add(new Event(
                    "new" + i, "page_view", new VisitorId("visitor-" + i), clock.instant(), "/", "en", "", Map.of()));
        }
        tracker.accept(events, "Mozilla/5.0");
        facts.mark();
    }

    /** Forty batches of 5,000 from four senders, each on disk before it is answered, sealed at the end. */
    private void flood(DefaultTracker tracker) {
        java.util.stream.IntStream.range(0, 40).parallel().forEach(batch -> {
            List<Event> events = new ArrayList<>();
            for (int i = 0; i < 5_000; i++) {
                events.add(new Event(
                        "flood-" + batch + "-" + i,
                        i % 4 == 0 ? "page_view" : "view_item",
                        new VisitorId("visitor-" + (batch * 5_000 + i) / 7),
                        clock.instant().minusSeconds(i % 600),
                        "/p/" + i % 900,
                        "en",
                        "",
                        Map.of("sku", "SKU-" + i % 900)));
            }
            tracker.accept(events, "Mozilla/5.0");
        });
    }

    private void say(String what, double value, String wanted) {
        table.add(String.format(Locale.ROOT, "%-50s %10.2f %s", what, value, wanted));
        System.out.println(table.getLast());
    }

    private void write() throws IOException {
        Files.createDirectories(Path.of("target"));
        try (PrintStream out = new PrintStream("target/benchmark-panel.txt", StandardCharsets.UTF_8)) {
            table.forEach(out::println);
        }
    }

    private static double seconds(Runnable work) {
        long begun = System.nanoTime();
        work.run();
        return (System.nanoTime() - begun) / 1e9;
    }

    /** Wall time, and the processor time of this process beside it: the figure to compare on a busy machine. */
    private void timed(String what, Runnable work, String wanted) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        double wall = seconds(work);
        say(
                what,
                wall,
                String.format(Locale.ROOT, "%s (processor %.2f s)", wanted, (system.getProcessCpuTime() - cpu) / 1e9));
    }

    /** The 95th percentile and the median of the wall times, and the mean processor time of this process beside them. */
    private void often(String what, int times, java.util.function.IntConsumer work, String wanted) {
        OperatingSystemMXBean system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
        long cpu = system.getProcessCpuTime();
        double[] took = new double[times];
        for (int i = 0; i < times; i++) {
            int number = i;
            took[i] = 1_000 * seconds(() -> work.accept(number));
        }
        double busy = (system.getProcessCpuTime() - cpu) / 1e6 / times;
        Arrays.sort(took);
        say(
                what,
                took[(int) (times * 0.95)],
                String.format(
                        Locale.ROOT,
                        "%s (median %.1f, best %.1f, processor %.1f ms)",
                        wanted,
                        took[times / 2],
                        took[0],
                        busy));
    }

    /** Files as the store writes them; the events are drawn by DuckDB. */
    private void generate() throws SQLException, IOException {
        for (int i = 0; i < RELEASES; i++) {
            String key = "release-" + i;
            releases.create(new Draft(key, "x", "growth", "y", Money.zero("CNY"), 50, null, Plan.standard()), "bench");
            releases.ramp(key, 50, "bench");
            releases.startedAt(key, START, "bench");
        }
        orders();
        if (Files.exists(data.resolve("events"))) {
            return;
        }
        try (Connection connection = DriverManager.getConnection("jdbc:duckdb:");
                Statement statement = connection.createStatement()) {
            statement.execute("SET threads = 2");
            statement.execute("SELECT setseed(0.42)");
            for (int day = 0; day < DAYS; day++) {
                LocalDate date = FIRST.plusDays(day);
                Path folder = Files.createDirectories(data.resolve("events/day=" + date));
                String file = String.format(Locale.ROOT, "n1-%012d-%012d.parquet", day + 1, day + 1);
                statement.execute(
                        events(date, day) + " TO '" + folder.resolve(file) + "' (FORMAT parquet, COMPRESSION zstd)");
            }
        }
    }

    private static String events(LocalDate date, int day) {
        long exposures = day >= DAYS - 28 ? RELEASES * 150_000L / 28 : 0;
        long visits = (EVENTS - RELEASES * 150_000L) / DAYS / 8;
        return """
                COPY (WITH v AS (
                        SELECT range AS number, floor(1e6 * pow(random(), 1.6))::BIGINT AS u, random() AS luck,
                               TIMESTAMP '%1$s' + INTERVAL 1 SECOND * floor(random() * 84000) AS t
                        FROM range(%2$d)),
                      e AS (
                        SELECT u, t + INTERVAL 1 MILLISECOND * (25000 * k + floor(random() * 20000)) AS t, number, k,
                               CASE WHEN k = 7 AND luck < 0.09 THEN 'purchase' WHEN k = 6 AND luck < 0.12 THEN 'begin_checkout'
                                    WHEN k = 5 AND luck < 0.25 THEN 'add_to_cart' WHEN k %% 2 = 1 THEN 'view_item'
                                    ELSE 'page_view' END AS name, luck
                        FROM v, range(8) r(k)
                        UNION ALL
                        SELECT u, t + INTERVAL 1 MILLISECOND AS t, number * 20 + met, 9, 'exposure', luck
                        FROM v, range(20) m(met)
                        WHERE %4$d > 0 AND hash(u, met) %% 100 < 60 AND (number + met) %% 4 < 3)
                      SELECT uuid()::VARCHAR AS event_id, name,  substr(replace(replace(to_base64(from_hex(sha256(u::VARCHAR))), '+', '-'), '/', '_'), 1, 22) AS visitor,
                             NULL::VARCHAR AS session, t AS occurred_at, floor(1 + 3 * random())::BIGINT AS lag_s,
                             concat('/p/', floor(5000 * pow((hash(u, number, k // 2) %% 1000) / 1000.0, 1.6))) AS page, CASE WHEN u %% 3 = 0 THEN 'en' ELSE 'zh-CN' END AS language,
                             CASE WHEN u %% 4 = 0 THEN 'https://www.baidu.com/' ELSE '' END AS referrer,
                             CASE WHEN name = 'exposure' THEN concat('release-', number %% 20) END AS release,
                             CASE WHEN name = 'exposure' THEN CASE WHEN hash(u, number %% 20) %% 2 = 0 THEN 'control' ELSE 'treatment' END END AS variant,
                             CASE WHEN name = 'purchase' THEN %3$d * 1000000 + number END AS order_id,
                             CASE WHEN name = 'purchase' THEN (1000 + 20000 * random())::BIGINT END AS value_minor,
                             CASE WHEN name = 'purchase' THEN 'CNY' END AS currency, NULL::VARCHAR AS customer,
                             CASE WHEN name = 'view_item' THEN concat('SKU-', floor(5000 * pow((hash(u, number, k // 2) %% 1000) / 1000.0, 1.6))) END AS sku,
                             CASE WHEN name = 'page_view' THEN CASE WHEN u %% 5 < 3 THEN '{"device":"mobile"}' ELSE '{"device":"desktop"}' END
                                  WHEN name = 'view_item' THEN concat('{"category":"', hash(u, number, k // 2) %% 12, '"}') ELSE '{}' END AS parameters
                      FROM e ORDER BY occurred_at)""".formatted(date, visits, day, exposures);
    }

    /** As many orders in PostgreSQL as in the events. */
    private void orders() {
        database.execute(handle -> handle.execute("""
                INSERT INTO tracking.order_fact
                SELECT i, i * 31 % 60000, 'CNY', 1000 + i % 20000, timestamptz '2026-01-01' + i * interval '78 seconds', NULL, 'shop'
                FROM generate_series(1, 199000) i"""));
        database.execute(handle -> handle.execute("ANALYZE tracking.order_fact"));
    }
}

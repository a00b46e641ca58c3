package yardstick.metrics.simulation;

import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.TreeMap;
import javax.sql.DataSource;
import yardstick.kernel.Fact;
import yardstick.kernel.Flag;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.kernel.Schema;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.kernel.Subject;
import yardstick.kernel.VisitorId;
import yardstick.metrics.Panel;
import yardstick.metrics.Plan;
import yardstick.metrics.Release;
import yardstick.metrics.ReleaseReport;
import yardstick.metrics.Releases;
import yardstick.metrics.Simulation;
import yardstick.metrics.Simulation.Reading;
import yardstick.metrics.panel.DefaultPanel;
import yardstick.metrics.panel.Guard;
import yardstick.metrics.panel.Measurements;
import yardstick.metrics.panel.StatisticStore;
import yardstick.metrics.release.DefaultFlags;
import yardstick.metrics.release.DefaultReleases;
import yardstick.metrics.release.FlagSnapshot;
import yardstick.tracking.Facts;
import yardstick.tracking.Reconciliation;
import yardstick.tracking.Tracker;
import yardstick.tracking.Tracker.Event;
import yardstick.tracking.TrackingStation;

/**
 * A shop without a server: flags, intake, the recorder of orders, store, statistics and panel, wired by hand around a
 * clock that goes from day to day.
 */
public final class ProcessStage implements Stage, AutoCloseable {

    private static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final String CRAWLER = "Mozilla/5.0 (compatible; ExampleBot/2.1; +http://bot.example/)";
    private static final String BROWSER = "Mozilla/5.0 (X11; Linux x86_64)";

    private final Simulation.Request request;
    private final DefaultReleases releases;
    private final DefaultFlags flags;
    private final Tracker tracker;
    private final Facts facts;
    private final Panel panel;
    private final Measurements measurements;
    private final TrackingStation station;
    private final Watch clock = new Watch();
    private int after;
    private long orders;
    private long sent;
    private long told;

    /** One visit of one shopper. */
    private record Scene(Subject subject, String category, Behaviour.Visit visit) {

        Instant at(int step) {
            return START.plus(visit.day(), ChronoUnit.DAYS).plusSeconds(visit.second() + 20L * step);
        }

        VisitorId visitor() {
            return Objects.requireNonNull(subject.visitor());
        }

        Event page(int step) {
            String id = visitor().value() + "-" + visit.day() + "-" + step;
            return new Event(id, STEPS.get(step), visitor(), at(step), "/", "en", "", Map.of("category", category));
        }

        Paid paid(long order) {
            return new Paid(order, visit.amountMinor(), at(STEPS.size()), visitor());
        }
    }

    /** What the shop announces when an order is paid. */
    private record Paid(long order, long minor, Instant occurredAt, VisitorId visitor) implements Fact {

        @Override
        public String name() {
            return "purchase";
        }

        @Override
        public String id() {
            return "purchase:" + order;
        }

        @Override
        public Map<String, Object> parameters() {
            return Map.of("order_id", order, "value_minor", minor, "currency", "CNY", "source", "shop");
        }
    }

    public ProcessStage(Simulation.Request request, DataSource dataSource, Path directory) {
        this.request = request;
        for (String schema : List.of("kernel", "tracking", "metrics")) {
            new Schema(schema, 0).migrate(dataSource);
        }
        PlainDatabase database = new PlainDatabase(dataSource);
        database.execute(handle -> handle.execute("TRUNCATE metrics.release, tracking.order_fact CASCADE"));
        clock.set(end());
        Settings settings = Settings.of(Map.of(Setting.DATA_DIR, directory.toString()));
        this.station = new TrackingStation(database, settings, clock);
        FlagSnapshot snapshot = new FlagSnapshot(database);
        this.releases = new DefaultReleases(database, clock, snapshot);
        this.tracker = station.tracker();
        this.flags = new DefaultFlags(snapshot, tracker, clock);
        this.facts = station.facts();
        this.measurements = new Measurements(new StatisticStore(database, clock), facts, releases, settings);
        this.panel = new DefaultPanel(facts, releases, settings, measurements);
    }

    @Override
    public Simulation.Request request() {
        return request;
    }

    @Override
    public void release(String key, String primary) {
        Plan plan = Plan.standard().measuredBy(primary, request.days(), Plan.Mode.GROUP);
        done(releases.create(
                new Releases.Draft(key, key, "simulation", "simulated", Money.zero("CNY"), 50, null, plan),
                "simulation"));
        done(releases.ramp(key, 50, "simulation"));
        done(releases.startedAt(key, START, "simulation"));
    }

    private static void done(Outcome<Release> outcome) {
        if (outcome instanceof Outcome.Refused<Release>(var refusal)) {
            throw new IllegalStateException("refused: " + refusal.code());
        }
    }

    @Override
    public int crawlers(int visits) {
        clock.set(end());
        List<Event> storm = new ArrayList<>();
        for (int i = 0; i < visits; i++) {
            VisitorId visitor = new VisitorId("s" + i % request.shoppers());
            Instant at = end().minusSeconds(3_600L + i % 400_000);
            storm.add(new Event("bot" + i, "page_view", visitor, at, "/", "en", "", Map.of()));
        }
        return tracker.accept(storm, CRAWLER);
    }

    /** Visits are told in the order of time, a day at once: pages as a browser tells them, orders as the shop announces them. */
    @Override
    public void live(Play play) {
        after = play.daysAfter();
        List<Flag> asked = play.releases().stream()
                .map(key -> new Flag(key, Release.CONTROL))
                .toList();
        Map<Integer, List<Scene>> days = new TreeMap<>();
        for (int i = 0; i < request.shoppers(); i++) {
            Subject subject = new Subject("unit" + request.seed() + "-" + i, new VisitorId("s" + i));
            String category = Stage.category(i);
            Map<String, String> met = new HashMap<>();
            asked.forEach(flag -> met.put(flag.key(), flags.variant(flag, subject)));
            SplittableRandom random = new SplittableRandom(request.seed() * 1_000_003 + i);
            play.behaviour()
                    .apply(category, met)
                    .life(random, i % request.days(), request.days() + after)
                    .forEach(visit -> days.computeIfAbsent(visit.day(), day -> new ArrayList<>())
                            .add(new Scene(subject, category, visit)));
        }
        days.forEach((day, scenes) -> live(day, scenes, asked));
        clock.set(end());
        facts.mark();
        if (!complete()) {
            throw new IllegalStateException("the shop took " + told + " of " + sent + " events, or orders differ");
        }
    }

    @Override
    public Reading read(String key) {
        ReleaseReport report = panel.report(key).orElseThrow();
        return new Reading(
                report.rows(),
                report.segments(),
                report.verdict(),
                panel.overlaps(key),
                report.release().state(),
                releases.history(key).getFirst().what());
    }

    @Override
    public Reading guarded(String key) {
        new Guard(releases, measurements).run();
        return read(key);
    }

    private void live(int day, List<Scene> scenes, List<Flag> asked) {
        List<Event> pages = new ArrayList<>();
        List<Fact> bought = new ArrayList<>();
        scenes.sort(Comparator.comparing(scene -> scene.visit().second()));
        for (Scene scene : scenes) {
            clock.set(scene.at(0));
            asked.forEach(flag -> flags.expose(flag, scene.subject()));
            for (int step = 0; step <= Math.min(scene.visit().steps(), STEPS.size() - 1); step++) {
                pages.add(scene.page(step));
            }
            if (scene.visit().steps() == STEPS.size()) {
                bought.add(scene.paid(++orders));
            }
        }
        clock.set(START.plus(day + 1L, ChronoUnit.DAYS).minusSeconds(60));
        told += tracker.accept(pages, BROWSER);
        sent += pages.size();
        station.announce(bought);
    }

    /** Whether everything that was sent was taken, and the orders are the same in the books and in the events. */
    private boolean complete() {
        LocalDate first = LocalDate.ofInstant(START, ZoneOffset.UTC);
        Reconciliation found =
                facts.reconcile(first.minusDays(1), first.plusDays(request.days() + after + 1L), end(), true);
        return told == sent && found.gaps().isEmpty() && found.orders() == orders && found.events() == orders;
    }

    private Instant end() {
        return START.plus(request.days() + (long) after, ChronoUnit.DAYS).minusSeconds(60);
    }

    @Override
    public void close() {
        station.close();
    }
}

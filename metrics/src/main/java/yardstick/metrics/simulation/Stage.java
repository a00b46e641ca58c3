package yardstick.metrics.simulation;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import javax.sql.DataSource;
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
import yardstick.metrics.Releases;
import yardstick.metrics.Simulation;
import yardstick.metrics.panel.DefaultPanel;
import yardstick.metrics.panel.Measurements;
import yardstick.metrics.panel.StatisticStore;
import yardstick.metrics.release.DefaultFlags;
import yardstick.metrics.release.DefaultReleases;
import yardstick.metrics.release.FlagSnapshot;
import yardstick.tracking.Facts;
import yardstick.tracking.Tracker;
import yardstick.tracking.Tracker.Event;
import yardstick.tracking.TrackingStation;

/** A shop without a server: flags, intake, store, statistics and panel, wired by hand around a clock that stands. */
public final class Stage implements AutoCloseable {

    static final Instant START = Instant.parse("2026-03-01T00:00:00Z");
    private static final List<String> STEPS =
            List.of("page_view", "view_item", "add_to_cart", "begin_checkout", "purchase");

    final Simulation.Request request;
    final PlainDatabase database;
    final DefaultReleases releases;
    final DefaultFlags flags;
    final Tracker tracker;
    final Facts facts;
    final Panel panel;
    final Measurements measurements;
    private final TrackingStation station;
    private long orders;

    public Stage(Simulation.Request request, DataSource dataSource, Path directory) {
        this.request = request;
        for (String schema : List.of("kernel", "tracking", "metrics")) {
            new Schema(schema, 0).migrate(dataSource);
        }
        this.database = new PlainDatabase(dataSource);
        database.execute(handle -> handle.execute("TRUNCATE metrics.release CASCADE"));
        Clock clock = Clock.fixed(START.plus(request.days(), ChronoUnit.DAYS).minusSeconds(60), ZoneOffset.UTC);
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

    /** A release that has run at half and half since the first day. */
    void release(String key, String primary) {
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

    /**
     * Everybody arrives, is assigned by the shop's own flags, and behaves accordingly.
     *
     * @param behaviour by shopper's category and variants met, release by release
     */
    void shoppers(List<String> keys, BiFunction<String, Map<String, String>, Behaviour> behaviour) {
        List<Event> events = new ArrayList<>();
        for (int i = 0; i < request.shoppers(); i++) {
            Subject subject = new Subject("unit" + request.seed() + "-" + i, null);
            String category = i % 3 == 0 ? "home" : "tea";
            Map<String, String> met = new HashMap<>();
            keys.forEach(key -> met.put(key, flags.variant(new Flag(key, Release.CONTROL), subject)));
            SplittableRandom random = new SplittableRandom(request.seed() * 1_000_003 + i);
            List<Behaviour.Visit> life =
                    behaviour.apply(category, met).life(random, i % request.days(), request.days());
            String visitor = "s" + i;
            tell(events, visitor, category, life);
            met.forEach((key, variant) -> events.add(exposure(key, variant, visitor, moment(life.getFirst(), 0))));
        }
        station.history().append(events);
        facts.mark();
    }

    private void tell(List<Event> events, String visitor, String category, List<Behaviour.Visit> life) {
        for (Behaviour.Visit visit : life) {
            for (int step = 0; step <= visit.steps(); step++) {
                Map<String, Object> parameters = new HashMap<>(Map.of("category", category));
                String id = visitor + "-" + visit.day() + "-" + step;
                if (step == 4) {
                    parameters.put("order_id", ++orders);
                    parameters.put("value_minor", visit.amountMinor());
                    parameters.put("currency", "CNY");
                }
                Instant at = moment(visit, 20L * step);
                events.add(new Event(id, STEPS.get(step), new VisitorId(visitor), at, "/", "en", "", parameters));
            }
        }
    }

    private static Instant moment(Behaviour.Visit visit, long more) {
        return START.plus(visit.day(), ChronoUnit.DAYS).plusSeconds(visit.second() + more);
    }

    private static Event exposure(String key, String variant, String visitor, Instant at) {
        Map<String, Object> parameters = Map.of("release", key, "variant", variant);
        String id = "exposure:" + key + ":" + visitor;
        return new Event(id, "exposure", new VisitorId(visitor), at, "", "", "", parameters);
    }

    @Override
    public void close() {
        station.close();
    }
}

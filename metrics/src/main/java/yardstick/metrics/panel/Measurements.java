package yardstick.metrics.panel;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Database;
import yardstick.kernel.RecurringTask;
import yardstick.kernel.Settings;
import yardstick.metrics.Release;
import yardstick.metrics.experiment.Estimate;
import yardstick.metrics.release.DefaultReleases;
import yardstick.metrics.release.Split;
import yardstick.tracking.Facts;
import yardstick.tracking.Statistics;
import yardstick.tracking.Statistics.ArmDay;

/**
 * Keeps the stored statistics level with the events. A release is read again when events have arrived since, and at
 * most as often that reading takes a twentieth of the time; what is shown is therefore seconds old.
 */
@ApplicationScoped
public class Measurements implements RecurringTask {

    private static final int REST = 20;

    /** A guardrail has to be seen within a minute. */
    private static final long LONGEST_REST = 30_000;

    private static final Duration SETTLED = Duration.ofDays(8);

    @Inject
    Database database;

    @Inject
    Facts facts;

    @Inject
    DefaultReleases releases;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    private @Nullable StatisticStore known;
    private final Map<Long, Instant> readAgain = new ConcurrentHashMap<>();

    Measurements() {}

    /** Outside a container. */
    public Measurements(StatisticStore store, Facts facts, DefaultReleases releases, Settings settings) {
        this.known = store;
        this.clock = store.clock();
        this.facts = facts;
        this.releases = releases;
        this.settings = settings;
    }

    /** What is known of a release: its stored rows and how they were read. */
    record Measured(StatisticStore.Reading reading, List<ArmDay> rows) {}

    @Override
    public String name() {
        return "release-statistics";
    }

    @Override
    public Duration period() {
        return Duration.ofSeconds(5);
    }

    @Override
    public void run() {
        List<Split> open = releases.splits().stream().filter(this::unsettled).toList();
        if (open.isEmpty()) {
            return;
        }
        String mark = facts.mark();
        Instant now = clock.instant();
        recompute(open.stream()
                .filter(split ->
                        !now.isBefore(readAgain.getOrDefault(split.release().id(), Instant.EPOCH)))
                .filter(split -> !upToDate(split, mark))
                .toList());
    }

    /** Events may come a week late; after that an ended release keeps its figures. */
    private boolean unsettled(Split split) {
        Instant ended = split.release().endedAt();
        return split.since() != null
                && (ended == null
                        || ended.plus(SETTLED).isAfter(clock.instant())
                        || store().reading(split.release().id()).isEmpty());
    }

    private boolean upToDate(Split split, String mark) {
        return store().reading(split.release().id())
                .filter(reading ->
                        reading.split().equals(split.key()) && reading.mark().equals(mark))
                .isPresent();
    }

    /** Reads everything about the releases again, in one go; equal events give equal figures. */
    public void recompute(List<Split> splits) {
        if (splits.isEmpty()) {
            return;
        }
        List<Split> begun =
                splits.stream().filter(split -> split.since() != null).toList();
        long start = System.nanoTime();
        List<Statistics> statistics =
                facts.statistics(begun.stream().map(this::query).toList());
        long took = Duration.ofNanos(System.nanoTime() - start).toMillis();
        for (int i = 0; i < begun.size(); i++) {
            Release release = begun.get(i).release();
            store().replace(release.id(), begun.get(i).key(), statistics.get(i), took / begun.size());
            readAgain.put(release.id(), clock.instant().plusMillis(Math.min(LONGEST_REST, took * REST)));
        }
    }

    private Statistics.Query query(Split split) {
        Instant since = java.util.Objects.requireNonNull(split.since());
        return new Statistics.Query(
                split.release().key(), since, split.release().endedAt(), settings.currency());
    }

    Clock clock() {
        return clock;
    }

    Instant now() {
        return clock.instant();
    }

    /** What is stored of a release's effect on revenue per visitor. */
    Optional<Estimate> effect(Split split) {
        Arms.Pair pair = new Arms(store().rows(split.release().id(), Statistics.ALL))
                .total(split.release().plan().treatments().getFirst());
        Kpis.Kpi revenue = Kpis.ALL.get("revenue_per_visitor");
        return revenue == null
                ? Optional.empty()
                : Gauge.of(revenue.of(pair.control()), revenue.of(pair.treatment()))
                        .map(Gauge::difference);
    }

    /** The stored rows of the current split; read now when there are none yet. */
    Optional<Measured> of(Split split, String dimension) {
        if (split.since() == null) {
            return Optional.empty();
        }
        StatisticStore.@Nullable Reading reading = current(split);
        if (reading == null) {
            recompute(List.of(split));
            reading = current(split);
        }
        return Optional.ofNullable(reading)
                .map(found -> new Measured(found, store().rows(split.release().id(), dimension)));
    }

    private StatisticStore.@Nullable Reading current(Split split) {
        return store().reading(split.release().id())
                .filter(found -> found.split().equals(split.key()))
                .orElse(null);
    }

    private StatisticStore store() {
        StatisticStore store = known;
        if (store == null) {
            store = new StatisticStore(database, clock);
            known = store;
        }
        return store;
    }
}

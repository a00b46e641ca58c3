package yardstick.metrics.observation;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Database;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.kernel.Settings;
import yardstick.metrics.Observations;
import yardstick.metrics.Panel.Interval;
import yardstick.metrics.Releases;
import yardstick.metrics.causal.Observational;
import yardstick.metrics.causal.Observational.Cells;
import yardstick.metrics.experiment.Range;
import yardstick.metrics.observation.Periods.Sums;
import yardstick.tracking.Facts;

/** {@link Observations} from the visits of the event store. */
@ApplicationScoped
public class DefaultObservations implements Observations {

    private static final Map<String, ToDoubleFunction<Sums>> METRICS = metrics();
    private static final int MOST_PLACES = 200;

    @Inject
    Database database;

    @Inject
    Releases releases;

    @Inject
    Facts facts;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    DefaultObservations() {}

    /** Outside a container. */
    DefaultObservations(Database database, Releases releases, Facts facts, Standing standing) {
        this.database = database;
        this.releases = releases;
        this.facts = facts;
        this.settings = standing.settings();
        this.clock = standing.clock();
    }

    /** Where and when. */
    record Standing(Settings settings, Clock clock) {}

    private static Map<String, ToDoubleFunction<Sums>> metrics() {
        Map<String, ToDoubleFunction<Sums>> metrics = new LinkedHashMap<>();
        metrics.put("revenue_per_visit", sums -> sums.revenue() / sums.visits());
        metrics.put("cvr", sums -> sums.orders() / sums.visits());
        metrics.put("atv", sums -> sums.revenue() / sums.orders());
        return metrics;
    }

    @Override
    public Optional<Reach> reach(String key) {
        return releases.byKey(key).flatMap(release -> store().of(release.id()));
    }

    @Override
    public Outcome<Reach> enter(String key, Reach reach, String actor) {
        LocalDate today = today();
        boolean sane = !reach.places().isEmpty()
                && reach.places().size() <= MOST_PLACES
                && reach.places().stream().noneMatch(place -> place.since().isAfter(today))
                && reach.places().stream().map(Place::segment).distinct().count()
                        == reach.places().size();
        if (!sane) {
            return Outcome.refused(Refusal.of("metrics.reach_invalid"));
        }
        return database.write(handle -> releases.byKey(key)
                .map(release -> {
                    store().replace(new ReachStore.Entry(release.id(), clock.instant(), actor), reach);
                    return Outcome.done(reach);
                })
                .orElseGet(() -> Outcome.refused(Refusal.of("metrics.release_unknown", "key", key))));
    }

    private LocalDate today() {
        return clock.instant().atZone(settings.zone()).toLocalDate();
    }

    @Override
    public Outcome<Report> report(String key) {
        Reach reach = reach(key).orElse(null);
        if (reach == null) {
            return Outcome.refused(Refusal.of("metrics.reach_none"));
        }
        Periods periods = new Periods(reach, today());
        String currency = settings.currency();
        periods.add(facts.cells(reach.dimension().key(), periods.from(), periods.to(), currency));
        Cells cells = periods.cells(sums -> sums.revenue() / sums.visits());
        Map<String, Observational> found = new LinkedHashMap<>();
        METRICS.forEach((metric, value) -> measured(periods.cells(value)).ifPresent(one -> found.put(metric, one)));
        Observational decisive = found.get("revenue_per_visit");
        if (decisive == null) {
            return Outcome.refused(new Refusal(
                    "metrics.reach_too_little",
                    Map.of("with", count(cells, true), "without", count(cells, false), "before", before(cells))));
        }
        List<Row> rows = new ArrayList<>();
        found.forEach((metric, one) -> rows.add(row(metric, one)));
        double visits = periods.monthlyVisits();
        Range worth = decisive.interval();
        return Outcome.done(new Report(
                reach,
                periods.from(),
                periods.to(),
                currency,
                count(cells, true),
                count(cells, false),
                rows,
                decisive.events().stream()
                        .map(event -> new Point((int) event.period(), event.effect(), interval(event.band())))
                        .toList(),
                decisive.forbidden(),
                decisive.doubts().isEmpty() ? new Interval(worth.low() * visits, worth.high() * visits) : null));
    }

    private static Optional<Observational> measured(Cells cells) {
        if (cells.units().length == 0) {
            return Optional.empty();
        }
        try {
            return Optional.of(Observational.of(cells));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static long count(Cells cells, boolean treated) {
        return Arrays.stream(cells.cohort()).filter(g -> g > 0 == treated).count();
    }

    private static long before(Cells cells) {
        return Math.max(
                0, Arrays.stream(cells.cohort()).filter(g -> g > 0).min().orElse(1) - 1);
    }

    private static Row row(String metric, Observational found) {
        return new Row(
                metric,
                found.effect(),
                new Interval(found.interval().low(), found.interval().high()),
                found.sdid(),
                found.did(),
                found.pretrend(),
                found.spacePlacebo(),
                interval(found.timePlacebo()),
                found.doubts().stream()
                        .map(doubt -> doubt.name().toLowerCase(Locale.ROOT))
                        .toList());
    }

    private static @Nullable Interval interval(@Nullable Range range) {
        return range == null ? null : new Interval(range.low(), range.high());
    }

    private ReachStore store() {
        return new ReachStore(database);
    }
}

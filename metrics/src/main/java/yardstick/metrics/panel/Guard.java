package yardstick.metrics.panel;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.RecurringTask;
import yardstick.metrics.Plan;
import yardstick.metrics.Release;
import yardstick.metrics.experiment.Monitoring;
import yardstick.metrics.release.DefaultReleases;
import yardstick.metrics.release.Split;
import yardstick.tracking.Statistics;

/**
 * Watches the guardrails of what runs, by intervals that may be looked at as often as one likes. A metric that is worse
 * beyond chance pauses the release; fewer completed checkouts stop it, because people cannot pay. Otherwise the ramp
 * takes its next step when the step is due.
 */
@ApplicationScoped
public class Guard implements RecurringTask {

    private static final String PAYMENTS = "checkout_completion";
    private static final String ACTOR = "guard";
    private static final double CONFIDENCE = 0.95;
    private static final Monitoring ALWAYS = Monitoring.of("always", 1);

    @Inject
    DefaultReleases releases;

    @Inject
    Measurements measurements;

    Guard() {}

    /** Outside a container. */
    public Guard(DefaultReleases releases, Measurements measurements) {
        this.releases = releases;
        this.measurements = measurements;
    }

    @Override
    public String name() {
        return "release-guard";
    }

    @Override
    public Duration period() {
        return Duration.ofSeconds(10);
    }

    @Override
    public void run() {
        for (Split split : releases.splits()) {
            Release release = split.release();
            if (release.state() == Release.State.RUNNING && release.pause() == null && split.since() != null) {
                watch(split);
            }
        }
    }

    private void watch(Split split) {
        Release release = split.release();
        String breached = breached(split);
        if (breached == null) {
            dueStep(split).ifPresent(percent -> releases.ramp(release.key(), percent, ACTOR));
        } else if (breached.equals(PAYMENTS)) {
            releases.pause(release.key(), "guardrail:" + breached, ACTOR);
            releases.stop(release.key(), ACTOR);
        } else {
            releases.pause(release.key(), "guardrail:" + breached, ACTOR);
        }
    }

    /** The first guardrail whose whole interval is on the bad side. */
    private @Nullable String breached(Split split) {
        Plan plan = split.release().plan();
        Arms.Pair pair = measurements
                .of(split, Statistics.ALL)
                .map(measured ->
                        new Arms(measured.rows()).total(plan.treatments().getFirst()))
                .orElse(Arms.Pair.NOTHING);
        List<String> paymentsFirst = plan.guardrails().stream()
                .sorted(Comparator.comparing(metric -> !metric.equals(PAYMENTS)))
                .toList();
        for (String metric : paymentsFirst) {
            Kpis.Kpi kpi = Kpis.ALL.get(metric);
            boolean worse = kpi != null
                    && Gauge.of(kpi.of(pair.control()), kpi.of(pair.treatment()))
                            .filter(gauge -> gauge.interval(ALWAYS, CONFIDENCE).high() < 0)
                            .isPresent();
            if (worse) {
                return metric;
            }
        }
        return null;
    }

    /** A higher percentage that the plan wants by now. */
    private Optional<Integer> dueStep(Split split) {
        Instant started = split.release().startedAt();
        if (started == null) {
            return Optional.empty();
        }
        long day = ChronoUnit.DAYS.between(started, measurements.now());
        return split.release().plan().ramp().stream()
                .filter(step -> step.day() <= day)
                .map(Plan.Step::percent)
                .reduce((first, second) -> second)
                .filter(percent -> percent > split.release().rolloutPercent());
    }
}

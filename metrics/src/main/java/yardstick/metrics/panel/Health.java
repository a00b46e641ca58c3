package yardstick.metrics.panel;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import yardstick.metrics.Panel.Interval;
import yardstick.metrics.Release;
import yardstick.metrics.ReleaseReport;
import yardstick.metrics.ReleaseReport.Finding;
import yardstick.metrics.ReleaseReport.Purpose;
import yardstick.metrics.ReleaseReport.Row;
import yardstick.metrics.experiment.MismatchSearch;
import yardstick.metrics.experiment.SequentialRatioCheck;

/** Whether the measurement can be believed, before any effect is looked at. */
final class Health {

    /** Days after which a buyer has had time to come back, and the share of the exposed who must have had them. */
    private static final int REPEAT_DAYS = 30;

    /** Its argument {@code until} is the day on which a repeat rate can be judged. */
    static final String IMMATURE = "metrics.health.rpr_immature";

    private static final double MATURE = 0.8;
    private static final double MOST_CROSSED = 0.01;

    private final Release release;
    private final Arms arms;
    private final ReleaseReport.Arms visitors;

    Health(Release release, Arms arms, ReleaseReport.Arms visitors) {
        this.release = release;
        this.arms = arms;
        this.visitors = visitors;
    }

    List<Finding> findings(List<Row> rows, LocalDate today) {
        List<Finding> findings = new ArrayList<>();
        ratio().ifPresent(findings::add);
        long all = visitors.control() + visitors.treatment();
        if (visitors.crossed() > MOST_CROSSED * all && visitors.crossed() > 5) {
            findings.add(finding("metrics.health.crossed", true, "visitors", visitors.crossed()));
        }
        if (release.pause() != null) {
            findings.add(finding(
                    "metrics.health.paused", false, "because", release.pause().because()));
        }
        for (Row row : rows) {
            Interval interval = row.effect() == null ? null : row.effect().interval();
            if (row.purpose() == Purpose.GUARDRAIL && interval != null && interval.high() < 0) {
                findings.add(finding("metrics.health.guardrail", true, "metric", row.metric()));
            }
        }
        double matured = arms.matured(today, REPEAT_DAYS);
        if (all > 0 && matured < MATURE) {
            findings.add(new Finding(
                    IMMATURE,
                    Map.of(
                            "days", REPEAT_DAYS,
                            "share", Math.round(matured * 100),
                            "until", arms.matureOn(MATURE, REPEAT_DAYS, today)),
                    false));
        }
        return findings;
    }

    private Optional<Finding> ratio() {
        double[] weights = {1 - visitors.plannedShare(), visitors.plannedShare()};
        String treatment = release.plan().treatments().getFirst();
        SequentialRatioCheck check = SequentialRatioCheck.of(arms.looks(treatment), weights);
        if (!check.mismatch()) {
            return Optional.empty();
        }
        return Optional.of(MismatchSearch.among(arms.counts(treatment), weights)
                .map(found -> new Finding(
                        "metrics.health.mismatch_by",
                        Map.of("dimension", found.dimension(), "segment", found.segment()),
                        true))
                .orElseGet(() -> new Finding("metrics.health.mismatch", Map.of(), true)));
    }

    private static Finding finding(String code, boolean blocking, String name, Object value) {
        return new Finding(code, Map.of(name, value), blocking);
    }
}

package yardstick.metrics.panel;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.metrics.Plan;
import yardstick.metrics.Release;
import yardstick.metrics.ReleaseReport;
import yardstick.metrics.ReleaseReport.Effect;
import yardstick.metrics.ReleaseReport.Evening;
import yardstick.metrics.ReleaseReport.Purpose;
import yardstick.metrics.ReleaseReport.Row;
import yardstick.metrics.ReleaseReport.Slice;
import yardstick.metrics.ReleaseReport.Step;
import yardstick.metrics.experiment.Estimate;
import yardstick.metrics.experiment.LookPlan;
import yardstick.metrics.experiment.Monitoring;
import yardstick.metrics.experiment.Multiplicity;
import yardstick.metrics.experiment.RatioSample;
import yardstick.metrics.panel.Arms.Pair;
import yardstick.tracking.Moment;

/** Turns the stored sums of a release into its report. */
final class ReportMaker {

    private static final double CONFIDENCE = 0.95;
    private static final Monitoring ALWAYS = Monitoring.of("always", 1);

    private final Release release;
    private final Plan plan;
    private final Arms arms;
    private final Context context;
    private final String treatment;
    private final Pair total;
    private final LookPlan looks;
    private final Pair decisive;
    private final Monitoring monitoring;

    /**
     * @param since first day of the split
     * @param past effects on revenue per visitor of all releases, for the winner's curse
     */
    record Context(LocalDate since, LocalDate today, long crossed, List<Estimate> past) {
        long day() {
            return ChronoUnit.DAYS.between(since, today) + 1;
        }
    }

    ReportMaker(Release release, Arms arms, Context context) {
        this.release = release;
        this.plan = release.plan();
        this.arms = arms;
        this.context = context;
        this.treatment = plan.treatments().getFirst();
        this.total = arms.total(treatment);
        this.looks = Gauge.looks(plan);
        this.decisive = at(looks.decisive(context.day()));
        this.monitoring = looks.monitoring(context.day());
    }

    ReleaseReport make() {
        Map<String, Gauge> gauges = new LinkedHashMap<>();
        for (String metric : order()) {
            gauge(metric, decisive).ifPresent(gauge -> gauges.put(metric, gauge));
        }
        double share = release.rolloutPercent() / 100.0 / plan.treatments().size();
        double planned = share / (share + 1 - release.rolloutPercent() / 100.0);
        ReleaseReport.Arms visitors =
                new ReleaseReport.Arms(total.visitors()[0], total.visitors()[1], context.crossed(), planned);
        List<Row> rows = rows(gauges);
        Health health = new Health(release, arms, visitors);
        List<ReleaseReport.Finding> findings = health.findings(rows, context.today());
        ReleaseReport.Money money = new Worth(release, context, looks.decisive(context.day()))
                .of(gauges.get("revenue_per_visitor"), monitoring);
        Judge judge = new Judge(release, context, findings);
        return new ReleaseReport(
                release,
                visitors,
                findings,
                rows,
                funnel(),
                evenings(),
                slices(),
                money,
                judge.verdict(rows, gauges.get(plan.primary()), money));
    }

    /** The sums of the evening of a day, from 1; nothing for day 0. */
    private Pair at(long day) {
        LocalDate evening = context.since().plusDays(day - 1);
        return arms.evenings(treatment).entrySet().stream()
                .filter(entry -> !entry.getKey().isAfter(evening))
                .reduce((first, second) -> second)
                .map(Map.Entry::getValue)
                .orElse(Pair.NOTHING);
    }

    private List<String> order() {
        List<String> order = new ArrayList<>(List.of(plan.primary()));
        plan.guardrails().stream().filter(metric -> !order.contains(metric)).forEach(order::add);
        Kpis.ALL.keySet().stream().filter(metric -> !order.contains(metric)).forEach(order::add);
        return order;
    }

    private static Optional<Gauge> gauge(String metric, Pair pair) {
        Kpis.Kpi kpi = Kpis.ALL.get(metric);
        return kpi == null ? Optional.empty() : Gauge.of(kpi.of(pair.control()), kpi.of(pair.treatment()));
    }

    private List<Row> rows(Map<String, Gauge> gauges) {
        List<String> others = gauges.keySet().stream()
                .filter(metric -> !metric.equals(plan.primary()))
                .toList();
        double[] p = new double[others.size()];
        for (int i = 0; i < p.length; i++) {
            Gauge gauge = gauges.get(others.get(i));
            p[i] = gauge == null ? 1 : monitoring.p(gauge.difference(), gauge.n());
        }
        double[] adjusted = Multiplicity.holm(p);
        List<Row> rows = new ArrayList<>();
        for (String metric : order()) {
            int place = others.indexOf(metric);
            Gauge gauge = gauges.get(metric);
            rows.add(row(metric, gauge, place < 0 ? null : adjusted[place]));
        }
        return rows;
    }

    private Row row(String metric, @Nullable Gauge gauge, @Nullable Double adjusted) {
        Purpose purpose = metric.equals(plan.primary())
                ? Purpose.PRIMARY
                : plan.guardrails().contains(metric) ? Purpose.GUARDRAIL : Purpose.OTHER;
        Kpis.Kpi kpi = Kpis.ALL.get(metric);
        if (kpi == null) {
            return new Row(metric, purpose, null, null, null);
        }
        RatioSample left = kpi.of(total.control());
        RatioSample right = kpi.of(total.treatment());
        if (gauge == null) {
            return new Row(metric, purpose, left.ratio(), right.ratio(), null);
        }
        double p = monitoring.p(gauge.difference(), gauge.n());
        Effect effect = new Effect(
                gauge.difference().value(),
                gauge.interval(monitoring, CONFIDENCE),
                gauge.relative().map(Estimate::value).orElse(null),
                gauge.relativeInterval(monitoring, CONFIDENCE),
                p,
                adjusted == null ? p : adjusted,
                gauge.chance(),
                gauge.reduction());
        return new Row(metric, purpose, left.ratio(), right.ratio(), effect);
    }

    private List<Step> funnel() {
        Map<String, Moment> steps = new LinkedHashMap<>();
        steps.put("viewers", Moment.VIEWERS);
        steps.put("carters", Moment.CARTERS);
        steps.put("checkouts", Moment.CHECKOUTS);
        steps.put("buyers", Moment.BUYERS);
        steps.put("repeaters", Moment.REPEATERS);
        List<Step> funnel = new ArrayList<>();
        steps.forEach((name, flag) -> {
            RatioSample left = Kpis.share(total.control(), flag);
            RatioSample right = Kpis.share(total.treatment(), flag);
            if (left.estimable() && right.estimable()) {
                Gauge gauge = Gauge.of(left, right).orElse(null);
                funnel.add(new Step(
                        name,
                        left.estimate().value(),
                        right.estimate().value(),
                        gauge == null ? null : gauge.interval(ALWAYS, CONFIDENCE)));
            }
        });
        return funnel;
    }

    private List<Evening> evenings() {
        List<Evening> evenings = new ArrayList<>();
        arms.evenings(treatment).forEach((day, pair) -> {
            Gauge gauge = gauge(plan.primary(), pair).orElse(null);
            evenings.add(new Evening(
                    day,
                    gauge == null ? null : gauge.relative().map(Estimate::value).orElse(null),
                    gauge == null ? null : gauge.relativeInterval(ALWAYS, CONFIDENCE)));
        });
        return evenings;
    }

    private List<Slice> slices() {
        Map<String, Map<String, Pair>> segments = arms.segments(treatment);
        int family = segments.values().stream().mapToInt(Map::size).sum();
        double confidence = Multiplicity.confidence(CONFIDENCE, family);
        List<Slice> slices = new ArrayList<>();
        segments.forEach((dimension, parts) -> parts.forEach((segment, pair) -> {
            Gauge gauge = gauge(plan.primary(), pair).orElse(null);
            slices.add(new Slice(
                    dimension,
                    segment,
                    pair.visitors()[0] + pair.visitors()[1],
                    gauge == null ? null : gauge.relative().map(Estimate::value).orElse(null),
                    gauge == null ? null : gauge.relativeInterval(ALWAYS, confidence)));
        }));
        return slices;
    }
}

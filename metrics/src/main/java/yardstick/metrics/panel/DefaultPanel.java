package yardstick.metrics.panel;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Settings;
import yardstick.metrics.Panel;
import yardstick.metrics.ReleaseReport;
import yardstick.metrics.experiment.Estimate;
import yardstick.metrics.experiment.Moments;
import yardstick.metrics.experiment.Range;
import yardstick.metrics.experiment.Wilson;
import yardstick.metrics.release.DefaultReleases;
import yardstick.metrics.release.Split;
import yardstick.tracking.Facts;
import yardstick.tracking.Facts.Buyers;
import yardstick.tracking.Facts.OrderDay;
import yardstick.tracking.Facts.SessionDay;
import yardstick.tracking.Reconciliation;
import yardstick.tracking.Statistics;
import yardstick.tracking.Sums;

/** Sums come from {@link Facts}, statistics from the experiment package; this class only brings them together. */
@ApplicationScoped
public class DefaultPanel implements Panel {

    static final double CONFIDENCE = 0.95;
    private static final Buyers NOBODY = new Buyers(0, 0);
    private static final long LONGEST = 3_660;

    @Inject
    Facts facts;

    @Inject
    DefaultReleases releases;

    @Inject
    Settings settings;

    @Inject
    Measurements measurements;

    DefaultPanel() {}

    /** Outside a container. */
    public DefaultPanel(Facts facts, DefaultReleases releases, Settings settings, Measurements measurements) {
        this.facts = facts;
        this.releases = releases;
        this.settings = settings;
        this.measurements = measurements;
    }

    @Override
    public Summary summary(LocalDate from, LocalDate to) {
        if (to.isBefore(from) || ChronoUnit.DAYS.between(from, to) >= LONGEST) {
            throw new IllegalArgumentException("a period of 1 to " + LONGEST + " days, not " + from + " to " + to);
        }
        List<OrderDay> usual = facts.orderDays(from, to, settings.currency());
        String currency = usual.isEmpty() ? otherCurrency(from, to) : settings.currency();
        List<OrderDay> orders = usual.isEmpty() ? facts.orderDays(from, to, currency) : usual;
        List<SessionDay> sessions = facts.sessionDays(from, to);
        Buyers buyers = facts.buyers(from, to, currency);
        Reconciliation reconciled = facts.reconcile(from, to, settled(), false);
        OrderDay whole = new OrderDay(
                from,
                sum(orders, OrderDay::orders),
                sum(orders, OrderDay::revenueMinor),
                orders.stream().mapToDouble(OrderDay::sumOfSquares).sum(),
                sum(orders, OrderDay::refundsMinor),
                buyers);
        SessionDay visits =
                new SessionDay(from, sum(sessions, SessionDay::sessions), sum(sessions, SessionDay::orders), 0);
        return new Summary(
                from,
                to,
                currency,
                whole.orders(),
                whole.revenueMinor(),
                whole.refundsMinor(),
                atv(whole),
                buyers.buyers(),
                buyers.repeatBuyers(),
                proportion(buyers.repeatBuyers(), buyers.buyers()),
                visits.sessions(),
                visits.orders(),
                reconciled.sound() ? proportion(visits.orders(), visits.sessions()) : new Kpi(null, null),
                days(from, to, orders, sessions),
                reconciled);
    }

    /** A history that was imported in another currency than the shop's is shown in its own. */
    private String otherCurrency(LocalDate from, LocalDate to) {
        return facts.currency(from, to).orElse(settings.currency());
    }

    /** Facts younger than this may still be on their way to the event store. */
    private Instant settled() {
        return measurements.now().minusSeconds(60);
    }

    @Override
    public Reconciliation reconciliation(LocalDate from, LocalDate to) {
        return facts.reconcile(from, to, settled(), true);
    }

    private static <T> long sum(List<T> rows, ToLongFunction<T> field) {
        return rows.stream().mapToLong(field).sum();
    }

    private static List<Day> days(LocalDate from, LocalDate to, List<OrderDay> orders, List<SessionDay> sessions) {
        Map<LocalDate, OrderDay> ordersOf =
                orders.stream().collect(Collectors.toMap(OrderDay::day, Function.identity()));
        Map<LocalDate, SessionDay> sessionsOf =
                sessions.stream().collect(Collectors.toMap(SessionDay::day, Function.identity()));
        List<Day> days = new ArrayList<>();
        for (LocalDate day = from; !day.isAfter(to); day = day.plusDays(1)) {
            OrderDay sold = ordersOf.getOrDefault(day, new OrderDay(day, 0, 0, 0, 0, NOBODY));
            SessionDay visits = sessionsOf.getOrDefault(day, new SessionDay(day, 0, 0, 0));
            days.add(new Day(
                    day,
                    sold.orders(),
                    sold.revenueMinor(),
                    sold.refundsMinor(),
                    atv(sold),
                    visits.sessions(),
                    proportion(visits.orders(), visits.sessions()),
                    sold.buyers().buyers(),
                    sold.buyers().repeatBuyers(),
                    proportion(sold.buyers().repeatBuyers(), sold.buyers().buyers())));
        }
        return days;
    }

    /** Mean order value with Student's interval; a single order has a value and no interval. */
    private static Kpi atv(OrderDay day) {
        if (day.orders() == 0) {
            return new Kpi(null, null);
        }
        Moments moments = new Moments(day.orders(), day.revenueMinor(), day.sumOfSquares());
        return new Kpi(moments.mean(), interval(moments.estimate().map(estimate -> estimate.interval(CONFIDENCE))));
    }

    private static Kpi proportion(long part, long of) {
        return of == 0
                ? new Kpi(null, null)
                : new Kpi((double) part / of, interval(Wilson.interval(part, of, CONFIDENCE)));
    }

    static @Nullable Interval interval(Optional<Range> range) {
        return range.map(found -> new Interval(found.low(), found.high())).orElse(null);
    }

    @Override
    public Optional<Scorecard> scorecard(String releaseKey) {
        return releases.split(releaseKey).map(this::scorecard);
    }

    @Override
    public Optional<ReleaseReport> report(String releaseKey) {
        Split split = releases.split(releaseKey).orElse(null);
        Instant since = split == null ? null : split.since();
        if (split == null || since == null) {
            return Optional.empty();
        }
        return measurements.of(split, "").map(measured -> {
            Instant end = split.release().endedAt();
            LocalDate first = since.atZone(settings.zone()).toLocalDate();
            LocalDate last = (end == null ? measurements.now() : end)
                    .atZone(settings.zone())
                    .toLocalDate();
            ReportMaker.Context context =
                    new ReportMaker.Context(first, last, measured.reading().crossed(), past(split));
            return new ReportMaker(split.release(), new Arms(measured.rows()), context).make();
        });
    }

    @Override
    public List<Overlap> overlaps(String releaseKey) {
        Split split = releases.split(releaseKey).orElse(null);
        return split == null ? List.of() : new Overlaps(facts, settings).of(split, releases.splits());
    }

    @Override
    public List<String> metrics() {
        return List.copyOf(Kpis.ALL.keySet());
    }

    @Override
    public Outlook outlook(String metric, @Nullable Double effect, double treated) {
        return new Outlooks(facts, settings, measurements.clock()).of(metric, effect, treated);
    }

    /** The other releases' effects on revenue per visitor. */
    private List<Estimate> past(Split split) {
        return releases.splits().stream()
                .filter(other -> other.since() != null
                        && other.release().id() != split.release().id())
                .flatMap(other -> measurements.effect(other).stream())
                .toList();
    }

    private Scorecard scorecard(Split split) {
        Map<String, Sums> arms = new HashMap<>();
        measurements
                .of(split, Statistics.ALL)
                .ifPresent(
                        measured -> measured.rows().forEach(row -> arms.merge(row.variant(), row.sums(), Sums::plus)));
        return ArmComparison.scorecard(split.release(), arms);
    }
}

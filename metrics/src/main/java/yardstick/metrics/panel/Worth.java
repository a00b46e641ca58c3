package yardstick.metrics.panel;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import yardstick.metrics.Panel.Interval;
import yardstick.metrics.Release;
import yardstick.metrics.ReleaseReport.Money;
import yardstick.metrics.experiment.Estimate;
import yardstick.metrics.experiment.Monitoring;
import yardstick.metrics.experiment.Shrinkage;

/** What the effect would be worth in a month if everybody got it. */
final class Worth {

    private static final double MONTH = 30;

    private final Release release;
    private final ReportMaker.Context context;
    private final long days;

    /** @param days that the effect was measured over */
    Worth(Release release, ReportMaker.Context context, long days) {
        this.days = Math.max(1, days);
        this.release = release;
        this.context = context;
    }

    /** Visitors of a month times the effect per visitor; the month's visitors are those of the days so far. */
    @Nullable Money of(@Nullable Gauge revenue, Monitoring monitoring) {
        if (revenue == null) {
            return null;
        }
        double visitors = revenue.n() / days * MONTH;
        Interval interval = revenue.interval(monitoring, 0.95);
        double monthly = revenue.difference().value() * visitors;
        List<Estimate> effects = new ArrayList<>(context.past());
        effects.add(revenue.difference());
        Estimate shrunk = Shrinkage.of(effects).corrected(revenue.difference());
        double net = monthly - release.plan().runRateMinor();
        Double payback = net <= 0 ? null : release.cost().minor() / net;
        return new Money(
                monthly,
                new Interval(interval.low() * visitors, interval.high() * visitors),
                effects.size() < 3 ? monthly : shrunk.value() * visitors,
                release.cost().minor(),
                release.plan().runRateMinor(),
                payback);
    }
}

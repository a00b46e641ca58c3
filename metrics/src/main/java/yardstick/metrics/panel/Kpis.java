package yardstick.metrics.panel;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import yardstick.metrics.experiment.RatioSample;
import yardstick.tracking.Moment;
import yardstick.tracking.Sums;

/**
 * The metrics a release is judged by, each a ratio of two sums over visitors: the visitor is the unit, because orders
 * and visits of one visitor are not independent.
 */
final class Kpis {

    /** How a metric is read from the sums. */
    interface Kpi {
        RatioSample of(Sums sums);
    }

    static final Map<String, Kpi> ALL = all();

    private Kpis() {}

    private static Map<String, Kpi> all() {
        Map<String, Kpi> kpis = new LinkedHashMap<>();
        kpis.put("atv", Kpis::atv);
        kpis.put("cvr", Kpis::cvr);
        kpis.put("rpr", Kpis::rpr);
        kpis.put("revenue_per_visitor", Kpis::revenue);
        kpis.put("capped_revenue_per_visitor", Kpis::capped);
        kpis.put("orders_per_visitor", Kpis::orders);
        kpis.put("checkout_completion", Kpis::completion);
        return Collections.unmodifiableMap(kpis);
    }

    /** Revenue / orders. */
    private static RatioSample atv(Sums s) {
        return new RatioSample(
                s.get(Moment.VISITORS),
                new RatioSample.Part(s.get(Moment.REVENUE), s.get(Moment.REVENUE_REVENUE), s.get(Moment.REVENUE_PRE)),
                new RatioSample.Part(s.get(Moment.ORDERS), s.get(Moment.ORDERS_ORDERS), s.get(Moment.ORDERS_PRE)),
                s.get(Moment.REVENUE_ORDERS),
                pre(s));
    }

    /** Orders / visits. */
    private static RatioSample cvr(Sums s) {
        return new RatioSample(
                s.get(Moment.VISITORS),
                new RatioSample.Part(s.get(Moment.ORDERS), s.get(Moment.ORDERS_ORDERS), s.get(Moment.ORDERS_PRE)),
                new RatioSample.Part(s.get(Moment.VISITS), s.get(Moment.VISITS_VISITS), s.get(Moment.VISITS_PRE)),
                s.get(Moment.ORDERS_VISITS),
                pre(s));
    }

    /** Buyers who ordered again / buyers. */
    private static RatioSample rpr(Sums s) {
        double repeaters = s.get(Moment.REPEATERS);
        double buyers = s.get(Moment.BUYERS);
        return new RatioSample(
                s.get(Moment.VISITORS),
                new RatioSample.Part(repeaters, repeaters, s.get(Moment.REPEATERS_PRE)),
                new RatioSample.Part(buyers, buyers, s.get(Moment.BUYERS_PRE)),
                repeaters,
                pre(s));
    }

    private static RatioSample revenue(Sums s) {
        return RatioSample.mean(
                s.get(Moment.VISITORS),
                new RatioSample.Part(s.get(Moment.REVENUE), s.get(Moment.REVENUE_REVENUE), s.get(Moment.REVENUE_PRE)),
                pre(s));
    }

    private static RatioSample capped(Sums s) {
        return RatioSample.mean(
                s.get(Moment.VISITORS),
                new RatioSample.Part(s.get(Moment.CAPPED), s.get(Moment.CAPPED_CAPPED), s.get(Moment.CAPPED_PRE)),
                pre(s));
    }

    private static RatioSample orders(Sums s) {
        return RatioSample.mean(
                s.get(Moment.VISITORS),
                new RatioSample.Part(s.get(Moment.ORDERS), s.get(Moment.ORDERS_ORDERS), s.get(Moment.ORDERS_PRE)),
                pre(s));
    }

    /** Buyers / visitors who began a checkout. */
    private static RatioSample completion(Sums s) {
        double checkouts = s.get(Moment.CHECKOUTS);
        double buyers = Math.min(s.get(Moment.BUYERS), checkouts);
        return new RatioSample(
                s.get(Moment.VISITORS),
                new RatioSample.Part(buyers, buyers, 0),
                new RatioSample.Part(checkouts, checkouts, 0),
                buyers,
                RatioSample.Covariate.NONE);
    }

    /** A share of visitors: those who did something at least once. */
    static RatioSample share(Sums s, Moment flag) {
        double did = s.get(flag);
        return RatioSample.mean(s.get(Moment.VISITORS), new RatioSample.Part(did, did, 0), RatioSample.Covariate.NONE);
    }

    private static RatioSample.Covariate pre(Sums s) {
        return new RatioSample.Covariate(s.get(Moment.PRE), s.get(Moment.PRE_PRE));
    }
}

package yardstick.tracking;

import java.util.Locale;

/**
 * The sums over visitors that the statistics of a release are made of. With y orders, r revenue in minor units, s
 * visits, p revenue in the {@value Statistics#PRE_DAYS} days before the exposure, w revenue cut off at the pooled cap,
 * all per visitor: {@code REVENUE_ORDERS} is the sum of r y. The flags (VIEWERS, CARTERS, CHECKOUTS, BUYERS, REPEATERS)
 * are 0 or 1 per visitor, so their sums of squares are themselves.
 */
public enum Moment {
    VISITORS,
    ORDERS,
    REVENUE,
    VISITS,
    ORDERS_ORDERS,
    REVENUE_REVENUE,
    VISITS_VISITS,
    REVENUE_ORDERS,
    ORDERS_VISITS,
    PRE,
    PRE_PRE,
    ORDERS_PRE,
    REVENUE_PRE,
    VISITS_PRE,
    BUYERS,
    REPEATERS,
    BUYERS_PRE,
    REPEATERS_PRE,
    CAPPED,
    CAPPED_CAPPED,
    CAPPED_ORDERS,
    CAPPED_PRE,
    VIEWERS,
    CARTERS,
    CHECKOUTS;

    /** Column of the stored statistics. */
    public String column() {
        return name().toLowerCase(Locale.ROOT);
    }
}

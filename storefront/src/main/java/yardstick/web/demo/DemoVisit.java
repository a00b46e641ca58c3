package yardstick.web.demo;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One visit of an invented browser.
 *
 * @param visitor its pseudonym
 * @param variant arm the visitor is in
 * @param exposed this is the visit in which the visitor first meets the release
 * @param viewed products looked at, in this order
 * @param cart units put into the cart; empty when the cart is never opened
 * @param order null when nothing was bought
 */
record DemoVisit(
        String id,
        String visitor,
        boolean chinese,
        String variant,
        boolean exposed,
        Instant startedAt,
        List<DemoProduct> viewed,
        List<DemoOrder.Line> cart,
        @Nullable DemoOrder order) {}

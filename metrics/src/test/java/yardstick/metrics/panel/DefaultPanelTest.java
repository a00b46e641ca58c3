package yardstick.metrics.panel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import yardstick.metrics.Panel;
import yardstick.metrics.Panel.Interval;
import yardstick.metrics.Panel.Kpi;
import yardstick.metrics.Panel.Summary;
import yardstick.tracking.Tracker.Event;

/** The shop day by day. */
class DefaultPanelTest extends PanelCase {

    @Test
    void anEmptyShopHasNoRatesRatherThanZeros() {
        Summary summary = panel.summary(FIRST, FIRST.plusDays(1));
        assertEquals(new Kpi(null, null), summary.atv());
        assertEquals(new Kpi(null, null), summary.cvr());
        assertEquals(new Kpi(null, null), summary.rpr());
        assertEquals(2, summary.days().size());
        assertThrows(IllegalArgumentException.class, () -> panel.summary(FIRST, FIRST.minusDays(1)));
    }

    @Test
    void aHistoryInAnotherCurrencyIsShownInItsOwn() {
        order(1, 7L, 100, START);
        database.execute(handle -> handle.execute("UPDATE tracking.order_fact SET currency = 'GBP'"));
        Summary summary = panel.summary(FIRST, FIRST.plusDays(1));
        assertEquals("GBP", summary.currency());
        assertEquals(1, summary.orders());
        assertEquals(1, summary.buyers());
        order(2, 7L, 200, START);
        assertEquals("CNY", panel.summary(FIRST, FIRST.plusDays(1)).currency());
    }

    /** Orders of 100, 200, 300: mean 200, error 100 / sqrt 3, t(0.975; 2) = 4.302653. One of two buyers came back. */
    @Test
    void summaryByHand() {
        order(1, 7L, 100, START);
        order(2, 7L, 200, START.plusSeconds(86_400));
        order(3, 8L, 300, START.plusSeconds(90_000));
        tracker.append(List.of(view("a", START), view("b", START), view("c", START), purchase(1, "a", 100, START)));
        Summary summary = panel.summary(FIRST, FIRST.plusDays(2));
        assertEquals(3, summary.orders());
        assertEquals(600, summary.revenueMinor());
        assertEquals(200.0, summary.atv().value());
        Interval atv = summary.atv().interval();
        assertNotNull(atv);
        assertEquals(200 - 4.302652729749464 * 100 / Math.sqrt(3), atv.low(), 1e-9);
        assertEquals(0.5, summary.rpr().value());
        assertEquals(1.0 / 3, summary.cvr().value());
        assertEquals(new Kpi(100.0, null), summary.days().getFirst().atv());
        assertNull(summary.days().getLast().atv().value());
        assertEquals(2, summary.days().get(1).buyers());
        assertEquals(0.0, summary.days().get(1).rpr().value(), "nobody bought twice on that day");
        assertNull(summary.days().getLast().rpr().value());
    }

    /** An experiment of 28 days on last weeks' visitors: twice the visitors find an effect smaller by the root of two. */
    @Test
    void theOutlookComesFromTheShopsOwnVisitors() {
        List<Event> events = new java.util.ArrayList<>();
        for (int i = 0; i < 2_000; i++) {
            Instant at = START.plusSeconds(i * 300L);
            events.add(view("o" + i, at));
            if (i % 10 == 0) {
                events.add(purchase(20_000 + i, "o" + i, 500, at.plusSeconds(60)));
            }
        }
        tracker.append(events);
        clock.advance(java.time.Duration.ofDays(1));
        Panel.Outlook outlook = panel.outlook("cvr", 0.2, 0.5);
        Panel.Outlook.Evening last = outlook.evenings().getLast();
        // share .1 of n visitors: se of the difference 2 sqrt(.09 / n), found with 2.8016 of it
        assertEquals(2.80158 * 2 * Math.sqrt(0.09 / last.visitors()) / 0.1, last.detectable(), 0.01);
        assertEquals(2_000, last.visitors());
        assertTrue(outlook.days() != null && outlook.days() > last.day(), outlook::toString);
        assertEquals(1, outlook.evenings().getFirst().day());
    }
}

package yardstick.web.admin;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import yardstick.metrics.Panel.Interval;

class PlotTest {

    private static Plot.Point day(int number, double value, long basis) {
        return new Plot.Point("2026-03-0" + number, value, new Interval(value / 2, Math.min(1, value * 2)), basis);
    }

    private static String drawn(Plot.Point... points) {
        return new Plot(
                        new Plot.Text("p", "CVR", "by day", value -> String.format(Locale.ROOT, "%.3f", value)),
                        List.of(points))
                .svg();
    }

    /** Three days of about 3 %, and one visit that ended in an order. */
    @Test
    void aDayWithOneVisitDoesNotFlattenTheOthers() {
        String svg = drawn(day(1, 0.03, 400), day(2, 0.028, 380), day(3, 1, 1), day(4, 0.031, 420));
        assertTrue(svg.contains(">0.050<"), "the scale ends at 5 %: " + svg);
        assertFalse(svg.contains(">1.000<"), svg);
        assertTrue(svg.contains("<circle class=\"few\" cx=\"461.3\" cy=\"12.0\""), svg);
        assertTrue(svg.contains("M628.0"), "the line begins again after the hollow day: " + svg);
    }

    @Test
    void whenAllDaysRestOnFewTheyAreDrawnAsTheyAre() {
        String svg = drawn(day(1, 0.5, 2), day(2, 1, 1));
        assertTrue(svg.contains(">1.000<"), svg);
        assertFalse(svg.contains("few"), svg);
    }
}

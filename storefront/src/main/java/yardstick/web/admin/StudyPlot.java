package yardstick.web.admin;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import yardstick.metrics.Observations.Point;
import yardstick.metrics.Panel.Interval;

/** An event study: effects by periods since the start with their bands, around a line at zero; inline SVG. */
final class StudyPlot {

    private static final int LEFT = 96;
    private static final int RIGHT = 628;
    private static final int MIDDLE = 92;
    private static final int REACH = 80;

    private final List<Point> points;
    private final double most;

    StudyPlot(List<Point> points) {
        this.points = points;
        double far = 1e-9;
        for (Point point : points) {
            Interval band = point.band();
            far = Math.max(far, Math.abs(point.effect()));
            far = band == null ? far : Math.max(far, Math.max(Math.abs(band.low()), Math.abs(band.high())));
        }
        this.most = far;
    }

    String svg(Plot.Text text) {
        StringBuilder svg = new StringBuilder(2_048);
        svg.append(String.format(
                Locale.ROOT,
                "<svg class=\"plot\" viewBox=\"0 0 640 200\" role=\"img\" aria-labelledby=\"%1$s-t %1$s-d\">"
                        + "<title id=\"%1$s-t\">%2$s</title><desc id=\"%1$s-d\">%3$s</desc>",
                text.id(),
                Plot.escape(text.title()),
                Plot.escape(text.description())));
        for (int step = -1; step <= 1; step++) {
            axis(svg, step * most, text.format());
        }
        double start = (x(-1) + x(0)) / 2;
        svg.append(String.format(
                Locale.ROOT, "<line class=\"start\" x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"8\" y2=\"176\"/>", start));
        points.forEach(point -> point(svg, point));
        for (Point point : points) {
            if (points.size() <= 16 || point.period() % 4 == 0) {
                svg.append(String.format(
                        Locale.ROOT,
                        "<text x=\"%.1f\" y=\"192\" text-anchor=\"middle\">%d</text>",
                        x(point.period()),
                        point.period()));
            }
        }
        return svg.append("</svg>").toString();
    }

    private void axis(StringBuilder svg, double value, DoubleFunction<String> format) {
        svg.append(String.format(
                Locale.ROOT,
                "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%4$.1f\" y2=\"%4$.1f\"/>"
                        + "<text x=\"%3$d\" y=\"%4$.1f\" dy=\"4\" text-anchor=\"end\">%5$s</text>",
                LEFT,
                RIGHT,
                LEFT - 8,
                y(value),
                Plot.escape(format.apply(value))));
    }

    private void point(StringBuilder svg, Point point) {
        Interval band = point.band();
        double x = x(point.period());
        if (band != null) {
            svg.append(String.format(
                    Locale.ROOT,
                    "<line class=\"reach\" x1=\"%1$.1f\" x2=\"%1$.1f\" y1=\"%2$.1f\" y2=\"%3$.1f\"/>",
                    x,
                    y(band.low()),
                    y(band.high())));
        }
        svg.append(String.format(Locale.ROOT, "<circle cx=\"%.1f\" cy=\"%.1f\" r=\"4\"/>", x, y(point.effect())));
    }

    private double x(int period) {
        int first = points.getFirst().period();
        int last = Math.max(first + 1, points.getLast().period());
        return LEFT + 12 + (double) (RIGHT - LEFT - 24) * (period - first) / (last - first);
    }

    private double y(double value) {
        return MIDDLE - REACH * value / most;
    }
}

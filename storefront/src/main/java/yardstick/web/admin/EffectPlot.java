package yardstick.web.admin;

import java.util.List;
import java.util.Locale;
import java.util.Objects;
import yardstick.metrics.Panel.Interval;
import yardstick.metrics.ReleaseReport.Evening;

/** A relative effect evening by evening with its interval, around a line at zero; inline SVG. */
final class EffectPlot {

    private static final int LEFT = 64;
    private static final int RIGHT = 628;
    private static final int MIDDLE = 92;
    private static final int REACH = 80;

    private EffectPlot() {}

    static String svg(List<Evening> evenings, String title, String description) {
        List<Evening> known =
                evenings.stream().filter(evening -> evening.relative() != null).toList();
        if (known.isEmpty()) {
            return "";
        }
        double most = scale(known);
        StringBuilder svg = new StringBuilder(2_048)
                .append(
                        "<svg class=\"plot\" viewBox=\"0 0 640 200\" role=\"img\" aria-labelledby=\"effect-t effect-d\">")
                .append("<title id=\"effect-t\">")
                .append(Plot.escape(title))
                .append("</title><desc id=\"effect-d\">")
                .append(Plot.escape(description))
                .append("</desc>");
        for (int step = -1; step <= 1; step++) {
            axis(svg, step * most, y(step * most, most));
        }
        band(svg, known, most);
        line(svg, known, most);
        label(svg, LEFT, "start", known.getFirst().day().toString());
        label(svg, RIGHT, "end", known.getLast().day().toString());
        return svg.append("</svg>").toString();
    }

    /** Twice the latest interval's far end: the wide ones of the first evenings may leave the picture. */
    private static double scale(List<Evening> known) {
        Evening last = known.getLast();
        Interval interval = last.interval();
        double far = interval == null
                ? Math.abs(Objects.requireNonNullElse(last.relative(), 0.0))
                : Math.max(Math.abs(interval.low()), Math.abs(interval.high()));
        return Math.max(0.01, Math.ceil(far * 200) / 100);
    }

    private static void axis(StringBuilder svg, double value, double y) {
        svg.append(String.format(
                Locale.ROOT,
                "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>"
                        + "<text x=\"%d\" y=\"%.1f\" dy=\"4\" text-anchor=\"end\">%s</text>",
                LEFT,
                RIGHT,
                y,
                y,
                LEFT - 8,
                y,
                Wording.percent(value)));
    }

    private static void band(StringBuilder svg, List<Evening> known, double most) {
        StringBuilder back = new StringBuilder();
        StringBuilder path = new StringBuilder();
        for (int i = 0; i < known.size(); i++) {
            Interval interval = known.get(i).interval();
            if (interval != null) {
                path.append(path.isEmpty() ? 'M' : 'L').append(pair(x(i, known), y(interval.high(), most)));
                back.insert(0, "L" + pair(x(i, known), y(interval.low(), most)));
            }
        }
        if (!path.isEmpty()) {
            svg.append("<path class=\"band\" d=\"").append(path).append(back).append("Z\"/>");
        }
    }

    private static void line(StringBuilder svg, List<Evening> known, double most) {
        svg.append("<path class=\"line\" d=\"");
        for (int i = 0; i < known.size(); i++) {
            double value = Objects.requireNonNullElse(known.get(i).relative(), 0.0);
            svg.append(i == 0 ? 'M' : 'L').append(pair(x(i, known), y(value, most)));
        }
        svg.append("\"/>");
    }

    private static void label(StringBuilder svg, int x, String anchor, String day) {
        svg.append(String.format(
                Locale.ROOT, "<text x=\"%d\" y=\"192\" text-anchor=\"%s\">%s</text>", x, anchor, Plot.escape(day)));
    }

    private static double x(int index, List<Evening> known) {
        return known.size() == 1 ? LEFT : LEFT + (double) (RIGHT - LEFT) * index / (known.size() - 1);
    }

    private static double y(double value, double most) {
        return MIDDLE - REACH * Math.clamp(value / most, -1, 1);
    }

    private static String pair(double x, double y) {
        return String.format(Locale.ROOT, "%.1f %.1f", x, y);
    }
}

package yardstick.web.admin;

import java.util.List;
import java.util.Locale;
import java.util.function.DoubleFunction;
import org.jspecify.annotations.Nullable;
import yardstick.metrics.Panel.Interval;

/**
 * A line over days with its interval as a band, as inline SVG: nothing to run, colours from the style sheet, title and
 * description for screen readers. Days without a value leave a gap. A day whose value rests on few is a hollow dot
 * that does not set the scale: one visit with an order is no rate of 100 %. Only when all days are like that do they
 * count.
 */
final class Plot {

    private static final int WIDTH = 640;
    private static final int HEIGHT = 200;
    private static final int LEFT = 128;
    private static final int RIGHT = 628;
    private static final int TOP = 12;
    private static final int BOTTOM = 172;
    private static final int TICKS = 4;
    private static final int MOST_DOTS = 62;

    /** Fewer orders, visits or buyers than this say little about a day. */
    static final long LEAST = 20;

    private final Text text;
    private final List<Point> points;
    private final boolean allFew;
    private final double top;

    /**
     * @param interval null when there is none for the day
     * @param basis how many the value rests on
     */
    record Point(
            String day, @Nullable Double value, @Nullable Interval interval, long basis) {

        /** A value that rests on enough, whatever it is. */
        static Point of(String day, @Nullable Double value) {
            return new Point(day, value, null, LEAST);
        }

        boolean few() {
            return basis < LEAST;
        }
    }

    /** @param id unique on the page */
    record Text(String id, String title, String description, DoubleFunction<String> format) {}

    Plot(Text text, List<Point> points) {
        this.text = text;
        this.points = points;
        this.allFew = points.stream().allMatch(point -> point.value() == null || point.few());
        this.top = niceTop(points.stream().filter(this::counts).toList());
    }

    private boolean counts(Point point) {
        return point.value() != null && (allFew || !point.few());
    }

    /** The largest value, or an interval's end when it is not far beyond the values, rounded up to 1, 2 or 5 x 10^n. */
    private static double niceTop(List<Point> points) {
        double value = 0;
        double high = 0;
        for (Point point : points) {
            if (point.value() != null) {
                value = Math.max(value, point.value());
                high = Math.max(
                        high, point.interval() == null ? 0 : point.interval().high());
            }
        }
        double most = Math.max(value, Math.min(high, value * 1.6));
        if (most <= 0) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(most)));
        for (double step : new double[] {1, 2, 5, 10}) {
            if (most <= step * power) {
                return step * power;
            }
        }
        return most;
    }

    String svg() {
        StringBuilder svg = new StringBuilder(4096);
        svg.append("<svg class=\"plot\" viewBox=\"0 0 ")
                .append(WIDTH)
                .append(' ')
                .append(HEIGHT)
                .append("\" role=\"img\" aria-labelledby=\"")
                .append(text.id())
                .append("-t ")
                .append(text.id())
                .append("-d\"><title id=\"")
                .append(text.id())
                .append("-t\">")
                .append(escape(text.title()))
                .append("</title><desc id=\"")
                .append(text.id())
                .append("-d\">")
                .append(escape(text.description()))
                .append("</desc>");
        axes(svg);
        bands(svg);
        lines(svg);
        return svg.append("</svg>").toString();
    }

    private void axes(StringBuilder svg) {
        for (int i = 0; i <= TICKS; i++) {
            double value = top * i / TICKS;
            String y = coordinate(y(value));
            svg.append("<line class=\"grid\" x1=\"" + LEFT + "\" x2=\"" + RIGHT + "\" y1=\"")
                    .append(y)
                    .append("\" y2=\"")
                    .append(y)
                    .append("\"/><text x=\"" + (LEFT - 8) + "\" y=\"")
                    .append(y)
                    .append("\" dy=\"4\" text-anchor=\"end\">")
                    .append(escape(text.format().apply(value)))
                    .append("</text>");
        }
        if (!points.isEmpty()) {
            label(svg, LEFT, "start", points.getFirst().day());
        }
        if (points.size() > 1) {
            label(svg, RIGHT, "end", points.getLast().day());
        }
    }

    private static void label(StringBuilder svg, int x, String anchor, String day) {
        svg.append("<text x=\"")
                .append(x)
                .append("\" y=\"192\" text-anchor=\"")
                .append(anchor)
                .append("\">")
                .append(escape(day))
                .append("</text>");
    }

    private void bands(StringBuilder svg) {
        int i = 0;
        while (i < points.size()) {
            int end = i;
            while (end < points.size()
                    && counts(points.get(end))
                    && points.get(end).interval() != null) {
                end++;
            }
            if (end > i) {
                band(svg, i, end);
            }
            i = Math.max(end, i + 1);
        }
    }

    private void band(StringBuilder svg, int from, int to) {
        StringBuilder back = new StringBuilder();
        svg.append("<path class=\"band\" d=\"");
        for (int i = from; i < to; i++) {
            Interval interval = points.get(i).interval();
            if (interval != null) {
                // A single day is drawn as a bar of its own.
                for (double x : to - from == 1 ? new double[] {x(i) - 2, x(i) + 2} : new double[] {x(i)}) {
                    svg.append(svg.charAt(svg.length() - 1) == '"' ? 'M' : 'L').append(pair(x, interval.high()));
                    back.insert(0, 'L' + pair(x, interval.low()));
                }
            }
        }
        svg.append(back).append("Z\"/>");
    }

    private void lines(StringBuilder svg) {
        StringBuilder path = new StringBuilder();
        StringBuilder dots = new StringBuilder();
        boolean open = false;
        for (int i = 0; i < points.size(); i++) {
            Double value = points.get(i).value();
            boolean counted = counts(points.get(i));
            if (value != null && counted) {
                path.append(open ? 'L' : 'M').append(pair(x(i), value));
            }
            open = counted;
            boolean alone =
                    (i == 0 || !counts(points.get(i - 1))) && (i == points.size() - 1 || !counts(points.get(i + 1)));
            if (value != null && (points.size() <= MOST_DOTS || alone || !counted)) {
                dots.append(counted ? "<circle cx=\"" : "<circle class=\"few\" cx=\"")
                        .append(coordinate(x(i)))
                        .append("\" cy=\"")
                        .append(coordinate(y(value)))
                        .append("\" r=\"2.5\"/>");
            }
        }
        svg.append(path.isEmpty() ? "" : "<path class=\"line\" d=\"" + path + "\"/>")
                .append(dots);
    }

    private double x(int index) {
        return points.size() == 1 ? LEFT : LEFT + (double) (RIGHT - LEFT) * index / (points.size() - 1);
    }

    private double y(double value) {
        return BOTTOM - (BOTTOM - TOP) * Math.clamp(value / top, 0, 1);
    }

    private String pair(double x, double value) {
        return coordinate(x) + ' ' + coordinate(y(value));
    }

    private static String coordinate(double value) {
        return String.format(Locale.ROOT, "%.1f", value);
    }

    static String escape(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }
}

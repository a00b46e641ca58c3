package yardstick.tracking.metric;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.ObjIntConsumer;
import yardstick.tracking.Moment;
import yardstick.tracking.Statistics;
import yardstick.tracking.Statistics.ArmDay;
import yardstick.tracking.Sums;

/**
 * What each day added to the sums of a release, while visitors are told one after the other, each day by day. Sums are
 * kept by what visitors have in common and rolled up to the dimensions at the end.
 */
final class Growth {

    /** Of a thousand buying visitors, those whose revenue is cut off. */
    private static final int CUT = 1;

    private static final int MOMENTS = Moment.values().length;

    private static final int MARGIN = 16;

    private static final Comparator<Row> ORDER = Comparator.comparing(Row::variant)
            .thenComparing(Row::day)
            .thenComparing(Row::dimension)
            .thenComparing(Row::segment);

    /** The sums of visitors who have variant, kind and past in common, by day. */
    private static final class Cell {

        private int first;
        private double[][] days = new double[0][];

        /** Looked up millions of times: by place and not by key. */
        double[] day(int day) {
            if (days.length == 0) {
                first = day - MARGIN;
                days = new double[2 * MARGIN][];
            } else if (day < first || day - first >= days.length) {
                int from = Math.min(first, day - MARGIN);
                int to = Math.max(first + days.length, day + MARGIN);
                double[][] wider = new double[to - from][];
                System.arraycopy(days, 0, wider, first - from, days.length);
                first = from;
                days = wider;
            }
            double[] sums = days[day - first];
            if (sums == null) {
                sums = new double[MOMENTS];
                days[day - first] = sums;
            }
            return sums;
        }

        void each(ObjIntConsumer<double[]> consumer) {
            for (int i = 0; i < days.length; i++) {
                if (days[i] != null) {
                    consumer.accept(days[i], first + i);
                }
            }
        }
    }

    /** A day on which a visitor's revenue grew, for the sums that need the cap of all. */
    private record Paid(
            double[] sums, double before, double after, double ordersBefore, double ordersAfter, double pre) {}

    private final List<String> variants;
    private final List<Visits.Kind> kinds;
    private final Cell[] cells;
    private final List<Paid> paid = new ArrayList<>();
    private double[] totals = new double[1 << 10];
    private int buyers;

    private Cell days = new Cell();
    private double pre;
    private boolean first;
    private double orders;
    private double revenue;
    private double visits;
    private int reached;

    Growth(List<String> variants, List<Visits.Kind> kinds) {
        this.variants = variants;
        this.kinds = kinds;
        this.cells = new Cell[variants.size() * kinds.size() * 2];
        Arrays.setAll(cells, number -> new Cell());
    }

    /** The next visitor; {@code spent} before the release was met. */
    void visitor(int variant, int kind, boolean returning, double spent) {
        finish();
        days = cells[(variant * kinds.size() + kind) * 2 + (returning ? 1 : 0)];
        pre = spent;
        first = true;
        orders = 0;
        revenue = 0;
        visits = 0;
        reached = 0;
    }

    /** Orders, revenue, visits and the steps of the funnel taken on one day. */
    record Done(double y, double r, double s, int steps) {}

    /** One day of the visitor, after the days before. */
    void day(int day, Done done) {
        double y = done.y();
        double r = done.r();
        double s = done.s();
        int steps = done.steps();
        double[] sums = days.day(day);
        double y1 = orders + y;
        double r1 = revenue + r;
        double s1 = visits + s;
        if (first) {
            add(sums, Moment.VISITORS, 1);
            add(sums, Moment.PRE, pre);
            add(sums, Moment.PRE_PRE, pre * pre);
            first = false;
        }
        if (s != 0) {
            add(sums, Moment.VISITS, s);
            add(sums, Moment.VISITS_VISITS, s1 * s1 - visits * visits);
            add(sums, Moment.VISITS_PRE, s * pre);
        }
        add(sums, Moment.ORDERS_VISITS, y1 * s1 - orders * visits);
        if (y != 0) {
            bought(sums, y, r);
        }
        int fresh = steps & ~reached;
        add(sums, Moment.VIEWERS, fresh & 1);
        add(sums, Moment.CARTERS, fresh >> 1 & 1);
        add(sums, Moment.CHECKOUTS, fresh >> 2 & 1);
        orders = y1;
        revenue = r1;
        visits = s1;
        reached |= steps;
    }

    private void bought(double[] sums, double y, double r) {
        double y1 = orders + y;
        double r1 = revenue + r;
        add(sums, Moment.ORDERS, y);
        add(sums, Moment.REVENUE, r);
        add(sums, Moment.ORDERS_ORDERS, y1 * y1 - orders * orders);
        add(sums, Moment.REVENUE_REVENUE, r1 * r1 - revenue * revenue);
        add(sums, Moment.REVENUE_ORDERS, r1 * y1 - revenue * orders);
        add(sums, Moment.ORDERS_PRE, y * pre);
        add(sums, Moment.REVENUE_PRE, r * pre);
        if (orders < 1) {
            add(sums, Moment.BUYERS, 1);
            add(sums, Moment.BUYERS_PRE, pre);
        }
        if (orders < 2 && y1 >= 2) {
            add(sums, Moment.REPEATERS, 1);
            add(sums, Moment.REPEATERS_PRE, pre);
        }
        paid.add(new Paid(sums, revenue, r1, orders, y1, pre));
    }

    private static void add(double[] sums, Moment moment, double value) {
        sums[moment.ordinal()] += value;
    }

    private void finish() {
        if (revenue > 0) {
            if (buyers == totals.length) {
                totals = Arrays.copyOf(totals, buyers * 2);
            }
            totals[buyers++] = revenue;
            revenue = 0;
        }
    }

    /** The smallest revenue that all but one of a thousand buying visitors stay within; ends the telling. */
    double cap() {
        finish();
        if (buyers == 0) {
            return 0;
        }
        Arrays.sort(totals, 0, buyers);
        double cap = totals[Math.max(1, buyers - buyers * CUT / 1_000) - 1];
        for (Paid each : paid) {
            double before = Math.min(each.before(), cap);
            double after = Math.min(each.after(), cap);
            add(each.sums(), Moment.CAPPED, after - before);
            add(each.sums(), Moment.CAPPED_CAPPED, after * after - before * before);
            add(each.sums(), Moment.CAPPED_ORDERS, after * each.ordersAfter() - before * each.ordersBefore());
            add(each.sums(), Moment.CAPPED_PRE, (after - before) * each.pre());
        }
        paid.clear();
        return cap;
    }

    /** Rows by variant, day, dimension and segment; after {@link #cap()}. */
    List<ArmDay> rows() {
        Map<Row, double[]> rows = new HashMap<>();
        for (int number = 0; number < cells.length; number++) {
            String variant = variants.get(number / 2 / kinds.size());
            Visits.Kind kind = kinds.get(number / 2 % kinds.size());
            String loyalty = number % 2 == 1 ? "returning" : "new";
            cells[number].each((sums, day) -> {
                Row[] wanted = {
                    new Row(variant, day, Statistics.ALL, Statistics.ALL),
                    new Row(variant, day, "language", kind.language()),
                    new Row(variant, day, "channel", kind.channel()),
                    new Row(variant, day, "device", kind.device()),
                    new Row(variant, day, "category", kind.category()),
                    new Row(variant, day, "loyalty", loyalty)
                };
                for (Row row : wanted) {
                    double[] sum = rows.computeIfAbsent(row, key -> new double[MOMENTS]);
                    for (int i = 0; i < MOMENTS; i++) {
                        sum[i] += sums[i];
                    }
                }
            });
        }
        return rows.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(ORDER))
                .map(row -> row.getKey().with(row.getValue()))
                .toList();
    }

    private record Row(String variant, int day, String dimension, String segment) {
        ArmDay with(double[] sums) {
            return new ArmDay(variant, Days.date(day), dimension, segment, Sums.of(moment -> sums[moment.ordinal()]));
        }
    }
}

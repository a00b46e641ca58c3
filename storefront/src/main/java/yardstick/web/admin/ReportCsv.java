package yardstick.web.admin;

import org.jspecify.annotations.Nullable;
import yardstick.metrics.Panel.Interval;
import yardstick.metrics.ReleaseReport;
import yardstick.metrics.ReleaseReport.Effect;

/** The numbers of a report, unrounded: metrics, evenings and segments in one table. */
final class ReportCsv {

    private ReportCsv() {}

    static String of(ReleaseReport report) {
        StringBuilder csv = new StringBuilder("part,name,segment,control,treatment,relative,low,high,p,adjusted_p\n");
        for (ReleaseReport.Row row : report.rows()) {
            Effect effect = row.effect();
            line(csv, "metric", row.metric(), "", row.control(), row.treatment());
            tail(csv, effect == null ? null : effect.relative(), effect == null ? null : effect.relativeInterval());
            csv.append(effect == null ? ",," : "," + effect.p() + "," + effect.adjusted())
                    .append('\n');
        }
        for (ReleaseReport.Evening evening : report.evenings()) {
            line(csv, "evening", evening.day().toString(), "", null, null);
            tail(csv, evening.relative(), evening.interval());
            csv.append(",,\n");
        }
        for (ReleaseReport.Slice slice : report.segments()) {
            line(csv, "segment", slice.dimension(), slice.segment(), null, null);
            tail(csv, slice.relative(), slice.interval());
            csv.append(",,\n");
        }
        return csv.toString();
    }

    private static void line(StringBuilder csv, @Nullable Object... cells) {
        for (int i = 0; i < cells.length; i++) {
            csv.append(i == 0 ? "" : ",").append(cell(cells[i]));
        }
    }

    private static String cell(@Nullable Object cell) {
        if (cell == null) {
            return "";
        }
        String text = cell.toString();
        boolean plain = text.matches("[\\w.:/ -]*") && !text.startsWith("-") || cell instanceof Number;
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }

    private static void tail(StringBuilder csv, @Nullable Double relative, @Nullable Interval interval) {
        csv.append(',').append(relative == null ? "" : relative);
        csv.append(',').append(interval == null ? "" : interval.low());
        csv.append(',').append(interval == null ? "" : interval.high());
    }
}

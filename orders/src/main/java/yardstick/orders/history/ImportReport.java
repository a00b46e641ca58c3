package yardstick.orders.history;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import yardstick.kernel.Language;
import yardstick.kernel.Messages;
import yardstick.orders.OrderImports.Request;
import yardstick.orders.history.HistoryRow.Malformed;
import yardstick.orders.history.HistoryRow.Reason;
import yardstick.orders.history.HistoryRow.Skipped;
import yardstick.orders.history.HistoryRow.Taken;
import yardstick.orders.history.Takeover.Counts;

/** Counts every row of the file once: {@code lines_taken + refund_rows + skipped_rows + errors == rows}. */
final class ImportReport {

    /** More errors than this are counted, not listed. */
    static final int LISTED_ERRORS = 1_000;

    private final Map<Reason, Long> skipped = new EnumMap<>(Reason.class);
    private final List<Malformed> errorRows = new ArrayList<>();
    private long rows;
    private long linesTaken;
    private long chargeLines;
    private long refundRows;
    private long errors;
    private long revenueMinor;

    void count(HistoryRow row) {
        rows++;
        switch (row) {
            case Taken taken when taken.refund() -> refundRows++;
            case Taken taken -> countLine(taken);
            case Skipped(Reason reason) -> skipped.merge(reason, 1L, Long::sum);
            case Malformed malformed -> countError(malformed);
        }
    }

    private void countLine(Taken line) {
        linesTaken++;
        revenueMinor += line.amountMinor();
        chargeLines += line.charge() ? 1 : 0;
    }

    private void countError(Malformed row) {
        errors++;
        if (errorRows.size() < LISTED_ERRORS) {
            errorRows.add(row);
        }
    }

    long rows() {
        return rows;
    }

    long errors() {
        return errors;
    }

    String json(Request request, Counts counts, double seconds, Messages messages) {
        if (counts.emptyRefundRows() > 0) {
            skipped.merge(Reason.REFUND_WITHOUT_AMOUNT, (long) counts.emptyRefundRows(), Long::sum);
            refundRows -= counts.emptyRefundRows();
        }
        return new JsonObject()
                .text("file", request.name())
                .text("source", request.source())
                .text("currency", request.currency())
                .number("rows", rows)
                .number("lines_taken", linesTaken)
                .number("charge_lines", chargeLines)
                .number("refund_rows", refundRows)
                .number(
                        "skipped_rows",
                        skipped.values().stream().mapToLong(Long::longValue).sum())
                .number("errors", errors)
                .raw("skipped", skippedJson())
                .number("orders_created", counts.orders())
                .number("orders_unchanged", counts.ordersUnchanged())
                .number("customers_created", counts.customers())
                .number("refunds_created", counts.refunds())
                .number("refunds_unchanged", counts.refundsUnchanged())
                .number("revenue_minor", revenueMinor)
                .raw("error_rows", errorJson(messages))
                .raw("seconds", String.format(Locale.ROOT, "%.1f", seconds))
                .toString();
    }

    private String skippedJson() {
        JsonObject json = new JsonObject();
        skipped.forEach((reason, count) -> json.number(reason.name().toLowerCase(Locale.ROOT), count));
        return json.toString();
    }

    private String errorJson(Messages messages) {
        List<String> listed = new ArrayList<>();
        for (Malformed row : errorRows) {
            String code = "orders.history_" + row.problem().name().toLowerCase(Locale.ROOT);
            listed.add(new JsonObject()
                    .number("line", row.line())
                    .text("code", code)
                    .text("reason", messages.text(Language.EN, code))
                    .toString());
        }
        return "[" + String.join(",", listed) + "]";
    }
}

package yardstick.orders.history;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** What one row of the file turned out to be. */
sealed interface HistoryRow {

    /**
     * A row that becomes part of an order or of a refund.
     *
     * @param quantity positive on orders, normally negative on refunds
     * @param amountMinor quantity times price, rounded half up once per row; positive when money goes to the merchant
     */
    record Taken(
            long line,
            boolean refund,
            String invoice,
            String code,
            String title,
            int quantity,
            long unitPriceMinor,
            long amountMinor,
            Instant at,
            @Nullable String customer,
            @Nullable String country,
            boolean charge)
            implements HistoryRow {}

    /** Well formed and deliberately left out. */
    record Skipped(Reason reason) implements HistoryRow {}

    /** Not understood. */
    record Malformed(long line, Problem problem) implements HistoryRow {}

    /** Why a row is left out. */
    enum Reason {
        QUANTITY_NOT_POSITIVE,
        PRICE_NOT_POSITIVE,
        BAD_DEBT,
        UNKNOWN_INVOICE_KIND,
        REFUND_WITHOUT_AMOUNT
    }

    /** What cannot be understood of a row. */
    enum Problem {
        WRONG_NUMBER_OF_FIELDS,
        NO_INVOICE,
        NO_CODE,
        BAD_QUANTITY,
        BAD_PRICE,
        BAD_DATE,
        TEXT_TOO_LONG,
        AMOUNT_TOO_LARGE
    }
}

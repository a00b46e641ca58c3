package yardstick.orders.history;

import de.siegmar.fastcsv.reader.CsvRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.time.ZoneId;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Money;
import yardstick.orders.history.Columns.Field;
import yardstick.orders.history.HistoryRow.Malformed;
import yardstick.orders.history.HistoryRow.Problem;
import yardstick.orders.history.HistoryRow.Reason;
import yardstick.orders.history.HistoryRow.Skipped;
import yardstick.orders.history.HistoryRow.Taken;

/** The rules of {@code docs/import-orders.md} for one row. */
final class RowParser {

    private static final Pattern ORDER = Pattern.compile("[0-9]+");
    private static final BigDecimal LARGEST_AMOUNT = BigDecimal.valueOf(1_000_000_000_000L);
    private static final int LARGEST_QUANTITY = 10_000_000;
    private static final int LONGEST_KEY = 64;
    private static final int LONGEST_TITLE = 500;
    private static final Set<String> CHARGES =
            Set.of("POST", "DOT", "C2", "D", "M", "S", "B", "BANK CHARGES", "AMAZONFEE", "CRUK", "PADS");

    private final Columns columns;
    private final WallTime wallTime;
    private final int fractionDigits;

    RowParser(Columns columns, ZoneId zone, String currency) {
        this.columns = columns;
        this.wallTime = new WallTime(zone);
        this.fractionDigits = Money.fractionDigits(currency);
    }

    HistoryRow parse(CsvRecord row) {
        String invoice = columns.text(row, Field.INVOICE);
        if (!columns.complete(row)) {
            return malformed(row, Problem.WRONG_NUMBER_OF_FIELDS);
        }
        if (invoice.isEmpty()) {
            return malformed(row, Problem.NO_INVOICE);
        }
        Integer quantity = quantity(columns.text(row, Field.QUANTITY));
        if (quantity == null) {
            return malformed(row, Problem.BAD_QUANTITY);
        }
        BigDecimal price = price(columns.text(row, Field.PRICE));
        if (price == null) {
            return malformed(row, Problem.BAD_PRICE);
        }
        char kind = Character.toUpperCase(invoice.charAt(0));
        boolean order = ORDER.matcher(invoice).matches();
        if (!order && kind != 'C') {
            return new Skipped(kind == 'A' ? Reason.BAD_DEBT : Reason.UNKNOWN_INVOICE_KIND);
        }
        if (order && quantity <= 0) {
            return new Skipped(Reason.QUANTITY_NOT_POSITIVE);
        }
        if (order && price.signum() <= 0) {
            return new Skipped(Reason.PRICE_NOT_POSITIVE);
        }
        return taken(row, !order, quantity, price);
    }

    private HistoryRow taken(CsvRecord row, boolean refund, int quantity, BigDecimal price) {
        var at = wallTime.instant(columns.text(row, Field.DATE));
        String invoice = columns.text(row, Field.INVOICE);
        String code = columns.text(row, Field.CODE);
        String title = columns.text(row, Field.TITLE);
        String customer = customer(columns.text(row, Field.CUSTOMER));
        String country = columns.text(row, Field.COUNTRY);
        if (at == null) {
            return malformed(row, Problem.BAD_DATE);
        }
        if (code.isEmpty()) {
            return malformed(row, Problem.NO_CODE);
        }
        if (invoice.length() > LONGEST_KEY
                || code.length() > LONGEST_KEY
                || customer.length() > LONGEST_KEY
                || country.length() > LONGEST_KEY
                || title.length() > LONGEST_TITLE) {
            return malformed(row, Problem.TEXT_TOO_LONG);
        }
        BigDecimal amount = price.multiply(BigDecimal.valueOf(quantity));
        if (amount.abs().compareTo(LARGEST_AMOUNT) > 0) {
            return malformed(row, Problem.AMOUNT_TOO_LARGE);
        }
        return new Taken(
                row.getStartingLineNumber(),
                refund,
                invoice,
                code,
                title.isEmpty() ? code : title,
                quantity,
                minor(price),
                minor(amount),
                at,
                customer.isEmpty() ? null : customer,
                country.isEmpty() ? null : country,
                charge(code));
    }

    private static HistoryRow malformed(CsvRecord row, Problem problem) {
        return new Malformed(row.getStartingLineNumber(), problem);
    }

    private long minor(BigDecimal major) {
        return major.setScale(fractionDigits, RoundingMode.HALF_UP)
                .unscaledValue()
                .longValueExact();
    }

    private static @Nullable Integer quantity(String text) {
        try {
            int quantity = new BigDecimal(text).intValueExact();
            return Math.abs((long) quantity) <= LARGEST_QUANTITY ? quantity : null;
        } catch (NumberFormatException e) {
            return null;
        } catch (ArithmeticException e) {
            return null;
        }
    }

    private static @Nullable BigDecimal price(String text) {
        try {
            BigDecimal price = new BigDecimal(text);
            return price.abs().compareTo(LARGEST_AMOUNT) <= 0 && price.scale() <= 10 ? price : null;
        } catch (NumberFormatException e) {
            return null;
        }
    }

    /** Spreadsheets turn 17850 into 17850.0; both are the same customer. */
    private static String customer(String text) {
        return text.endsWith(".0") ? text.substring(0, text.length() - 2) : text;
    }

    private static boolean charge(String code) {
        String upper = code.toUpperCase(Locale.ROOT);
        return CHARGES.contains(upper) || upper.startsWith("GIFT_");
    }
}

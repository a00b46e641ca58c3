package yardstick.catalog.feed;

/** Leaves the checks of one row at the first thing that is wrong with it. */
final class RowRefused extends Exception {

    private static final long serialVersionUID = 1L;

    private final String column;
    private final String value;
    private final String reason;

    RowRefused(String column, String value, String reason) {
        super(reason, null, false, false);
        this.column = column;
        this.value = value;
        this.reason = reason;
    }

    RowError at(long line) {
        return new RowError(line, column, value.length() > 120 ? value.substring(0, 120) : value, reason);
    }
}

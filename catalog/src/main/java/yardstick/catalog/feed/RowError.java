package yardstick.catalog.feed;

/** Why a row was refused; {@code reason} has a text as {@code catalog.import.<reason>}. */
record RowError(long line, String column, String value, String reason) {}

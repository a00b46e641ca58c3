package yardstick.orders.history;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.temporal.TemporalAccessor;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code 2010-12-01 08:26[:00]} and ISO 8601 with or without offset. A time without offset is a wall time of
 * the shop's zone, a date alone the start of its day.
 */
final class WallTime {

    private static final DateTimeFormatter FORMAT = new DateTimeFormatterBuilder()
            .append(DateTimeFormatter.ISO_LOCAL_DATE)
            .optionalStart()
            .optionalStart()
            .appendLiteral('T')
            .optionalEnd()
            .optionalStart()
            .appendLiteral(' ')
            .optionalEnd()
            .append(DateTimeFormatter.ISO_LOCAL_TIME)
            .optionalStart()
            .appendOffsetId()
            .optionalEnd()
            .optionalEnd()
            .toFormatter(java.util.Locale.ROOT);

    private final ZoneId zone;
    private String lastText = "";
    private @Nullable Instant last;

    WallTime(ZoneId zone) {
        this.zone = zone;
    }

    /** Null when the text is no time; the rows of an invoice repeat theirs, so the last one is remembered. */
    @Nullable Instant instant(String text) {
        if (!text.equals(lastText)) {
            lastText = text;
            last = parsed(text);
        }
        return last;
    }

    private @Nullable Instant parsed(String text) {
        try {
            TemporalAccessor found = FORMAT.parseBest(text, OffsetDateTime::from, LocalDateTime::from, LocalDate::from);
            return switch (found) {
                case OffsetDateTime exact -> exact.toInstant();
                case LocalDateTime wall -> wall.atZone(zone).toInstant();
                case LocalDate day -> day.atStartOfDay(zone).toInstant();
                default -> null;
            };
        } catch (DateTimeException e) {
            return null;
        }
    }
}

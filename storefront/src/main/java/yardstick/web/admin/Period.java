package yardstick.web.admin;

import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Days from and to, both included. */
public record Period(LocalDate from, LocalDate to) {

    private static final int USUAL_DAYS = 30;
    private static final int MOST_DAYS = 3_660;

    /** What is absent is filled in: up to today, thirty days long. Empty for a date that is none or a wrong order. */
    public static Optional<Period> of(@Nullable String from, @Nullable String to, LocalDate today) {
        try {
            LocalDate end = to == null || to.isBlank() ? today : LocalDate.parse(to);
            LocalDate start = from == null || from.isBlank() ? end.minusDays(USUAL_DAYS - 1) : LocalDate.parse(from);
            boolean sane = !start.isAfter(end) && ChronoUnit.DAYS.between(start, end) < MOST_DAYS;
            return sane ? Optional.of(new Period(start, end)) : Optional.empty();
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    String query() {
        return "from=" + from + "&to=" + to;
    }
}

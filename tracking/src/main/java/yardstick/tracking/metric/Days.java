package yardstick.tracking.metric;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;

/** Days of the shop's zone, as numbers, of moments in microseconds. */
final class Days {

    private static final long SECOND = 1_000_000;
    private static final long DAY = 86_400 * SECOND;

    private final ZoneRules rules;
    private long validFrom = 1;
    private long validTo;
    private long shift;

    Days(ZoneId zone) {
        this.rules = zone.getRules();
    }

    /** Days since the epoch. */
    int of(long micros) {
        if (micros < validFrom || micros >= validTo) {
            look(micros);
        }
        return (int) Math.floorDiv(micros + shift, DAY);
    }

    private void look(long micros) {
        Instant moment = Instant.ofEpochSecond(Math.floorDiv(micros, SECOND));
        ZoneOffsetTransition before = rules.previousTransition(moment.plusSeconds(1));
        ZoneOffsetTransition after = rules.nextTransition(moment);
        shift = rules.getOffset(moment).getTotalSeconds() * SECOND;
        validFrom = before == null ? Long.MIN_VALUE : before.toEpochSecond() * SECOND;
        validTo = after == null ? Long.MAX_VALUE : after.toEpochSecond() * SECOND;
    }

    static LocalDate date(int day) {
        return LocalDate.ofEpochDay(day);
    }
}

package yardstick.sandbox;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The machine's clock and what a file says it is ahead: the outside world follows a shop that lives through weeks in minutes. */
final class AheadClock extends Clock {

    private static final long READ_EVERY = Duration.ofMillis(50).toNanos();

    private final Path file;
    private final ZoneId zone;
    private volatile Read last;

    private record Read(Duration ahead, long at) {}

    AheadClock(Path file) {
        this(file, ZoneOffset.UTC);
    }

    private AheadClock(Path file, ZoneId zone) {
        this.file = file;
        this.zone = zone;
        this.last = new Read(read(Duration.ZERO), System.nanoTime());
    }

    @Override
    public Instant instant() {
        Read known = last;
        long now = System.nanoTime();
        if (now - known.at() > READ_EVERY) {
            known = new Read(read(known.ahead()), now);
            last = known;
        }
        return Clock.systemUTC().instant().plus(known.ahead());
    }

    /** A file that is just being written leaves the clock as it was. */
    private Duration read(Duration otherwise) {
        try {
            return Duration.parse(Files.readString(file).strip());
        } catch (IOException | DateTimeException e) {
            return otherwise;
        }
    }

    @Override
    public ZoneId getZone() {
        return zone;
    }

    @Override
    public Clock withZone(ZoneId other) {
        return new AheadClock(file, other);
    }
}

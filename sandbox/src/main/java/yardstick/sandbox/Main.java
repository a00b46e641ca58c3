package yardstick.sandbox;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import yardstick.sandbox.webhook.Deliveries;

/** Starts the sandbox as a process of its own; ends with the process. */
public final class Main {

    private static final int CANNOT_START = 2;

    private Main() {}

    /** Exit code 2 with one line on standard error when it cannot start. */
    public static void main(String[] arguments) {
        try {
            Options options = Options.parse(List.of(arguments), System.getenv());
            Sandbox sandbox = Sandbox.start(options, clock(), Deliveries.BACKOFF);
            System.out.println("sandbox ready on " + sandbox.url());
        } catch (IllegalArgumentException e) {
            stop(e.getMessage() + "\n" + Options.USAGE);
        } catch (IOException | UncheckedIOException e) {
            stop("sandbox cannot start: " + e.getMessage() + ". Free the port or choose another one with --port.");
        }
    }

    /** {@code SANDBOX_CLOCK_AHEAD} names the file by which a simulated shop is ahead of the machine. */
    private static Clock clock() {
        String file = System.getenv("SANDBOX_CLOCK_AHEAD");
        return file == null || file.isEmpty() ? Clock.systemUTC() : new AheadClock(Path.of(file));
    }

    private static void stop(String line) {
        System.err.println(line);
        System.exit(CANNOT_START);
    }
}

package yardstick.kernel.runtime;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.nio.file.Path;
import java.time.Clock;
import yardstick.kernel.Messages;
import yardstick.kernel.Schema;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;

/** The beans that are values rather than classes. */
@ApplicationScoped
class Producers {

    private final Settings settings = Settings.fromEnvironment(System.getenv());
    private final Messages messages = IcuMessages.load();
    private final Clock clock = clock(settings);

    @Produces
    Settings settings() {
        return settings;
    }

    @Produces
    Clock clock() {
        return clock;
    }

    /** In production time is the machine's. */
    static Clock clock(Settings settings) {
        String file = settings.text(Setting.CLOCK_AHEAD_FILE);
        return file.isEmpty() || settings.text(Setting.MODE).equals("production")
                ? Clock.systemUTC()
                : new AheadClock(Path.of(file));
    }

    @Produces
    Messages messages() {
        return messages;
    }

    @Produces
    Schema schema() {
        return new Schema("kernel", 0);
    }
}

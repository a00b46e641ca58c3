package yardstick.kernel.runtime;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import java.time.Clock;
import yardstick.kernel.Messages;
import yardstick.kernel.Schema;
import yardstick.kernel.Settings;

/** The beans that are values rather than classes. */
@ApplicationScoped
class Producers {

    private final Settings settings = Settings.fromEnvironment(System.getenv());
    private final Messages messages = IcuMessages.load();

    @Produces
    Settings settings() {
        return settings;
    }

    @Produces
    Clock clock() {
        return Clock.systemUTC();
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

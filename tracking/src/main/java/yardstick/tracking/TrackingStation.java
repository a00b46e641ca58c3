package yardstick.tracking;

import java.time.Clock;
import yardstick.kernel.Database;
import yardstick.kernel.Settings;
import yardstick.tracking.intake.DefaultTracker;
import yardstick.tracking.intake.IntakeCounts;
import yardstick.tracking.metric.DefaultFacts;
import yardstick.tracking.store.StoreOwner;

/** Intake, event store and facts of one data directory, wired without a container: for simulations and tools. */
public final class TrackingStation implements AutoCloseable {

    private final StoreOwner owner;
    private final DefaultTracker intake;
    private final Facts facts;

    public TrackingStation(Database database, Settings settings, Clock clock) {
        this.owner = new StoreOwner(settings, clock);
        this.intake = new DefaultTracker(owner, new IntakeCounts(database, clock), clock);
        this.facts = new DefaultFacts(database, owner, settings);
    }

    public Tracker tracker() {
        return intake;
    }

    public EventHistory history() {
        return intake;
    }

    public Facts facts() {
        return facts;
    }

    /** Closes the store; nothing may be told afterwards. */
    @Override
    public void close() {
        owner.close();
    }
}

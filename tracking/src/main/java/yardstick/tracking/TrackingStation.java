package yardstick.tracking;

import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import yardstick.kernel.Database;
import yardstick.kernel.Fact;
import yardstick.kernel.OutboxConsumer.Message;
import yardstick.kernel.Settings;
import yardstick.tracking.intake.DefaultTracker;
import yardstick.tracking.intake.FactDelivery;
import yardstick.tracking.intake.FactRecorder;
import yardstick.tracking.intake.IntakeCounts;
import yardstick.tracking.metric.DefaultFacts;
import yardstick.tracking.store.StoreOwner;

/** Intake, event store and facts of one data directory, wired without a container: for simulations and tools. */
public final class TrackingStation implements AutoCloseable {

    private final Database database;
    private final StoreOwner owner;
    private final FactDelivery delivery;
    private final DefaultTracker intake;
    private final Facts facts;

    public TrackingStation(Database database, Settings settings, Clock clock) {
        this.database = database;
        this.owner = new StoreOwner(settings, clock);
        IntakeCounts counts = new IntakeCounts(database, clock);
        this.intake = new DefaultTracker(owner, counts, clock);
        this.delivery = new FactDelivery(owner, counts);
        this.facts = new DefaultFacts(database, owner, settings);
    }

    public Tracker tracker() {
        return intake;
    }

    /**
     * Business moments as the shop tells them: recorded in one transaction, delivered to the event store after it.
     *
     * @return how many were delivered
     */
    public int announce(List<? extends Fact> told) {
        List<Message> messages = new ArrayList<>();
        FactRecorder recorder = new FactRecorder(
                database,
                (topic, key, payload) -> messages.add(new Message(messages.size() + 1L, key, payload)),
                owner.clock());
        database.execute(handle -> told.forEach(recorder::record));
        delivery.deliver(messages);
        return messages.size();
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

package yardstick.tracking.intake;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import yardstick.kernel.OutboxConsumer;
import yardstick.tracking.store.StoreOwner;

/** Takes facts from the outbox to the event store; a second delivery is recognised by the event id. */
@ApplicationScoped
public class FactDelivery implements OutboxConsumer {

    static final String TOPIC = "fact";

    @Inject
    StoreOwner owner;

    @Inject
    IntakeCounts counts;

    FactDelivery() {}

    /** Outside a container. */
    public FactDelivery(StoreOwner owner, IntakeCounts counts) {
        this.owner = owner;
        this.counts = counts;
    }

    @Override
    public String topic() {
        return TOPIC;
    }

    @Override
    public void deliver(List<Message> messages) {
        owner.store().append(messages.stream().map(Message::payload).toList());
        counts.add("fact", messages.size());
    }
}

package yardstick.orders.pickup;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Announcer;
import yardstick.kernel.Refusal;
import yardstick.kernel.VisitorId;
import yardstick.orders.OrderId;
import yardstick.orders.PickupMoved;
import yardstick.orders.Pickups.Slot;
import yardstick.orders.cart.Tokens;
import yardstick.orders.slot.SlotStore;

/** Takes the slot a cart chose, in the transaction that places its order. */
@ApplicationScoped
public class PickupBooking {

    private static final int TRIES = 8;

    @Inject
    PickupCodes codes;

    @Inject
    Announcer announcer;

    @Inject
    Clock clock;

    /** The order that is being placed. */
    public record Placing(
            long slot,
            OrderId order,
            String number,
            @Nullable VisitorId visitor) {}

    /** Empty when all is well; the caller rolls back on a refusal. */
    public Optional<Refusal> claim(Handle handle, Placing placing) {
        Slot slot = SlotStore.find(handle, placing.slot());
        if (!SlotStore.take(handle, slot.id())) {
            return Optional.of(Refusal.of("orders.pickup_slot_gone"));
        }
        boolean booked = false;
        for (int i = 0; i < TRIES && !booked; i++) {
            booked = SlotStore.book(handle, placing.order(), slot.id(), codes.fresh());
        }
        if (!booked) {
            throw new IllegalStateException("no pick-up code is free");
        }
        promise(handle, placing.order(), slot);
        announcer.announce(new PickupMoved(
                PickupMoved.Step.BOOKED,
                placing.order(),
                placing.number(),
                slot.point(),
                slot.startsAt(),
                clock.instant(),
                placing.visitor()));
        return Optional.empty();
    }

    private static void promise(Handle handle, OrderId order, Slot slot) {
        LocalDate day = slot.startsAt().atZone(ZoneId.of(slot.zone())).toLocalDate();
        handle.createUpdate("""
                        INSERT INTO orders.delivery (order_id, ref, method, carrier, promised_from, promised_by)
                        VALUES (:order, :ref, 'pickup', '', :day, :day)
                        ON CONFLICT (order_id) DO UPDATE SET method = 'pickup', carrier = '', promised_from = :day,
                            promised_by = :day""")
                .bind("order", order.value())
                .bind("ref", Tokens.next())
                .bind("day", day)
                .execute();
    }
}

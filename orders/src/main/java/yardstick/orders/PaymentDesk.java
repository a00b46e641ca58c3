package yardstick.orders;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;

/** The merchant's side of payments: what needs a person, how the channels do, and whether the books agree. */
public interface PaymentDesk {

    /**
     * Something about money that needs a person, worst first.
     *
     * @param id to resolve it by; 0 for what is over by itself once its cause is
     * @param kind text {@code orders.problem.<kind>}: {@code mismatch, late, refunded, unknown_attempt, refund_refused,
     *     refund_doubtful, rejected, bad_signature, stuck, refund_slow, break, ledger_silent}
     * @param detail what the provider said, in its own words
     * @param orderNumber the order concerned, when there is one
     * @param times how often it was seen
     */
    record Problem(
            long id,
            String kind,
            String detail,
            @Nullable String orderNumber,
            int times,
            Instant firstAt,
            Instant lastAt) {}

    List<Problem> problems(int limit);

    /** Somebody looked into it; when it comes again, it is open again. */
    void resolve(long id, String actor);

    /**
     * How a channel did: calls of the last five minutes (at most 20), attempts of the last 24 hours.
     *
     * @param switchedOn it is offered
     * @param down most of its last calls got no definitive answer; offered last
     * @param failed calls without a definitive answer
     * @param millis mean duration of a call
     * @param attempts finished ones, of which {@code paid} brought money
     * @param open attempts that wait for an answer
     * @param basisPoints what it costs, in hundredths of a percent
     */
    record Standing(
            String code,
            boolean switchedOn,
            boolean down,
            int calls,
            int failed,
            long millis,
            long attempts,
            long paid,
            long open,
            int basisPoints) {}

    List<Standing> channels();

    /** Takes authorised money of an order, or says that cash was paid. */
    Outcome<Boolean> take(OrderId order, String actor);

    /** True when {@link #take} makes sense. */
    boolean takeable(OrderId order);

    /**
     * A webhook as it was received.
     *
     * @param verdict {@code APPLIED}, {@code MISMATCH} or {@code STRANGER}
     * @param says what it says of the attempt, for example {@code Captured}
     * @param times how often it came
     */
    record Event(String eventId, String channel, String verdict, String says, int times, Instant receivedAt) {}

    /** Webhooks about an order, oldest first. */
    List<Event> events(OrderId order);

    /**
     * A row on which our books and a provider's differ.
     *
     * @param kind {@code missing_here} (they moved money, we did not book it), {@code missing_there} (we booked, they did
     *     not move), {@code amount} (or currency), {@code order}, {@code unknown_attempt}
     * @param entryKind {@code CAPTURE} or {@code REFUND}
     * @param ours null when we have no such row
     * @param theirs null when they have none
     */
    record Break(
            String ledger,
            String kind,
            String attempt,
            String entryKind,
            @Nullable Money ours,
            @Nullable Money theirs,
            String detail,
            Instant firstAt) {}

    /** Open differences as of the last look. */
    List<Break> breaks();

    /**
     * Fetches what is new in every provider's books, compares all rows older than two minutes and answers
     * {@link #breaks()}. The task {@code orders.reconciliation} does the same every minute for what is new.
     */
    List<Break> reconcile();

    /** @param fetchedAt last time the books were read to their end, or null; {@code problem} why not the last time */
    record Ledger(
            String name,
            long entries,
            @Nullable Instant fetchedAt,
            @Nullable String problem) {}

    List<Ledger> ledgers();
}

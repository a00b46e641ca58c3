package yardstick.sandbox.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;

/** The faults that are due: each happens a number of times, with a probability drawn from a seeded generator. */
public final class Faults {

    private final Random random;
    private final List<Armed> armed = new ArrayList<>();
    private long lastId;
    private long struck;

    public Faults(long seed) {
        this.random = new Random(seed);
    }

    /**
     * @param operations what it may hit
     * @param only the payments it hits
     */
    public record Order(Set<Operation> operations, Fault fault, int times, double probability, Payments only) {}

    /**
     * A payment, or which payments.
     *
     * @param amountMinor 0 for any
     * @param channel empty for any
     */
    public record Payments(long amountMinor, String channel) {

        /** No payment is concerned, or all are. */
        public static final Payments ANY = new Payments(0, "");

        boolean hits(Payments payment) {
            return (amountMinor == 0 || amountMinor == payment.amountMinor)
                    && (channel.isEmpty() || channel.equals(payment.channel));
        }
    }

    /** @param payment it is about */
    public record Occasion(Operation operation, Payments payment) {}

    private static final class Armed {
        private final Order order;
        private int left;

        Armed(Order order) {
            this.order = order;
            this.left = order.times();
        }
    }

    public synchronized long arm(Order order) {
        armed.add(new Armed(order));
        return ++lastId;
    }

    /** What is still to happen. @param left of its times */
    public record Waiting(Order order, int left) {}

    public synchronized List<Waiting> waiting() {
        return armed.stream().map(each -> new Waiting(each.order, each.left)).toList();
    }

    /** How many have happened. */
    public synchronized long struck() {
        return struck;
    }

    public synchronized void clear() {
        armed.clear();
    }

    /** The fault that hits this operation now, if any of these kinds does; uses up one of its times. */
    public synchronized Optional<Fault> next(Occasion occasion, Set<Kind> kinds) {
        Operation operation = occasion.operation();
        for (Iterator<Armed> each = armed.iterator(); each.hasNext(); ) {
            Armed candidate = each.next();
            Fault fault = candidate.order.fault();
            if (candidate.order.operations().contains(operation)
                    && candidate.order.only().hits(occasion.payment())
                    && kinds.contains(fault.kind())
                    && fault.kind().fits(operation)
                    && random.nextDouble() < candidate.order.probability()) {
                struck++;
                candidate.left--;
                if (candidate.left == 0) {
                    each.remove();
                }
                return Optional.of(fault);
            }
        }
        return Optional.empty();
    }

    /** Where no payment is concerned. */
    public Optional<Fault> next(Operation operation, Set<Kind> kinds) {
        return next(new Occasion(operation, Payments.ANY), kinds);
    }

    public Optional<Fault> next(Occasion occasion) {
        return next(occasion, EnumSet.complementOf(EnumSet.of(Kind.DECLINE)));
    }

    /** Waits as long as the fault says. */
    public static void pause(Duration delay) {
        try {
            Thread.sleep(delay);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

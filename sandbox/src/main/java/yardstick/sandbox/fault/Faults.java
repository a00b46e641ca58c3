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
     * @param amountMinor only payments of this amount, or 0 for all
     */
    public record Order(Set<Operation> operations, Fault fault, int times, double probability, long amountMinor) {}

    /** @param amountMinor of the payment it is about, or 0 when it is about none */
    public record Occasion(Operation operation, long amountMinor) {}

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
                    && (candidate.order.amountMinor() == 0 || candidate.order.amountMinor() == occasion.amountMinor())
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
        return next(new Occasion(operation, 0), kinds);
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

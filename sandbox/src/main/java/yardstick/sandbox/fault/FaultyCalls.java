package yardstick.sandbox.fault;

import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Supplier;
import yardstick.sandbox.http.Reply;

/** Answers a call the way the fault that is due wants it. */
public final class FaultyCalls {

    private final Faults faults;
    private final BiFunction<Reply, Kind, Reply> distortion;

    /** @param distortion makes an answer wrong in amount or currency */
    public FaultyCalls(Faults faults, BiFunction<Reply, Kind, Reply> distortion) {
        this.faults = faults;
        this.distortion = distortion;
    }

    public Reply answer(Operation operation, Supplier<Reply> work) {
        return answer(new Faults.Occasion(operation, Faults.Payments.ANY), work);
    }

    public Reply answer(Faults.Occasion occasion, Supplier<Reply> work) {
        Optional<Fault> next = faults.next(occasion);
        if (next.isEmpty()) {
            return work.get();
        }
        Fault fault = next.get();
        return switch (fault.kind()) {
            case TIMEOUT_BEFORE -> {
                Faults.pause(fault.delay());
                yield Reply.cut();
            }
            case TIMEOUT_AFTER -> {
                var _ = work.get();
                Faults.pause(fault.delay());
                yield Reply.cut();
            }
            case HTTP_500 -> Reply.error(500, "internal");
            case RESET -> {
                var _ = work.get();
                yield Reply.cut();
            }
            case GARBAGE -> {
                var _ = work.get();
                yield Reply.of(200, "text/html", "<html>Bad Gateway {\"status\":");
            }
            case SLOW -> {
                Faults.pause(fault.delay());
                yield work.get();
            }
            case WRONG_AMOUNT, WRONG_CURRENCY -> distortion.apply(work.get(), fault.kind());
            case DECLINE,
                    DUPLICATE_WEBHOOK,
                    LOST_WEBHOOK,
                    LATE_WEBHOOK,
                    BAD_SIGNATURE,
                    MISSING_SIGNATURE,
                    OLD_SIGNATURE -> work.get();
        };
    }
}

package yardstick.sandbox.fault;

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
        return faults.next(occasion).map(fault -> struck(fault, work)).orElseGet(work);
    }

    private Reply struck(Fault fault, Supplier<Reply> work) {
        return switch (fault.kind()) {
            case HTTP_500 -> Reply.error(500, "internal");
            case TIMEOUT_BEFORE -> {
                Faults.pause(fault.delay());
                yield Reply.cut();
            }
            case SLOW -> {
                Faults.pause(fault.delay());
                yield work.get();
            }
            default -> done(fault, work.get());
        };
    }

    /** What becomes of the answer once the work is done. */
    private Reply done(Fault fault, Reply reply) {
        return switch (fault.kind()) {
            case TIMEOUT_AFTER -> {
                Faults.pause(fault.delay());
                yield Reply.cut();
            }
            case RESET -> Reply.cut();
            case GARBAGE -> Reply.of(200, "text/html", "<html>Bad Gateway {\"status\":");
            case DRIP -> reply.dripping(fault.delay());
            case LATE_ANSWER -> {
                Faults.pause(fault.delay());
                yield reply;
            }
            case WRONG_AMOUNT, WRONG_CURRENCY, UNKNOWN_CURRENCY -> distortion.apply(reply, fault.kind());
            default -> reply;
        };
    }
}

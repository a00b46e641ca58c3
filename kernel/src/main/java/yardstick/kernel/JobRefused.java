package yardstick.kernel;

/** Ends a job with a reason that people read in their language; its message is the reason's code. */
public final class JobRefused extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final transient Refusal reason;

    public JobRefused(Refusal reason) {
        super(reason.code());
        this.reason = reason;
    }

    public JobRefused(Refusal reason, Throwable cause) {
        super(reason.code(), cause);
        this.reason = reason;
    }

    public Refusal reason() {
        return reason;
    }
}

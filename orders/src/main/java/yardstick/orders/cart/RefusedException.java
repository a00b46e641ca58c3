package yardstick.orders.cart;

import yardstick.kernel.Refusal;

/** Rolls the transaction back on the way to an expected refusal; never leaves the module. */
public final class RefusedException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Refusal reason;

    public RefusedException(Refusal reason) {
        super(reason.code(), null, false, false);
        this.reason = reason;
    }

    public Refusal reason() {
        return reason;
    }
}

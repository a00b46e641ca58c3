package yardstick.orders;

import java.util.Optional;

/** Where a parcel is, in the nine words all carriers are translated into. */
public enum ParcelStatus {
    PENDING("Pending", 0),
    INFO_RECEIVED("InfoReceived", 1),
    IN_TRANSIT("InTransit", 2),
    OUT_FOR_DELIVERY("OutForDelivery", 2),
    ATTEMPT_FAIL("AttemptFail", 2),
    AVAILABLE_FOR_PICKUP("AvailableForPickup", 2),
    DELIVERED("Delivered", 3),
    EXCEPTION("Exception", 2),
    EXPIRED("Expired", 2);

    private final String code;
    private final int phase;

    ParcelStatus(String code, int phase) {
        this.code = code;
        this.phase = phase;
    }

    /** The word on the wire: {@code OutForDelivery}. */
    public String code() {
        return code;
    }

    /** 0 announced by nobody, 1 announced to the carrier, 2 on its way, 3 there. */
    public int phase() {
        return phase;
    }

    /** Someone has to look after it. */
    public boolean troubled() {
        return this == EXCEPTION || this == ATTEMPT_FAIL || this == EXPIRED;
    }

    /** The carrier has the parcel. */
    public boolean moving() {
        return phase >= 2;
    }

    /** Whether a parcel in this status may be in the other one afterwards; a delivered one can only turn out a problem. */
    public boolean mayBecome(ParcelStatus next) {
        return next.phase >= phase || (this == DELIVERED && next == EXCEPTION);
    }

    public static Optional<ParcelStatus> ofCode(String code) {
        for (ParcelStatus status : values()) {
            if (status.code.equals(code)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}

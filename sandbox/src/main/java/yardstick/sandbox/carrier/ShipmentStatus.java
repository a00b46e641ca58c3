package yardstick.sandbox.carrier;

import java.util.Optional;

/** The nine statuses of the AfterShip vocabulary, with what follows when all goes well. */
enum ShipmentStatus {
    PENDING("Pending"),
    INFO_RECEIVED("InfoReceived"),
    IN_TRANSIT("InTransit"),
    OUT_FOR_DELIVERY("OutForDelivery"),
    ATTEMPT_FAIL("AttemptFail"),
    DELIVERED("Delivered"),
    AVAILABLE_FOR_PICKUP("AvailableForPickup"),
    EXCEPTION("Exception"),
    EXPIRED("Expired");

    private final String code;

    ShipmentStatus(String code) {
        this.code = code;
    }

    String code() {
        return code;
    }

    ShipmentStatus next() {
        return switch (this) {
            case PENDING -> INFO_RECEIVED;
            case INFO_RECEIVED -> IN_TRANSIT;
            case IN_TRANSIT, ATTEMPT_FAIL, EXCEPTION -> OUT_FOR_DELIVERY;
            case OUT_FOR_DELIVERY, AVAILABLE_FOR_PICKUP, DELIVERED -> DELIVERED;
            case EXPIRED -> EXPIRED;
        };
    }

    static Optional<ShipmentStatus> of(String code) {
        for (ShipmentStatus status : values()) {
            if (status.code.equals(code)) {
                return Optional.of(status);
            }
        }
        return Optional.empty();
    }
}

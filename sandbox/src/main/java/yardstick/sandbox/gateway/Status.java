package yardstick.sandbox.gateway;

import java.util.Locale;

/** Where a payment stands. */
enum Status {
    REQUIRES_ACTION,
    AUTHORISED,
    CAPTURED,
    DECLINED,
    VOIDED,
    REFUNDED;

    String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Status of(String code) {
        return valueOf(code.toUpperCase(Locale.ROOT));
    }
}

package yardstick.orders.spi;

import java.util.Locale;

/** Why a payment was declined, as every provider's reasons are understood here; what follows is data. */
public enum DeclineReason {
    INSUFFICIENT_FUNDS,
    LIMIT_EXCEEDED,
    EXPIRED_CARD,
    INVALID_CARD,
    AUTHENTICATION_FAILED,
    DO_NOT_HONOUR,
    SUSPECTED_FRAUD,
    ISSUER_UNAVAILABLE,
    /** The provider did not take the payment on: nothing was charged and nothing is known of the shopper's means. */
    CHANNEL_UNAVAILABLE,
    OTHER;

    /** {@code insufficient_funds} and so on: as stored and in the keys of texts. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** {@link #OTHER} for a code that is none. */
    public static DeclineReason of(String code) {
        for (DeclineReason each : values()) {
            if (each.code().equals(code)) {
                return each;
            }
        }
        return OTHER;
    }
}

package yardstick.orders;

/**
 * What a tracking number looks like.
 *
 * @param carrier code, for example {@code sf}; its name is the text {@code orders.carrier.<code>}
 * @param country ISO 3166 code of the network, or {@code INT}
 */
public record TrackingNumber(String carrier, String country, Validity validity) {

    /** WRONG is the right shape with a wrong check digit: most likely a slip of the finger. */
    public enum Validity {
        CHECKED,
        UNCHECKED,
        WRONG
    }
}

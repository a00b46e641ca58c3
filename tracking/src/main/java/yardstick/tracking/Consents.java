package yardstick.tracking;

/** Evidence of consent decisions, kept append-only. */
public interface Consents {

    /** Records the decision; the browser keeps it in an essential cookie. */
    void decided(String unit, Consent consent, String policyVersion);
}

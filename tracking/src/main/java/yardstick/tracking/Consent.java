package yardstick.tracking;

import java.util.EnumSet;
import java.util.Set;

/** What a browser agreed to. Nothing is collected before a decision, and refusing is as easy as accepting. */
public record Consent(Set<Purpose> purposes) {

    /** Purposes are asked and withdrawn separately. */
    public enum Purpose {
        ANALYTICS,
        PERSONALISATION,
        MARKETING,
        CROSS_BORDER
    }

    public static Consent none() {
        return new Consent(Set.of());
    }

    public static Consent all() {
        return new Consent(EnumSet.allOf(Purpose.class));
    }

    public boolean allows(Purpose purpose) {
        return purposes.contains(purpose);
    }
}

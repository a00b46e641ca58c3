package yardstick.web;

import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import yardstick.tracking.Consent;
import yardstick.tracking.Consent.Purpose;

/** The decision as the browser keeps it: the policy's version and one letter per purpose, {@code 1.AP}. */
public final class ConsentCookie {

    /** Raised when purposes or wording change, so that everybody is asked again. */
    public static final String POLICY = "1";

    private ConsentCookie() {}

    /** Null while nothing was decided under this policy. */
    public static @Nullable Consent read(@Nullable String cookie) {
        if (cookie == null || !cookie.startsWith(POLICY + '.')) {
            return null;
        }
        Set<Purpose> purposes = EnumSet.noneOf(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            if (cookie.indexOf(letter(purpose), POLICY.length() + 1) >= 0) {
                purposes.add(purpose);
            }
        }
        return new Consent(Set.copyOf(purposes));
    }

    public static String write(Consent consent) {
        StringBuilder text = new StringBuilder(POLICY).append('.');
        for (Purpose purpose : Purpose.values()) {
            if (consent.allows(purpose)) {
                text.append(letter(purpose));
            }
        }
        return text.toString();
    }

    private static char letter(Purpose purpose) {
        return switch (purpose) {
            case ANALYTICS -> 'A';
            case PERSONALISATION -> 'P';
            case MARKETING -> 'M';
            case CROSS_BORDER -> 'X';
        };
    }
}

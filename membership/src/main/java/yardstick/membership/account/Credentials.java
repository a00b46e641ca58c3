package yardstick.membership.account;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import yardstick.kernel.Refusal;

/** What an account asks of its e-mail, password and name. */
final class Credentials {

    static final int PASSWORD_MINIMUM = 8;
    static final int PASSWORD_MAXIMUM = 200;
    private static final int NAME_MAXIMUM = 100;
    private static final int EMAIL_MAXIMUM = 254;
    private static final Pattern EMAIL =
            Pattern.compile("[^\\s@\\p{Cntrl}]+@[^\\s@.\\p{Cntrl}]+(\\.[^\\s@.\\p{Cntrl}]+)+");

    private Credentials() {}

    static String email(String typed) {
        return typed.strip().toLowerCase(Locale.ROOT);
    }

    static Optional<Refusal> problem(String email, String password, String name) {
        if (email.length() > EMAIL_MAXIMUM || !EMAIL.matcher(email).matches()) {
            return Optional.of(Refusal.of("membership.email_invalid"));
        }
        if (name.isBlank()) {
            return Optional.of(Refusal.of("membership.name_missing"));
        }
        if (name.strip().length() > NAME_MAXIMUM || name.indexOf('\0') >= 0) {
            return Optional.of(Refusal.of("membership.name_long", "maximum", NAME_MAXIMUM));
        }
        return problem(password);
    }

    static Optional<Refusal> problem(String password) {
        if (password.length() < PASSWORD_MINIMUM) {
            return Optional.of(new Refusal("membership.password_short", Map.of("minimum", PASSWORD_MINIMUM)));
        }
        if (password.length() > PASSWORD_MAXIMUM) {
            return Optional.of(new Refusal("membership.password_long", Map.of("maximum", PASSWORD_MAXIMUM)));
        }
        return Optional.empty();
    }
}

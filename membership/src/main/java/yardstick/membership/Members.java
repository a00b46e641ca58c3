package yardstick.membership;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Language;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.orders.CustomerId;

/** Accounts of shoppers. Passwords are Argon2id; known and unknown e-mails take the same time and get the same answer. */
public interface Members {

    /** Refused with a field-level code for a bad e-mail, a short password or an e-mail that is taken. */
    Outcome<Member> signUp(String email, String password, String name, Language language);

    /** Refused after too many tries, or with one code for wrong e-mail and wrong password alike. */
    Outcome<Member> signIn(String email, String password);

    Optional<Member> byId(CustomerId customer);

    List<Tier> tiers();

    /** The next tier and what is missing to it; empty at the top. */
    Optional<NextTier> next(Member member);

    record NextTier(Tier tier, Money missing) {}

    /** Changes the password; other sessions end by the caller. */
    Outcome<Member> changePassword(CustomerId customer, @Nullable String old, String password);
}

package yardstick.membership.account;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Language;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.kernel.Passwords;
import yardstick.kernel.Refusal;
import yardstick.membership.Member;
import yardstick.membership.Members;
import yardstick.membership.Tier;
import yardstick.membership.account.Accounts.Account;
import yardstick.membership.account.Accounts.NewAccount;
import yardstick.membership.tier.TierLadder;
import yardstick.orders.CustomerId;
import yardstick.orders.Orders;

@ApplicationScoped
class DefaultMembers implements Members {

    private static final Refusal WRONG = Refusal.of("membership.sign_in_wrong");
    private static final Refusal TOO_MANY =
            Refusal.of("membership.sign_in_too_many", "minutes", SignInThrottle.WINDOW.toMinutes());

    @Inject
    Accounts accounts;

    @Inject
    Passwords passwords;

    @Inject
    SignInThrottle throttle;

    @Inject
    TierLadder ladder;

    @Inject
    Orders orders;

    @Override
    public Outcome<Member> signUp(String email, String password, String name, Language language) {
        String address = Credentials.email(email);
        Optional<Refusal> problem = Credentials.problem(address, password, name);
        if (problem.isPresent()) {
            return Outcome.refused(problem.get());
        }
        String hash = passwords.hash(password);
        String lowest = ladder.tiers().getFirst().code();
        return accounts.create(new NewAccount(address, name.strip(), hash, language, lowest))
                .map(this::member)
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(Refusal.of("membership.email_taken")));
    }

    @Override
    public Outcome<Member> signIn(String email, String password) {
        String address = Credentials.email(email);
        if (!throttle.admit(address)) {
            return Outcome.refused(TOO_MANY);
        }
        Account account = accounts.byEmail(address).orElse(null);
        boolean matches = passwords.matches(clipped(password), account == null ? null : account.passwordHash());
        if (account == null || !matches) {
            return Outcome.refused(WRONG);
        }
        throttle.succeeded(address);
        if (passwords.outdated(account.passwordHash())) {
            accounts.setPassword(account.customer(), passwords.hash(password));
        }
        return Outcome.done(member(account));
    }

    /** A longer text can be no password of ours; clipping keeps the work bounded and the answer the same. */
    private static String clipped(String password) {
        return password.substring(0, Math.min(password.length(), Credentials.PASSWORD_MAXIMUM + 1));
    }

    @Override
    public Optional<Member> byId(CustomerId customer) {
        return accounts.byId(customer).map(this::member);
    }

    @Override
    public List<Tier> tiers() {
        return ladder.tiers();
    }

    @Override
    public Optional<NextTier> next(Member member) {
        return ladder.tiers().stream()
                .filter(tier -> tier.rank() > member.tier().rank())
                .filter(tier -> tier.from().compareTo(member.spent()) > 0)
                .findFirst()
                .map(tier -> new NextTier(tier, tier.from().minus(member.spent())));
    }

    @Override
    public Outcome<Member> changePassword(CustomerId customer, @Nullable String old, String password) {
        Account account = accounts.byId(customer)
                .orElseThrow(() -> new IllegalArgumentException("no account of customer " + customer.value()));
        if (old != null) {
            if (!throttle.admit(account.email())) {
                return Outcome.refused(TOO_MANY);
            }
            if (!passwords.matches(clipped(old), account.passwordHash())) {
                return Outcome.refused(Refusal.of("membership.password_wrong"));
            }
            throttle.succeeded(account.email());
        }
        Optional<Refusal> problem = Credentials.problem(password);
        if (problem.isPresent()) {
            return Outcome.refused(problem.get());
        }
        accounts.setPassword(customer, passwords.hash(password));
        return Outcome.done(member(account));
    }

    private Member member(Account account) {
        Money spent = orders.spent(account.customer());
        return new Member(
                account.customer(),
                account.email(),
                account.name(),
                account.language(),
                account.joinedAt(),
                ladder.byCode(account.tier()),
                spent);
    }
}

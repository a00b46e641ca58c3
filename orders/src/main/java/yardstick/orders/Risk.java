package yardstick.orders;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Language;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;

/**
 * Who may check out without more ado. Rules are data; velocity is counted over sliding windows; nobody is blocked who was
 * not asked to confirm first, unless a person blocked one of their traits. The rules are in {@code docs/risk.md}.
 */
public interface Risk {

    /** Ordered by severity. */
    enum Verdict {
        ALLOW,
        STEP_UP,
        REVIEW,
        BLOCK;

        /** Why such a checkout cannot be placed, empty when it can. */
        public Optional<Refusal> hold() {
            return switch (this) {
                case ALLOW, REVIEW -> Optional.empty();
                case STEP_UP -> Optional.of(Refusal.of("orders.risk_step_up"));
                case BLOCK -> Optional.of(Refusal.of("orders.risk_blocked"));
            };
        }
    }

    /**
     * What is known of a checkout. Only keyed hashes of it are kept.
     *
     * @param key idempotency key of the quote
     * @param device pseudonym of the browser; empty when there is none
     * @param ip address of the client; empty when unknown
     * @param means fingerprint of a payment means, null when none is known yet
     * @param amount null for what the quote comes to
     */
    record Attempt(
            String key,
            String device,
            String ip,
            @Nullable String means,
            Map<String, String> address,
            @Nullable CustomerId customer,
            @Nullable Money amount,
            Language language) {}

    /** @param code of the rule, or {@code blocked_trait} */
    record Reason(String code, String trait, long count, long threshold, int windowMinutes) {}

    /** @param challenge {@code NONE}, {@code OPEN}, {@code PASSED} or {@code FAILED} */
    record Assessment(
            long id, String key, Verdict verdict, String challenge, String email, List<Reason> reasons, Instant at) {}

    /**
     * How an order hangs together with another one, each step a shared trait.
     *
     * @param steps kinds of the shared traits, nearest first: by device, then by address
     * @param outcome {@code BAD} or {@code BLOCK}
     */
    record Link(String orderNumber, List<String> steps, String outcome) {}

    record Rule(
            String code,
            String trait,
            String measure,
            int windowMinutes,
            long threshold,
            String verdict,
            boolean active) {}

    /** @param falseBlocks stopped checkouts (stepped up, held or blocked) that turned out good */
    record Rates(
            long checkouts, long steppedUp, long passed, long held, long blocked, long falseBlocks, long decided) {}

    /** The same key again gives the same assessment, until it is confirmed or the address changes. */
    Assessment assess(Attempt attempt);

    /** The code from the e-mail. Five wrong tries end it. */
    Outcome<Assessment> confirm(String key, String code);

    /** The shopper signed in again as the customer whose checkout it is. */
    Outcome<Assessment> confirmSignedIn(String key, CustomerId customer);

    /** A fresh code, at most three. */
    Outcome<Assessment> resend(String key, Language language);

    /** Why the key cannot be placed, empty when it can. */
    Optional<Refusal> hold(String key);

    Optional<Assessment> ofOrder(OrderId order);

    /** Nearest first, at most five, at most three steps. */
    List<Link> links(OrderId order);

    /** Good: held traits are free again. Bad: its device, e-mail and means are blocked. */
    Outcome<Assessment> decide(OrderId order, boolean good, String actor);

    List<Rule> rules();

    Outcome<Rule> change(Rule rule);

    Rates rates(Instant from, Instant to);
}

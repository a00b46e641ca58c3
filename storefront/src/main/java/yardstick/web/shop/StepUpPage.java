package yardstick.web.shop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Messages;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.membership.Member;
import yardstick.membership.Members;
import yardstick.orders.CustomerId;
import yardstick.orders.Risk;
import yardstick.web.CurrentVisit;
import yardstick.web.Head;
import yardstick.web.Pages;
import yardstick.web.Visit;

/** The confirmation before an order, when risk asks for one: a code from an e-mail, or the account's password. */
@ApplicationScoped
public class StepUpPage {

    /** Everything that was typed on the checkout. */
    private static final List<String> CARRIED = Stream.concat(
                    Stream.of("key", "channel", "shipping", "gift", "gift_minor"), CheckoutPage.FIELDS.stream())
            .toList();

    @Inject
    Risk risk;

    @Inject
    Members members;

    @Inject
    Pages pages;

    @Inject
    Frames frames;

    @Inject
    CurrentVisit current;

    @Inject
    Messages messages;

    /**
     * @param fields of the checkout's form, carried on
     * @param error why the last try failed, or empty
     * @param mail where the code went
     */
    public record StepUpView(Frame frame, Map<String, String> fields, String error, String mail, boolean member) {}

    /** @param address of the client's network */
    record Asked(String key, Map<String, String> values, String address, String gift) {}

    /** Assesses the checkout; placing looks at the verdict by itself. */
    void assess(Asked asked) {
        Visit visit = current.get();
        risk.assess(new Risk.Attempt(
                asked.key(),
                visit.unit(),
                asked.address(),
                asked.gift().isEmpty() ? null : "gift " + asked.gift(),
                asked.values(),
                visit.customer(),
                null,
                visit.language()));
    }

    /** Handles what was typed on the confirmation page; empty when the order may be placed now. */
    Optional<Response> answered(MultivaluedMap<String, String> form) {
        String key = text(form, "key");
        if (!text(form, "resend").isEmpty()) {
            Outcome<Risk.Assessment> sent = risk.resend(key, current.get().language());
            return Optional.of(page(form, refusal(sent)));
        }
        String code = text(form, "code");
        String password = text(form, "password");
        if (code.isEmpty() && password.isEmpty()) {
            return Optional.empty();
        }
        Outcome<Risk.Assessment> outcome = code.isEmpty() ? signedIn(key, password) : risk.confirm(key, code);
        Refusal reason = refusal(outcome);
        return reason == null ? Optional.empty() : Optional.of(page(form, reason));
    }

    private Outcome<Risk.Assessment> signedIn(String key, String password) {
        CustomerId customer = current.get().customer();
        String email = customer == null
                ? ""
                : members.byId(customer).map(Member::email).orElse("");
        return switch (members.signIn(email, password)) {
            case Outcome.Done<Member>(Member member) -> risk.confirmSignedIn(key, member.customer());
            case Outcome.Refused<Member>(Refusal reason) -> Outcome.refused(reason);
        };
    }

    private static @Nullable Refusal refusal(Outcome<?> outcome) {
        return outcome instanceof Outcome.Refused<?>(Refusal reason) ? reason : null;
    }

    Response page(MultivaluedMap<String, String> form, @Nullable Refusal reason) {
        Map<String, String> fields = new LinkedHashMap<>();
        CARRIED.forEach(name -> fields.put(name, text(form, name)));
        Visit visit = current.get();
        StepUpView view = new StepUpView(
                frames.frame(),
                fields,
                reason == null ? "" : messages.text(visit.language(), reason),
                fields.getOrDefault("email", ""),
                visit.customer() != null);
        return pages.page(
                reason == null ? 200 : 422,
                "shop/step-up.jte",
                pages.view(Head.of(pages.text("shop.step_up.title"))),
                view);
    }

    static boolean wanted(List<Refusal> reasons) {
        return reasons.stream().anyMatch(reason -> reason.code().equals("orders.risk_step_up"));
    }

    private static String text(MultivaluedMap<String, String> form, String name) {
        String value = form.getFirst(name);
        return value == null ? "" : value.strip();
    }
}

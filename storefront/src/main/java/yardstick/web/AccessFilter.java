package yardstick.web;

import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerRequestFilter;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.ext.Provider;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;

/** Lets a request through to its resource method when {@link Access} opens it to the caller. Closed by default. */
@Provider
@ApplicationScoped
@Priority(Priorities.AUTHORIZATION)
public class AccessFilter implements ContainerRequestFilter {

    @Context
    ResourceInfo resource;

    @Inject
    CurrentVisit current;

    @Inject
    Settings settings;

    @Inject
    FormToken formToken;

    @Inject
    ErrorPages errors;

    @Override
    public void filter(ContainerRequestContext request) {
        Method method = resource.getResourceMethod();
        Access access = method == null ? null : method.getAnnotation(Access.class);
        Visit visit = current.get();
        Caller caller = new Caller(() -> visit.customer() != null, visit::staff, bearer(request));
        Decision decision = decide(access == null ? List.of() : List.of(access.value()), caller, settings);
        switch (decision) {
            case DENY -> request.abortWith(errors.forbidden());
            case IDENTIFY -> request.abortWith(errors.unauthorised(caller.bearer() != null));
            case SIGN_IN ->
                request.abortWith(signIn(visit, caller, "/" + visit.language().code() + "/sign-in"));
            case STAFF_SIGN_IN -> request.abortWith(signIn(visit, caller, "/admin/sign-in"));
            case ALLOW_FORM -> {
                if (!visit.incoming().reads() && !formToken.accepts(request, visit)) {
                    request.abortWith(errors.staleForm());
                }
            }
            case ALLOW -> {
                // The method may run.
            }
        }
    }

    private Response signIn(Visit visit, Caller caller, String page) {
        if (visit.incoming().api()) {
            return errors.unauthorised(caller.bearer() != null);
        }
        String next =
                visit.incoming().reads() ? "?next=" + encode(visit.incoming().pathAndQuery()) : "";
        return Response.seeOther(URI.create(page + next)).build();
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private static @Nullable String bearer(ContainerRequestContext request) {
        String header = request.getHeaderString("Authorization");
        return header != null && header.startsWith("Bearer ")
                ? header.substring(7).strip()
                : null;
    }

    /**
     * Who asks; sessions are looked up only where they matter.
     *
     * @param member whether a customer is signed in
     * @param bearer token of an Authorization header, or null
     */
    record Caller(
            BooleanSupplier member,
            Supplier<@Nullable Staff> staff,
            @Nullable String bearer) {}

    /**
     * {@code ALLOW_FORM} still asks for a form token when the request changes something; {@code IDENTIFY} is for programs
     * that bring no valid token, {@code DENY} for callers who are known and may not.
     */
    enum Decision {
        ALLOW,
        ALLOW_FORM,
        SIGN_IN,
        STAFF_SIGN_IN,
        IDENTIFY,
        DENY
    }

    static Decision decide(List<Role> roles, Caller caller, Settings settings) {
        Decision best = Decision.DENY;
        for (Role role : roles) {
            Decision decision = decide(role, caller, settings);
            if (decision == Decision.ALLOW || decision == Decision.ALLOW_FORM) {
                return decision;
            }
            best = decision == Decision.DENY ? best : decision;
        }
        return best;
    }

    private static Decision decide(Role role, Caller caller, Settings settings) {
        return switch (role) {
            case PUBLIC -> Decision.ALLOW;
            case SHOPPER -> Decision.ALLOW_FORM;
            case MEMBER ->
                caller.member().getAsBoolean() ? Decision.ALLOW_FORM : unknown(caller, settings, Decision.SIGN_IN);
            case TOKEN -> token(caller, settings);
            default -> staff(role, caller, settings);
        };
    }

    private static Decision token(Caller caller, Settings settings) {
        if (holdsToken(caller.bearer(), settings)) {
            return Decision.ALLOW;
        }
        return caller.staff().get() == null ? Decision.IDENTIFY : Decision.DENY;
    }

    /** Whoever holds the token is known, only not as a person. */
    private static Decision unknown(Caller caller, Settings settings, Decision way) {
        return holdsToken(caller.bearer(), settings) ? Decision.DENY : way;
    }

    private static boolean holdsToken(@Nullable String bearer, Settings settings) {
        String token = settings.text(Setting.ADMIN_TOKEN);
        return bearer != null && !token.isEmpty() && Seal.same(token, bearer);
    }

    private static Decision staff(Role role, Caller caller, Settings settings) {
        Staff staff = caller.staff().get();
        if (staff == null) {
            return unknown(caller, settings, Decision.STAFF_SIGN_IN);
        }
        return staff.role() == role || staff.role() == Role.OWNER ? Decision.ALLOW_FORM : Decision.DENY;
    }
}

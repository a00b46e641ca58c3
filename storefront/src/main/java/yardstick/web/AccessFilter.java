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
        Decision decision = decide(
                access == null ? List.of() : List.of(access.value()), new Caller(visit, bearer(request)), settings);
        switch (decision) {
            case DENY -> request.abortWith(errors.forbidden());
            case SIGN_IN ->
                request.abortWith(signIn(visit, "/" + visit.language().code() + "/sign-in"));
            case STAFF_SIGN_IN -> request.abortWith(signIn(visit, "/admin/sign-in"));
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

    private Response signIn(Visit visit, String page) {
        if (visit.incoming().api()) {
            return errors.unauthorised();
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

    /** @param bearer token of an Authorization header, or null */
    record Caller(Visit visit, @Nullable String bearer) {}

    /** {@code ALLOW_FORM} still asks for a form token when the request changes something. */
    enum Decision {
        ALLOW,
        ALLOW_FORM,
        SIGN_IN,
        STAFF_SIGN_IN,
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
            case MEMBER -> caller.visit().customer() == null ? Decision.SIGN_IN : Decision.ALLOW_FORM;
            case TOKEN -> holdsToken(caller.bearer(), settings) ? Decision.ALLOW : Decision.DENY;
            default -> staff(role, caller.visit().staff());
        };
    }

    private static boolean holdsToken(@Nullable String bearer, Settings settings) {
        String token = settings.text(Setting.ADMIN_TOKEN);
        return bearer != null && !token.isEmpty() && Seal.same(token, bearer);
    }

    private static Decision staff(Role role, @Nullable Staff staff) {
        if (staff == null) {
            return Decision.STAFF_SIGN_IN;
        }
        return staff.role() == role || staff.role() == Role.OWNER ? Decision.ALLOW_FORM : Decision.DENY;
    }
}

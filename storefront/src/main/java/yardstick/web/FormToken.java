package yardstick.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.core.MediaType;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Proof that a form was made by this shop for this browser: same site, and the token of the browser's cookie in the
 * field {@code _csrf}, in the query (for uploads, whose body is not read here) or in the header {@code X-Csrf-Token}.
 */
@ApplicationScoped
public class FormToken {

    public static final String FIELD = "_csrf";

    boolean accepts(ContainerRequestContext request, Visit visit) {
        Sent sent = new Sent(
                request::getHeaderString,
                request.getUriInfo().getQueryParameters().getFirst(FIELD),
                isForm(request.getMediaType()) ? () -> body(request) : () -> "");
        return accepts(sent, visit);
    }

    /**
     * What a browser sent.
     *
     * @param header value of a header, or null
     * @param query the token of the address, or null
     * @param form the body of a form, read only when it is needed; empty for any other body
     */
    record Sent(
            Function<String, @Nullable String> header,
            @Nullable String query,
            Supplier<String> form) {}

    static boolean accepts(Sent sent, Visit visit) {
        return sameSite(sent.header(), visit) && tokenMatches(sent, visit);
    }

    /** True unless the browser says that the request comes from elsewhere. */
    private static boolean sameSite(Function<String, @Nullable String> header, Visit visit) {
        String site = header.apply("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        String origin = header.apply("Origin");
        if (origin == null || origin.equals(visit.incoming().base())) {
            return true;
        }
        String host = header.apply("Host");
        return host != null && host.equals(authority(origin));
    }

    private static @Nullable String authority(String origin) {
        try {
            return URI.create(origin).getRawAuthority();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean tokenMatches(Sent sent, Visit visit) {
        String token = sent.header().apply("X-Csrf-Token");
        if (token == null) {
            token = sent.query();
        }
        if (token == null) {
            token = field(sent.form().get());
        }
        return token != null && Seal.same(visit.csrf(), token);
    }

    private static boolean isForm(@Nullable MediaType type) {
        return type != null && type.isCompatible(MediaType.APPLICATION_FORM_URLENCODED_TYPE);
    }

    /** Leaves the body readable for the resource method. */
    private static String body(ContainerRequestContext request) {
        try (InputStream stream = request.getEntityStream()) {
            byte[] body = stream.readNBytes(FormRequest.LARGEST + 1);
            request.setEntityStream(new ByteArrayInputStream(body));
            return form(body);
        } catch (IOException e) {
            throw new UncheckedIOException("the form did not arrive whole", e);
        }
    }

    /** Nothing of a body that is too large. */
    static String form(byte[] body) {
        return body.length > FormRequest.LARGEST ? "" : new String(body, StandardCharsets.ISO_8859_1);
    }

    /** The token is base64url, so nothing has to be decoded. */
    static @Nullable String field(String form) {
        String prefix = FIELD + '=';
        for (String pair : form.split("&")) {
            if (pair.startsWith(prefix)) {
                return pair.substring(prefix.length());
            }
        }
        return null;
    }
}

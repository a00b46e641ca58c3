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
import org.jspecify.annotations.Nullable;

/**
 * Proof that a form was made by this shop for this browser: same site, and the token of the browser's cookie in the
 * field {@code _csrf}, in the query (for uploads, whose body is not read here) or in the header {@code X-Csrf-Token}.
 */
@ApplicationScoped
public class FormToken {

    public static final String FIELD = "_csrf";

    boolean accepts(ContainerRequestContext request, Visit visit) {
        return sameSite(request, visit) && tokenMatches(request, visit);
    }

    /** True unless the browser says that the request comes from elsewhere. */
    boolean sameSite(ContainerRequestContext request, Visit visit) {
        String site = request.getHeaderString("Sec-Fetch-Site");
        if (site != null) {
            return site.equals("same-origin") || site.equals("none");
        }
        String origin = request.getHeaderString("Origin");
        if (origin == null || origin.equals(visit.incoming().base())) {
            return true;
        }
        String host = request.getHeaderString("Host");
        return host != null && host.equals(authority(origin));
    }

    private static @Nullable String authority(String origin) {
        try {
            return URI.create(origin).getRawAuthority();
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    private static boolean tokenMatches(ContainerRequestContext request, Visit visit) {
        String token = request.getHeaderString("X-Csrf-Token");
        if (token == null) {
            token = request.getUriInfo().getQueryParameters().getFirst(FIELD);
        }
        if (token == null && isForm(request.getMediaType())) {
            token = fromBody(request);
        }
        return token != null && Seal.same(visit.csrf(), token);
    }

    private static boolean isForm(@Nullable MediaType type) {
        return type != null && type.isCompatible(MediaType.APPLICATION_FORM_URLENCODED_TYPE);
    }

    private static @Nullable String fromBody(ContainerRequestContext request) {
        byte[] body;
        try (InputStream stream = request.getEntityStream()) {
            body = stream.readNBytes(FormRequest.LARGEST + 1);
        } catch (IOException e) {
            throw new UncheckedIOException("the form did not arrive whole", e);
        }
        if (body.length > FormRequest.LARGEST) {
            return null;
        }
        request.setEntityStream(new ByteArrayInputStream(body));
        return field(new String(body, StandardCharsets.ISO_8859_1));
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

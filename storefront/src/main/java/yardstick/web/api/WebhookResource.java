package yardstick.web.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import yardstick.orders.Payments;
import yardstick.web.Access;
import yardstick.web.Role;

/** Calls of payment gateways; each proves itself by its signature. */
@ApplicationScoped
@Path("/api/webhooks")
public class WebhookResource {

    private static final int LARGEST_BODY = 256 * 1024;

    @Inject
    Payments payments;

    @POST
    @Path("payment/{channel}")
    @Consumes(MediaType.WILDCARD)
    @Access(Role.PUBLIC)
    @Operation(hidden = true)
    public Response payment(@PathParam("channel") String channel, @Context HttpHeaders headers, byte[] body) {
        if (body.length > LARGEST_BODY) {
            return Response.status(413).build();
        }
        Map<String, String> lower = new HashMap<>();
        headers.getRequestHeaders()
                .forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return Response.status(payments.webhook(channel, lower, body).status()).build();
    }
}

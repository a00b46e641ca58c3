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
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import yardstick.orders.Payments;
import yardstick.orders.Payments.WebhookAnswer;
import yardstick.orders.Shipments;
import yardstick.web.Access;
import yardstick.web.Role;

/** Calls of payment gateways and carriers; each proves itself by its signature. */
@ApplicationScoped
@Path("/api/webhooks")
public class WebhookResource {

    private static final int LARGEST_BODY = 256 * 1024;

    @Inject
    Payments payments;

    @Inject
    Shipments shipments;

    @POST
    @Path("payment/{channel}")
    @Consumes(MediaType.WILDCARD)
    @Access(Role.PUBLIC)
    @Operation(hidden = true)
    public Response payment(@PathParam("channel") String channel, @Context HttpHeaders headers, byte[] body) {
        return answer(headers, body, lower -> payments.webhook(channel, lower, body));
    }

    @POST
    @Path("carrier/{carrier}")
    @Consumes(MediaType.WILDCARD)
    @Access(Role.PUBLIC)
    @Operation(hidden = true)
    public Response carrier(@PathParam("carrier") String carrier, @Context HttpHeaders headers, byte[] body) {
        return answer(headers, body, lower -> shipments.webhook(carrier, lower, body));
    }

    private static Response answer(
            HttpHeaders headers, byte[] body, Function<Map<String, String>, WebhookAnswer> webhook) {
        if (body.length > LARGEST_BODY) {
            return Response.status(413).build();
        }
        Map<String, String> lower = new HashMap<>();
        headers.getRequestHeaders()
                .forEach((name, values) -> lower.put(name.toLowerCase(Locale.ROOT), values.getFirst()));
        return Response.status(webhook.apply(lower).status()).build();
    }
}

package yardstick.web.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import yardstick.orders.Orders;
import yardstick.web.Access;
import yardstick.web.Role;

/** Placed orders, by the token that is the right to see them. */
@ApplicationScoped
@Path("/api/v1/orders")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Orders")
public class OrderResource {

    @Inject
    Orders orders;

    @Inject
    ApiContext context;

    @GET
    @Path("{token}")
    @Access(Role.PUBLIC)
    @Operation(summary = "An order; its token is the right to see it")
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = OrderJson.OrderBody.class)))
    public Response order(@PathParam("token") String token) {
        return orders.byToken(token)
                .map(order -> Response.ok(OrderJson.order(order)).build())
                .orElseGet(context::notFound);
    }
}

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
import yardstick.orders.Deliveries;
import yardstick.orders.Order;
import yardstick.orders.Orders;
import yardstick.orders.Pickups;
import yardstick.orders.Shipment;
import yardstick.orders.Shipments;
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
    Deliveries deliveries;

    @Inject
    Shipments shipments;

    @Inject
    Pickups pickups;

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

    @GET
    @Path("{token}/way")
    @Access(Role.PUBLIC)
    @Operation(summary = "Where the parcels of an order are, or when it is picked up with which code")
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = ParcelJson.WayBody.class)))
    public Response way(@PathParam("token") String token) {
        return orders.byToken(token)
                .map(order -> Response.ok(way(order)).build())
                .orElseGet(context::notFound);
    }

    private ParcelJson.WayBody way(Order order) {
        return new ParcelJson.WayBody(
                ParcelJson.promise(deliveries.promised(order.id()).orElse(null)),
                shipments.ofOrder(order.id()).stream()
                        .filter(parcel -> parcel.state() == Shipment.State.HANDED_OVER)
                        .map(ParcelJson::parcel)
                        .toList(),
                pickups.ofOrder(order.id())
                        .map(booking -> ParcelJson.pickup(
                                booking, pickups.code(order.id()).orElse("")))
                        .orElse(null));
    }
}

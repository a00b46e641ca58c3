package yardstick.web.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import yardstick.catalog.Catalog;
import yardstick.catalog.ProductPage;
import yardstick.catalog.Reviews;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.orders.Deliveries;
import yardstick.orders.Order;
import yardstick.orders.Orders;
import yardstick.orders.Pickups;
import yardstick.orders.Shipment;
import yardstick.orders.Shipments;
import yardstick.web.Access;
import yardstick.web.Problem;
import yardstick.web.PurchaseProof;
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
    Catalog catalog;

    @Inject
    Reviews reviews;

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

    @POST
    @Path("{token}/reviews")
    @Consumes(MediaType.APPLICATION_JSON)
    @Access(Role.PUBLIC)
    @Operation(
            summary = "Review a product of an order",
            description = "product is the slug. The order shows the purchase: with it the review is published at once, "
                    + "unless it has a link or contact data; without it, somebody reads it first.")
    @RequestBody(content = @Content(schema = @Schema(implementation = ReviewJson.ReviewInput.class)))
    @APIResponse(
            responseCode = "201",
            description = "PUBLISHED or WAITING",
            content = @Content(schema = @Schema(implementation = ReviewJson.ReviewPosted.class)))
    @APIResponse(responseCode = "404", description = "Unknown", content = @Content(mediaType = Problem.TYPE))
    @APIResponse(
            responseCode = "409",
            description = "Refused; the reason is in the body",
            content = @Content(mediaType = Problem.TYPE))
    public Response review(@PathParam("token") String token, byte[] body) {
        JsonObject input = ApiContext.object(body);
        if (input == null) {
            return context.refused(400, "api.invalid_body");
        }
        Order order = orders.byToken(token).orElse(null);
        ProductPage product = catalog.product(context.language(), Input.text(input, "product"))
                .orElse(null);
        if (order == null || product == null) {
            return context.notFound();
        }
        Reviews.Writer writer = new Reviews.Writer(
                order.customer() == null ? null : order.customer().value(),
                order.id().value(),
                Input.text(input, "name"),
                context.language(),
                PurchaseProof.of(order, reviews.skus(product.id())));
        Reviews.Draft draft = new Reviews.Draft(
                product.id(),
                Math.clamp(Input.whole(input, "stars"), -1, 9),
                Input.text(input, "title"),
                Input.text(input, "text"),
                input.getBoolean("rewarded", false));
        return switch (reviews.write(draft, writer)) {
            case Outcome.Done<Reviews.State>(Reviews.State state) ->
                Response.status(201)
                        .entity(new ReviewJson.ReviewPosted(state.name()))
                        .build();
            case Outcome.Refused<Reviews.State>(Refusal refusal) -> context.refused(409, refusal);
        };
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

package yardstick.web.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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
import yardstick.catalog.SkuId;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.orders.Cart;
import yardstick.orders.CartId;
import yardstick.orders.Carts;
import yardstick.orders.Pickups;
import yardstick.web.Access;
import yardstick.web.Role;

/** Carts; who holds the id holds the cart. */
@ApplicationScoped
@Path("/api/v1/carts")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
@Tag(name = "Carts")
public class CartResource {

    private static final int MOST_SLOTS = 400;

    @Inject
    Carts carts;

    @Inject
    Pickups pickups;

    @Inject
    ApiContext context;

    record LineInput(long sku, int quantity) {}

    record QuantityInput(int quantity) {}

    record CouponInput(String code) {}

    @POST
    @Consumes(MediaType.WILDCARD)
    @Access(Role.PUBLIC)
    @Operation(summary = "Create an empty cart")
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = OrderJson.CartBody.class)))
    public Response create() {
        Cart cart = carts.open(context.shopper());
        return Response.status(201)
                .header(
                        "Location",
                        context.base() + "/api/v1/carts/" + cart.id().value())
                .entity(json(cart))
                .build();
    }

    @GET
    @Path("{cart}")
    @Access(Role.PUBLIC)
    @Operation(summary = "The cart with its prices as of now")
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = OrderJson.CartBody.class)))
    public Response get(@PathParam("cart") String cart) {
        return carts.find(new CartId(cart), context.shopper())
                .map(found -> Response.ok(json(found)).build())
                .orElseGet(context::notFound);
    }

    @POST
    @Path("{cart}/lines")
    @Access(Role.PUBLIC)
    @Operation(summary = "Add units of a SKU to what is there")
    @RequestBody(content = @Content(schema = @Schema(implementation = LineInput.class)))
    public Response add(@PathParam("cart") String cart, byte[] body) {
        JsonObject input = ApiContext.object(body);
        if (input == null || Input.whole(input, "sku") < 0 || Input.whole(input, "quantity") < 1) {
            return context.refused(400, "api.invalid_body");
        }
        SkuId sku = new SkuId(Input.whole(input, "sku"));
        int quantity = Input.quantity(input);
        return onCart(cart, id -> carts.add(id, sku, quantity, context.shopper()));
    }

    @PUT
    @Path("{cart}/lines/{sku: \\d{1,18}}")
    @Access(Role.PUBLIC)
    @Operation(summary = "Set the quantity of a line; 0 removes it")
    @RequestBody(content = @Content(schema = @Schema(implementation = QuantityInput.class)))
    public Response set(@PathParam("cart") String cart, @PathParam("sku") long sku, byte[] body) {
        JsonObject input = ApiContext.object(body);
        if (input == null || Input.whole(input, "quantity") < 0) {
            return context.refused(400, "api.invalid_body");
        }
        int quantity = Input.quantity(input);
        return onCart(cart, id -> carts.setQuantity(id, new SkuId(sku), quantity, context.shopper()));
    }

    @DELETE
    @Path("{cart}/lines/{sku: \\d{1,18}}")
    @Access(Role.PUBLIC)
    @Operation(summary = "Remove a line")
    public Response remove(@PathParam("cart") String cart, @PathParam("sku") long sku) {
        return onCart(cart, id -> carts.setQuantity(id, new SkuId(sku), 0, context.shopper()));
    }

    @PUT
    @Path("{cart}/coupon")
    @Access(Role.PUBLIC)
    @Operation(summary = "Enter a coupon code")
    @RequestBody(content = @Content(schema = @Schema(implementation = CouponInput.class)))
    public Response coupon(@PathParam("cart") String cart, byte[] body) {
        JsonObject input = ApiContext.object(body);
        if (input == null || Input.text(input, "code").isBlank()) {
            return context.refused(400, "api.invalid_body");
        }
        return onCart(cart, id -> carts.enterCoupon(id, Input.text(input, "code"), context.shopper()));
    }

    @DELETE
    @Path("{cart}/coupon")
    @Access(Role.PUBLIC)
    @Operation(summary = "Take the coupon off")
    public Response removeCoupon(@PathParam("cart") String cart) {
        return onCart(cart, id -> carts.removeCoupon(id, context.shopper()));
    }

    record PickupInput(long slot) {}

    @GET
    @Path("{cart}/pickup-slots")
    @Access(Role.PUBLIC)
    @Operation(summary = "Pick-up times that still take orders, the earliest first")
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = ParcelJson.SlotsBody.class)))
    public Response pickupSlots(@PathParam("cart") String cart) {
        return Response.ok(new ParcelJson.SlotsBody(
                        pickups.open(MOST_SLOTS).stream().map(ParcelJson::slot).toList()))
                .build();
    }

    @PUT
    @Path("{cart}/pickup")
    @Access(Role.PUBLIC)
    @Operation(summary = "Pick the order up then; the place is taken when the order is placed")
    @RequestBody(content = @Content(schema = @Schema(implementation = PickupInput.class)))
    public Response pickup(@PathParam("cart") String cart, byte[] body) {
        JsonObject input = ApiContext.object(body);
        if (input == null || Input.whole(input, "slot") <= 0) {
            return context.refused(400, "api.invalid_body");
        }
        return context.answer(pickups.choose(new CartId(cart), Input.whole(input, "slot")), ParcelJson::slot);
    }

    @DELETE
    @Path("{cart}/pickup")
    @Access(Role.PUBLIC)
    @Operation(summary = "Deliver the order after all")
    public Response deliver(@PathParam("cart") String cart) {
        pickups.forget(new CartId(cart));
        return Response.noContent().build();
    }

    private Response onCart(String cart, java.util.function.Function<CartId, Outcome<Cart>> command) {
        Outcome<Cart> outcome = command.apply(new CartId(cart));
        boolean gone = outcome instanceof Outcome.Refused<Cart>(Refusal refusal)
                && refusal.code().equals("orders.cart_gone");
        return gone ? context.notFound() : context.answer(outcome, this::json);
    }

    private Record json(Cart cart) {
        return context.orders().cart(cart);
    }
}

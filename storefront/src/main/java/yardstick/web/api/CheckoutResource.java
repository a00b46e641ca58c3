package yardstick.web.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.kernel.Settings;
import yardstick.orders.CartId;
import yardstick.orders.Checkout;
import yardstick.orders.Risk;
import yardstick.web.Access;
import yardstick.web.ClientAddress;
import yardstick.web.Problem;
import yardstick.web.Role;

/** From a cart to an order: a quote freezes the price, placing charges exactly that or asks again. */
@ApplicationScoped
@Path("/api/v1/carts")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Checkout")
public class CheckoutResource {

    @Inject
    Checkout checkout;

    @Inject
    Risk risk;

    @Inject
    Settings settings;

    @Inject
    ApiContext context;

    /** @param giftCard a code; {@code giftMinor} is what it is expected to pay */
    record OrderInput(
            String key,
            String channel,
            Map<String, String> address,
            String returnUrl,
            String shipping,
            @Nullable String giftCard,
            @Nullable Long giftMinor) {}

    @POST
    @Path("{cart}/quote")
    @Access(Role.PUBLIC)
    @Operation(summary = "Freeze a quote; its key makes placing idempotent; query: country, shipping, currency")
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = OrderJson.QuoteBody.class)))
    public Response quote(
            @PathParam("cart") String cart,
            @QueryParam("country") @DefaultValue("") String country,
            @QueryParam("shipping") @DefaultValue("") String shipping) {
        return checkout.begin(new CartId(cart), context.shopper(), new Checkout.Wish(country, shipping))
                .map(quote -> Response.ok(context.orders().quote(quote)).build())
                .orElseGet(context::notFound);
    }

    private Checkout.@Nullable Gift gift(JsonObject input) {
        String code = Input.text(input, "gift_card");
        boolean number = input.get("gift_minor") instanceof JsonNumber;
        long minor = number ? input.getJsonNumber("gift_minor").longValue() : 0;
        return code.isEmpty() ? null : new Checkout.Gift(code, minor);
    }

    @POST
    @Path("{cart}/orders")
    @Consumes(MediaType.APPLICATION_JSON)
    @Access(Role.PUBLIC)
    @Operation(
            summary = "Place the order",
            description = "201 with the order token and where to send the browser for payment; 409 with the new quote "
                    + "when the price is not the one quoted; 409 with reasons when stock or coupon are gone; 422 by field, and when the key was used "
                    + "for something else; the same key with the same body gives the first answer again.")
    @RequestBody(content = @Content(schema = @Schema(implementation = OrderInput.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = OrderJson.PlacedBody.class)))
    @APIResponse(
            responseCode = "409",
            description = "Refused; the reasons are in the body",
            content = @Content(mediaType = Problem.TYPE))
    public Response place(@PathParam("cart") String cart, byte[] body, @Context HttpServletRequest request) {
        JsonObject input = ApiContext.object(body);
        if (input == null || Input.text(input, "key").isBlank()) {
            return context.refused(400, "api.invalid_body");
        }
        String wished = Input.text(input, "return_url");
        if (!wished.isEmpty() && !wished.startsWith("https://") && !wished.startsWith("http://")) {
            return context.refused(400, "api.invalid_return_url");
        }
        String returnUrl =
                wished.isEmpty() ? context.base() + "/" + context.language().code() + "/order/{token}" : wished;
        Checkout.Command command = new Checkout.Command(
                Input.text(input, "key"),
                Input.text(input, "channel"),
                Input.texts(input, "address"),
                returnUrl,
                Input.text(input, "shipping"),
                gift(input));
        assess(command, ClientAddress.of(request, settings));
        return switch (checkout.place(new CartId(cart), command, context.shopper())) {
            case Checkout.Placed.Accepted(String token, String url) ->
                Response.status(201)
                        .header("Location", context.base() + "/api/v1/orders/" + token)
                        .entity(new OrderJson.PlacedBody(token, url))
                        .build();
            case Checkout.Placed.KeyReused _ -> context.refused(422, "orders.key_reused");
            case Checkout.Placed.PriceChanged(Checkout.Quote quote) ->
                Response.status(409)
                        .type(Problem.TYPE)
                        .entity(context.orders().priceChanged(quote))
                        .build();
            case Checkout.Placed.Refused(var reasons) -> context.refused("api.not_placed", reasons);
            case Checkout.Placed.Invalid(var fields) -> context.invalid(fields);
        };
    }

    /** An API client is no browser: what it shares with others is its network, address, e-mail and gift card. */
    private void assess(Checkout.Command command, String network) {
        Checkout.Gift gift = command.gift();
        risk.assess(new Risk.Attempt(
                command.key(),
                "",
                network,
                gift == null ? null : "gift " + gift.code(),
                command.address(),
                context.shopper().customer(),
                null,
                context.language()));
    }

    @POST
    @Path("{cart}/confirmation")
    @Consumes(MediaType.APPLICATION_JSON)
    @Access(Role.PUBLIC)
    @Operation(
            summary = "Confirm a checkout that was refused with orders.risk_step_up",
            description =
                    "Body: key of the quote and the code from the e-mail. 204, then place again; 409 with the reason.")
    @APIResponse(responseCode = "204", description = "Confirmed")
    public Response confirm(@PathParam("cart") String cart, byte[] body) {
        JsonObject input = ApiContext.object(body);
        if (input == null || Input.text(input, "key").isBlank()) {
            return context.refused(400, "api.invalid_body");
        }
        return switch (risk.confirm(Input.text(input, "key"), Input.text(input, "code"))) {
            case Outcome.Done<Risk.Assessment> _ -> Response.noContent().build();
            case Outcome.Refused<Risk.Assessment>(Refusal reason) -> context.refused("api.not_placed", List.of(reason));
        };
    }
}

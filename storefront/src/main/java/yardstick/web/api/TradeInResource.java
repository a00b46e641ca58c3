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
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.orders.TradeIns;
import yardstick.orders.TradeIns.TradeIn;
import yardstick.web.Access;
import yardstick.web.Problem;
import yardstick.web.Role;

/** Old for new: offering a used thing, and what became of it, by the code. */
@ApplicationScoped
@Path("/api/v1/trade-ins")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "After the sale")
public class TradeInResource {

    @Inject
    TradeIns tradeIns;

    @Inject
    ApiContext context;

    record OfferInput(String category, String grade, String description, String email) {}

    @GET
    @Access(Role.PUBLIC)
    @Operation(summary = "What used things are worth")
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = CaseJson.Rates.class)))
    public Response rates() {
        return Response.ok(CaseJson.rates(tradeIns.rates())).build();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Access(Role.PUBLIC)
    @Operation(summary = "Offer a thing; the code of the credit goes into the coupon of a cart")
    @RequestBody(content = @Content(schema = @Schema(implementation = OfferInput.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = CaseJson.TradeInBody.class)))
    @APIResponse(
            responseCode = "409",
            description = "Refused; the reason is in the body",
            content = @Content(mediaType = Problem.TYPE))
    public Response offer(byte[] body) {
        JsonObject input = ApiContext.object(body);
        if (input == null) {
            return context.refused(400, "api.invalid_body");
        }
        TradeIns.Offer offer = new TradeIns.Offer(
                Input.text(input, "category"),
                Input.text(input, "grade"),
                Input.text(input, "description"),
                Input.text(input, "email").strip(),
                context.language());
        return switch (tradeIns.offer(offer)) {
            case Outcome.Done<TradeIn>(TradeIn made) ->
                Response.status(201).entity(CaseJson.tradeIn(made)).build();
            case Outcome.Refused<TradeIn>(Refusal reason) -> context.refused(409, reason);
        };
    }

    @GET
    @Path("{code:TI-[A-Z2-9]{12}}")
    @Access(Role.PUBLIC)
    @Operation(summary = "A trade-in; its code is the right to see it")
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = CaseJson.TradeInBody.class)))
    public Response one(@PathParam("code") String code) {
        return tradeIns.find(code)
                .map(found -> Response.ok(CaseJson.tradeIn(found)).build())
                .orElseGet(context::notFound);
    }
}

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
import yardstick.kernel.Money;
import yardstick.kernel.Settings;
import yardstick.orders.TradeIns;
import yardstick.web.Access;
import yardstick.web.CurrentVisit;
import yardstick.web.Role;
import yardstick.web.Staff;

/** The merchant's side of trade-ins. */
@ApplicationScoped
@Path("/api/admin/trade-ins")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration")
public class TradeInDeskResource {

    private static final int ROWS = 100;

    @Inject
    TradeIns tradeIns;

    @Inject
    Settings settings;

    @Inject
    CurrentVisit current;

    @Inject
    ApiContext context;

    record ValueInput(long valueMinor) {}

    @GET
    @Access({Role.TOKEN, Role.OWNER, Role.SUPPORT, Role.WAREHOUSE, Role.FINANCE})
    @Operation(summary = "Things that were promised and have not been inspected first, then the latest")
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = CaseJson.TradeInList.class)))
    public Response latest() {
        return Response.ok(new CaseJson.TradeInList(
                        tradeIns.latest(ROWS).stream().map(CaseJson::tradeIn).toList()))
                .build();
    }

    @POST
    @Path("{id:\\d{1,18}}/inspect")
    @Consumes(MediaType.APPLICATION_JSON)
    @Access({Role.TOKEN, Role.OWNER, Role.WAREHOUSE})
    @Operation(summary = "Say what the thing is worth: what was quoted, less, or nothing")
    @RequestBody(content = @Content(schema = @Schema(implementation = ValueInput.class)))
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = CaseJson.TradeInBody.class)))
    public Response inspect(@PathParam("id") long id, byte[] body) {
        JsonObject input = ApiContext.object(body);
        long minor = input == null ? -1 : Input.whole(input, "value_minor");
        Staff staff = current.get().staff();
        return minor < 0
                ? context.refused(400, "api.invalid_body")
                : context.answer(
                        tradeIns.inspect(
                                id, Money.of(minor, settings.currency()), staff == null ? "api" : staff.username()),
                        CaseJson::tradeIn);
    }
}

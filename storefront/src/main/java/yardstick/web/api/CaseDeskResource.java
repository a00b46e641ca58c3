package yardstick.web.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import yardstick.kernel.Outcome;
import yardstick.orders.AfterSale;
import yardstick.orders.AfterSales;
import yardstick.orders.AfterSales.Actor;
import yardstick.orders.AfterSales.Finding;
import yardstick.web.Access;
import yardstick.web.CurrentVisit;
import yardstick.web.Role;
import yardstick.web.Staff;

/** The merchant's side of returns: the same steps, open to the same roles, as the pages. */
@ApplicationScoped
@Path("/api/admin/after-sales")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration")
public class CaseDeskResource {

    private static final int MOST = 200;

    @Inject
    AfterSales afterSales;

    @Inject
    CurrentVisit current;

    @Inject
    ApiContext context;

    record FindingInput(int line, int restock, int writeOff) {}

    record FindingsInput(List<FindingInput> lines) {}

    record NoteInput(String note) {}

    private Actor actor() {
        Staff staff = current.get().staff();
        return new Actor(staff == null ? "api" : staff.username(), true);
    }

    private Response step(String number, LongFunction<Outcome<AfterSale>> work) {
        return afterSales
                .byNumber(number)
                .map(found -> context.answer(
                        work.apply(found.id()), done -> context.cases().one(done)))
                .orElseGet(context::notFound);
    }

    @GET
    @Access({Role.TOKEN, Role.OWNER, Role.SUPPORT, Role.WAREHOUSE, Role.FINANCE})
    @Operation(summary = "Cases that wait for somebody, oldest first; query: limit, at most 200")
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = CaseJson.CaseList.class)))
    public Response waiting(@QueryParam("limit") @DefaultValue("50") int limit) {
        return Response.ok(new CaseJson.CaseList(afterSales.waiting(Math.clamp(limit, 1, MOST)).stream()
                        .map(context.cases()::one)
                        .toList()))
                .build();
    }

    @GET
    @Path("{number}")
    @Access({Role.TOKEN, Role.OWNER, Role.SUPPORT, Role.WAREHOUSE, Role.FINANCE})
    @Operation(summary = "A case")
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = CaseJson.CaseBody.class)))
    public Response one(@PathParam("number") String number) {
        return afterSales
                .byNumber(number)
                .map(found -> Response.ok(context.cases().one(found)).build())
                .orElseGet(context::notFound);
    }

    @GET
    @Path("{number}/preview")
    @Access({Role.TOKEN, Role.OWNER, Role.SUPPORT, Role.WAREHOUSE, Role.FINANCE})
    @Operation(summary = "What settling the case would give back now")
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = CaseJson.PreviewBody.class)))
    public Response preview(@PathParam("number") String number) {
        return afterSales
                .byNumber(number)
                .map(found -> context.answer(
                        afterSales.preview(found.id()), done -> context.cases().preview(done)))
                .orElseGet(context::notFound);
    }

    @POST
    @Path("{number}/approve")
    @Access({Role.TOKEN, Role.OWNER, Role.SUPPORT})
    @Operation(summary = "Let the goods be sent back")
    public Response approve(@PathParam("number") String number) {
        return step(number, id -> afterSales.approve(id, actor()));
    }

    @POST
    @Path("{number}/refuse")
    @Consumes(MediaType.APPLICATION_JSON)
    @Access({Role.TOKEN, Role.OWNER, Role.SUPPORT})
    @Operation(summary = "Refuse a case; the note is shown to the shopper")
    @RequestBody(content = @Content(schema = @Schema(implementation = NoteInput.class)))
    public Response refuse(@PathParam("number") String number, byte[] body) {
        JsonObject input = ApiContext.object(body);
        return input == null || Input.text(input, "note").isBlank()
                ? context.refused(400, "api.invalid_body")
                : step(number, id -> afterSales.refuse(id, Input.text(input, "note"), actor()));
    }

    @POST
    @Path("{number}/for-money")
    @Access({Role.TOKEN, Role.OWNER, Role.SUPPORT})
    @Operation(summary = "Turn an exchange into a return for money")
    public Response forMoney(@PathParam("number") String number) {
        return step(number, id -> afterSales.forMoney(id, actor()));
    }

    @POST
    @Path("{number}/receive")
    @Access({Role.TOKEN, Role.OWNER, Role.WAREHOUSE})
    @Operation(summary = "The goods are here")
    public Response receive(@PathParam("number") String number) {
        return step(number, id -> afterSales.receive(id, actor()));
    }

    @POST
    @Path("{number}/inspect")
    @Consumes(MediaType.APPLICATION_JSON)
    @Access({Role.TOKEN, Role.OWNER, Role.WAREHOUSE})
    @Operation(summary = "Say per line how many are put back and how many are written off; the rest is not taken")
    @RequestBody(content = @Content(schema = @Schema(implementation = FindingsInput.class)))
    public Response inspect(@PathParam("number") String number, byte[] body) {
        JsonObject input = ApiContext.object(body);
        if (input == null || !(input.get("lines") instanceof List<?> lines)) {
            return context.refused(400, "api.invalid_body");
        }
        List<Finding> findings = new ArrayList<>();
        for (Object each : lines) {
            if (each instanceof JsonObject line) {
                findings.add(new Finding(units(line, "line"), units(line, "restock"), units(line, "write_off")));
            }
        }
        return step(number, id -> afterSales.inspect(id, findings, actor()));
    }

    /** Absent is none; what is not a number of units is refused by the case. */
    private static int units(JsonObject line, String name) {
        return line.containsKey(name) ? (int) Math.clamp(Input.whole(line, name), -1, 100_000) : 0;
    }

    @POST
    @Path("{number}/settle")
    @Access({Role.TOKEN, Role.OWNER, Role.FINANCE})
    @Operation(summary = "Request the refund, or send the replacement on its way, as the preview says")
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = CaseJson.CaseBody.class)))
    public Response settle(@PathParam("number") String number) {
        return step(number, id -> afterSales.settle(id, actor()));
    }
}

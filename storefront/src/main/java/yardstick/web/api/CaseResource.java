package yardstick.web.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.SkuId;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.orders.AfterSale;
import yardstick.orders.AfterSale.Kind;
import yardstick.orders.AfterSales;
import yardstick.orders.AfterSales.Actor;
import yardstick.orders.AfterSales.Replacement;
import yardstick.orders.AfterSales.Request;
import yardstick.orders.AfterSales.Wanted;
import yardstick.orders.Invoices;
import yardstick.orders.Order;
import yardstick.orders.Orders;
import yardstick.web.Access;
import yardstick.web.Problem;
import yardstick.web.Role;

/** Cancelling, returning, exchanging and papers, for whoever holds the order's token. */
@ApplicationScoped
@Path("/api/v1/after-sales")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "After the sale")
public class CaseResource {

    @Inject
    Orders orders;

    @Inject
    AfterSales afterSales;

    @Inject
    Invoices invoices;

    @Inject
    ApiContext context;

    record LineInput(int line, int quantity, String reason) {}

    record ReplacementInput(long sku, int quantity) {}

    /** @param kind {@code cancel} or {@code return}; with a replacement a return is an exchange */
    record CaseInput(
            String kind,
            List<LineInput> lines,
            @Nullable ReplacementInput replacement,
            @Nullable String note,
            @Nullable String key) {}

    @GET
    @Path("{token}")
    @Access(Role.PUBLIC)
    @Operation(summary = "What can be cancelled or returned, for which reasons, and the cases so far")
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = CaseJson.CasesBody.class)))
    public Response cases(@PathParam("token") String token) {
        return orders.byToken(token)
                .map(order -> Response.ok(context.cases()
                                .cases(afterSales, afterSales.open(order.id()), afterSales.ofOrder(order.id())))
                        .build())
                .orElseGet(context::notFound);
    }

    @POST
    @Path("{token}/preview")
    @Consumes(MediaType.APPLICATION_JSON)
    @Access(Role.PUBLIC)
    @Operation(summary = "Every cent of what a request would give back, or cost; changes nothing")
    @RequestBody(content = @Content(schema = @Schema(implementation = CaseInput.class)))
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = CaseJson.PreviewBody.class)))
    @APIResponse(
            responseCode = "409",
            description = "Refused; the reason is in the body",
            content = @Content(mediaType = Problem.TYPE))
    public Response preview(@PathParam("token") String token, byte[] body) {
        return asked(
                token,
                body,
                (kind, request) -> context.answer(
                        afterSales.preview(kind, request),
                        preview -> context.cases().preview(preview)));
    }

    @POST
    @Path("{token}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Access(Role.PUBLIC)
    @Operation(
            summary = "Cancel units, or ask to return or exchange them",
            description = "201 with the case; with a key the same request again gives the same case.")
    @RequestBody(content = @Content(schema = @Schema(implementation = CaseInput.class)))
    @APIResponse(
            responseCode = "201",
            description = "Created",
            content = @Content(schema = @Schema(implementation = CaseJson.CaseBody.class)))
    @APIResponse(
            responseCode = "409",
            description = "Refused; the reason is in the body",
            content = @Content(mediaType = Problem.TYPE))
    public Response ask(@PathParam("token") String token, byte[] body) {
        return asked(token, body, (kind, request) -> {
            Outcome<AfterSale> made = kind == Kind.CANCEL ? afterSales.cancel(request) : afterSales.ask(request);
            return switch (made) {
                case Outcome.Done<AfterSale>(AfterSale it) ->
                    Response.status(201).entity(context.cases().one(it)).build();
                case Outcome.Refused<AfterSale>(Refusal reason) -> context.refused(409, reason);
            };
        });
    }

    private Response asked(String token, byte[] body, BiFunction<Kind, Request, Response> work) {
        Order order = orders.byToken(token).orElse(null);
        if (order == null) {
            return context.notFound();
        }
        JsonObject input = ApiContext.object(body);
        String kind = input == null ? "" : Input.text(input, "kind");
        if (input == null || !kind.equals("cancel") && !kind.equals("return")) {
            return context.refused(400, "api.invalid_body");
        }
        Kind asks = kind.equals("cancel") ? Kind.CANCEL : Kind.RETURN;
        return work.apply(asks, request(order, asks, input));
    }

    private static Request request(Order order, Kind kind, JsonObject input) {
        List<Wanted> wanted = new ArrayList<>();
        if (input.get("lines") instanceof List<?> lines) {
            for (Object each : lines) {
                if (each instanceof JsonValue value && value instanceof JsonObject line) {
                    wanted.add(new Wanted(
                            (int) Math.clamp(Input.whole(line, "line"), -1, 100_000),
                            Input.quantity(line),
                            Input.text(line, "reason")));
                }
            }
        }
        Replacement replacement = kind == Kind.RETURN && input.get("replacement") instanceof JsonObject other
                ? new Replacement(new SkuId(Input.whole(other, "sku")), Input.quantity(other))
                : null;
        String key = Input.text(input, "key");
        return new Request(
                order.id(),
                wanted,
                replacement,
                Input.text(input, "note"),
                Actor.SHOPPER,
                key.isEmpty() || key.length() > 100 ? null : key);
    }

    @POST
    @Path("{token}/{number}/withdraw")
    @Access(Role.PUBLIC)
    @Operation(summary = "Withdraw a request before its goods were received")
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = CaseJson.CaseBody.class)))
    public Response withdraw(@PathParam("token") String token, @PathParam("number") String number) {
        Optional<AfterSale> mine = orders.byToken(token)
                .flatMap(order -> afterSales.ofOrder(order.id()).stream()
                        .filter(each -> each.number().equals(number))
                        .findFirst());
        return mine.map(it -> context.answer(
                        afterSales.withdraw(it.id(), Actor.SHOPPER),
                        done -> context.cases().one(done)))
                .orElseGet(context::notFound);
    }

    @GET
    @Path("{token}/papers")
    @Access(Role.PUBLIC)
    @Operation(summary = "Invoice and credit notes of an order")
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = CaseJson.Papers.class)))
    public Response papers(@PathParam("token") String token) {
        return orders.byToken(token)
                .map(order ->
                        Response.ok(CaseJson.papers(invoices.of(order.id()))).build())
                .orElseGet(context::notFound);
    }

    @GET
    @Path("{token}/papers/{number:[A-Z]{2,3}-\\d{4}-\\d{6}}")
    @Produces({"application/pdf", MediaType.APPLICATION_JSON})
    @Access(Role.PUBLIC)
    @Operation(summary = "One of them as PDF, in the language of the request")
    @APIResponse(responseCode = "200", description = "Done", content = @Content(mediaType = "application/pdf"))
    public Response paper(@PathParam("token") String token, @PathParam("number") String number) {
        return orders.byToken(token)
                .flatMap(order -> invoices.pdf(order.id(), number, context.language()))
                .map(pdf -> Response.ok(pdf, "application/pdf")
                        .header("Cache-Control", "private, no-store")
                        .build())
                .orElseGet(context::notFound);
    }
}

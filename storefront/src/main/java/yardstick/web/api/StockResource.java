package yardstick.web.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonNumber;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.Catalog;
import yardstick.catalog.SkuId;
import yardstick.kernel.Outcome;
import yardstick.orders.Stock;
import yardstick.orders.Warehousing;
import yardstick.orders.Warehousing.Entry;
import yardstick.orders.Warehousing.Sheet;
import yardstick.web.Access;
import yardstick.web.Role;

/** Stock for the systems of a warehouse. */
@ApplicationScoped
@Path("/api/admin/stock")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration")
public class StockResource {

    private static final int MOVEMENTS = 100;

    @Inject
    Stock stock;

    @Inject
    Warehousing warehousing;

    @Inject
    Catalog catalog;

    @Inject
    ApiContext context;

    record LevelBody(String warehouse, int onHand, int reserved, int outgoing, int safety, int available) {}

    record MovementBody(
            long id,
            String at,
            String warehouse,
            String kind,
            int onHand,
            int reserved,
            int outgoing,
            @Nullable String order,
            String actor,
            String reason) {}

    record SheetBody(long sku, int available, int waiting, List<LevelBody> levels, List<MovementBody> movements) {

        static SheetBody of(Sheet sheet) {
            return new SheetBody(
                    sheet.sku().value(),
                    sheet.available(),
                    sheet.waiting(),
                    sheet.levels().stream()
                            .map(level -> new LevelBody(
                                    level.warehouse().code(),
                                    level.onHand(),
                                    level.reserved(),
                                    level.outgoing(),
                                    level.safety(),
                                    level.available()))
                            .toList(),
                    sheet.movements().stream()
                            .map(move -> new MovementBody(
                                    move.id(),
                                    move.at().toString(),
                                    move.warehouse(),
                                    move.kind(),
                                    move.onHand(),
                                    move.reserved(),
                                    move.outgoing(),
                                    move.orderNumber(),
                                    move.actor(),
                                    move.reason()))
                            .toList());
        }
    }

    record MovementInput(
            String kind, String warehouse, @Nullable String to, int quantity, String reason) {}

    @GET
    @Path("{code}")
    @Access(Role.TOKEN)
    @Operation(summary = "Levels and latest movements of a stock code")
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = SheetBody.class)))
    public Response sheet(@PathParam("code") String code) {
        SkuId sku = catalog.skusByCode(List.of(code)).get(code);
        return sku == null
                ? context.notFound()
                : Response.ok(SheetBody.of(warehousing.sheet(sku, MOVEMENTS))).build();
    }

    @POST
    @Path("{code}/movements")
    @Consumes(MediaType.APPLICATION_JSON)
    @Access(Role.TOKEN)
    @Operation(summary = "Move stock; kind is receive, adjust, count, safety or transfer (with to)")
    @RequestBody(content = @Content(schema = @Schema(implementation = MovementInput.class)))
    public Response move(@PathParam("code") String code, byte[] body) {
        JsonObject input = ApiContext.object(body);
        SkuId sku = catalog.skusByCode(List.of(code)).get(code);
        if (sku == null) {
            return context.notFound();
        }
        if (input == null || !(input.get("quantity") instanceof JsonNumber number) || !number.isIntegral()) {
            return context.refused(400, "api.invalid_body");
        }
        int quantity = (int) Math.clamp(number.longValue(), -20_000_000, 20_000_000);
        Entry entry = new Entry(sku, Input.text(input, "warehouse"), quantity, Input.text(input, "reason"), "api");
        return switch (Input.text(input, "kind")) {
            case "receive" -> answer(warehousing.receive(entry));
            case "adjust" -> answer(warehousing.adjust(entry));
            case "count" -> answer(warehousing.count(entry));
            case "safety" -> answer(warehousing.keepSafe(entry));
            case "transfer" -> answer(warehousing.transfer(entry, Input.text(input, "to")));
            default -> context.refused(400, "api.invalid_body");
        };
    }

    private Response answer(Outcome<Sheet> outcome) {
        return context.answer(outcome, SheetBody::of);
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Access(Role.TOKEN)
    @Operation(
            summary = "Set units on hand",
            description =
                    "Body: {\"reason\": text, \"on_hand\": {stock code: units}}. Nothing is set when a code is unknown.")
    public Response stock(byte[] body) {
        JsonObject input = ApiContext.object(body);
        Map<String, Integer> byCode = input == null ? Map.of() : counts(input);
        if (input == null || byCode.isEmpty() || Input.text(input, "reason").isBlank()) {
            return context.refused(400, "api.invalid_body");
        }
        Map<String, SkuId> skus = catalog.skusByCode(byCode.keySet());
        if (skus.size() < byCode.size()) {
            return context.refused(409, "api.unknown_code");
        }
        Map<SkuId, Integer> onHand = new HashMap<>();
        byCode.forEach((code, units) -> {
            SkuId sku = skus.get(code);
            if (sku != null) {
                onHand.put(sku, units);
            }
        });
        stock.count(onHand, Input.text(input, "reason"));
        return Response.ok(new AdminJson.Counted(onHand.size())).build();
    }

    /** Empty when any count is not a whole number from 0 on. */
    private static Map<String, Integer> counts(JsonObject input) {
        Map<String, Integer> counts = new HashMap<>();
        if (input.get("on_hand") instanceof JsonObject object) {
            for (Map.Entry<String, JsonValue> entry : object.entrySet()) {
                boolean whole = entry.getValue() instanceof JsonNumber number
                        && number.isIntegral()
                        && number.longValue() >= 0
                        && number.longValue() <= Integer.MAX_VALUE;
                if (!whole) {
                    return Map.of();
                }
                counts.put(entry.getKey(), ((JsonNumber) entry.getValue()).intValue());
            }
        }
        return counts;
    }
}

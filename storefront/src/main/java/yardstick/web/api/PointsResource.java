package yardstick.web.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import yardstick.membership.Points;
import yardstick.orders.CustomerId;
import yardstick.orders.OrderId;
import yardstick.orders.Orders;
import yardstick.web.Access;
import yardstick.web.CurrentVisit;
import yardstick.web.Role;

/** A member's points, for whoever has signed in. */
@ApplicationScoped
@Path("/api/v1/account/points")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Account")
public class PointsResource {

    private static final int MOST = 200;

    @Inject
    Points points;

    @Inject
    Orders orders;

    @Inject
    CurrentVisit current;

    @Inject
    ApiContext context;

    /** @param kind {@code earn}, {@code reverse}, {@code use}, {@code return} or {@code expire} */
    record Move(String kind, long points, String order, String at) {}

    record Expiry(long points, String at) {}

    /** @param wanted as many are used for the next order at most */
    record PointsBody(
            long balance,
            long worthMinor,
            long valueMinor,
            String currency,
            long wanted,
            @Nullable Expiry next,
            List<Move> moves) {}

    @GET
    @Access(Role.MEMBER)
    @Operation(
            summary = "Points that can be used now, those that run out first, and the latest moves",
            description = "For the session of a member who has signed in; query: limit, at most 200."
                    + " 404 in a shop without points.")
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = PointsBody.class)))
    public Response standing(@QueryParam("limit") @DefaultValue("20") int limit) {
        CustomerId customer = current.get().customer();
        return customer == null
                ? context.notFound()
                : points.of(customer)
                        .map(standing -> Response.ok(body(standing, moves(customer, Math.clamp(limit, 1, MOST))))
                                .build())
                        .orElseGet(context::notFound);
    }

    private List<Move> moves(CustomerId customer, int limit) {
        Map<OrderId, String> numbers = orders.ofCustomer(customer, MOST).stream()
                .collect(Collectors.toMap(Orders.Summary::id, Orders.Summary::number));
        return points.latest(customer, limit).stream()
                .map(entry -> new Move(
                        entry.kind().name().toLowerCase(Locale.ROOT),
                        entry.points(),
                        numbers.getOrDefault(entry.order(), ""),
                        entry.at().toString()))
                .toList();
    }

    private static PointsBody body(Points.Standing standing, List<Move> moves) {
        Points.Expiry next = standing.next();
        return new PointsBody(
                standing.balance(),
                standing.worth().minor(),
                standing.value().minor(),
                standing.value().currency(),
                standing.wanted(),
                next == null ? null : new Expiry(next.points(), next.at().toString()),
                moves);
    }
}

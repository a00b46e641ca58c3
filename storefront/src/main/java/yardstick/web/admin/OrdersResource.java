package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.orders.Order;
import yardstick.orders.Orders;
import yardstick.web.Access;
import yardstick.web.Head;
import yardstick.web.Role;

/** The order board: find, look, export, cancel. */
@ApplicationScoped
@Path("/admin")
public class OrdersResource {

    private static final int PAGE = 50;
    private static final int MOST_EXPORTED = 50_000;

    @Inject
    Orders orders;

    @Inject
    Office office;

    /** What is looked for. */
    public static class Search {
        @QueryParam("q")
        @DefaultValue("")
        String text = "";

        @QueryParam("state")
        @DefaultValue("")
        String state = "";

        @QueryParam("before")
        @DefaultValue("")
        String before = "";

        Orders.Filter filter(@Nullable Instant from, int limit) {
            return new Orders.Filter(text.strip(), chosen(), from, limit);
        }

        Order.@Nullable State chosen() {
            for (Order.State each : Order.State.values()) {
                if (each.name().equals(state)) {
                    return each;
                }
            }
            return null;
        }

        @Nullable Instant from() {
            try {
                return before.isEmpty() ? null : Instant.parse(before);
            } catch (DateTimeParseException e) {
                return null;
            }
        }

        String query() {
            return "q=" + URLEncoder.encode(text, StandardCharsets.UTF_8) + "&state="
                    + URLEncoder.encode(state, StandardCharsets.UTF_8);
        }
    }

    /**
     * @param next address of the next page, or null on the last
     * @param first true on the first page
     */
    public record OrdersView(
            String text,
            String state,
            List<Order.State> states,
            List<Orders.Summary> orders,
            long total,
            @Nullable String next,
            String exportUrl,
            boolean first) {

        public boolean searching() {
            return !text.isBlank() || !state.isEmpty();
        }
    }

    /** @param refunds true when cancelling gives money back */
    public record OrderView(Order order, boolean cancellable, boolean refunds) {}

    @GET
    @Path("orders")
    @Access({Role.OWNER, Role.SUPPORT, Role.WAREHOUSE, Role.FINANCE})
    public Response list(@BeanParam Search search) {
        List<Orders.Summary> found = orders.search(search.filter(search.from(), PAGE + 1));
        boolean more = found.size() > PAGE;
        List<Orders.Summary> rows = more ? found.subList(0, PAGE) : found;
        String next = more
                ? "/admin/orders?" + search.query() + "&before="
                        + rows.getLast().placedAt()
                : null;
        OrdersView view = new OrdersView(
                search.text,
                search.state,
                List.of(Order.State.values()),
                rows,
                orders.count(search.filter(null, PAGE)),
                next,
                "/admin/orders.csv?" + search.query(),
                search.from() == null);
        return office.page("orders", "admin.orders.title", view);
    }

    @GET
    @Path("orders.csv")
    @Access({Role.OWNER, Role.FINANCE})
    public Response export(@BeanParam Search search) {
        Csv csv = new Csv();
        for (String column :
                List.of("number", "state", "placed_at", "name", "units", "total_minor", "refunded_minor", "currency")) {
            csv.text(column);
        }
        csv.end();
        Instant before = null;
        int written = 0;
        while (written < MOST_EXPORTED) {
            List<Orders.Summary> rows = orders.search(search.filter(before, 1_000));
            rows.forEach(row -> line(csv, row));
            written += rows.size();
            if (rows.size() < 1_000) {
                break;
            }
            before = rows.getLast().placedAt();
        }
        return csv.download("orders.csv");
    }

    static void line(Csv csv, Orders.Summary row) {
        csv.text(row.number())
                .text(row.state().name())
                .text(row.placedAt().toString())
                .text(row.name())
                .number(row.units())
                .number(row.total().minor())
                .number(row.refunded().minor())
                .text(row.total().currency())
                .end();
    }

    @GET
    @Path("orders/{number}")
    @Access({Role.OWNER, Role.SUPPORT, Role.WAREHOUSE, Role.FINANCE})
    public Response detail(@PathParam("number") String number) {
        Optional<Order> order = orders.byNumber(number);
        return order.isEmpty()
                ? office.notFound()
                : office.page(
                        "order",
                        Head.of(office.text("admin.order.title", Map.of("number", number))),
                        view(order.get()));
    }

    static OrderView view(Order order) {
        boolean imported = !order.source().equals("shop");
        boolean open = switch (order.state()) {
            case PENDING_PAYMENT, PAID -> true;
            case SHIPPED, DELIVERED, CANCELLED, REFUNDED -> false;
        };
        return new OrderView(order, open && !imported, order.state() == Order.State.PAID);
    }

    @GET
    @Path("orders/{number}/cancel")
    @Access({Role.OWNER, Role.SUPPORT})
    public Response askCancel(@PathParam("number") String number) {
        Order order = orders.byNumber(number).orElse(null);
        if (order == null) {
            return office.notFound();
        }
        boolean refunds = view(order).refunds();
        Map<String, Object> arguments =
                Map.of("number", number, "total", office.formats().money(order.total()));
        String kind = refunds ? "admin.order.refund" : "admin.order.cancel";
        return office.page(
                "confirm",
                Head.of(office.text(kind)),
                new ConfirmView(
                        office.text(kind + ".question", arguments),
                        office.text(kind + ".consequence", arguments),
                        office.text(kind),
                        "/admin/orders/" + number + "/cancel",
                        "/admin/orders/" + number));
    }

    @POST
    @Path("orders/{number}/cancel")
    @Access({Role.OWNER, Role.SUPPORT})
    public Response cancel(@PathParam("number") String number) {
        Order order = orders.byNumber(number).orElse(null);
        return order == null
                ? office.notFound()
                : office.back(
                        "/admin/orders/" + number,
                        orders.cancel(order.id(), office.actor()),
                        view(order).refunds() ? "admin.order.refunded" : "admin.order.cancelled");
    }
}

package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import yardstick.orders.AfterSale;
import yardstick.orders.AfterSales;
import yardstick.orders.Order;
import yardstick.orders.OrderBoard;
import yardstick.orders.Orders;
import yardstick.web.Access;
import yardstick.web.Head;
import yardstick.web.Role;

/** One order: look, print, mend the address, cancel. */
@ApplicationScoped
@Path("/admin")
public class OrdersResource {

    private static final List<String> ADDRESS =
            List.of("name", "phone", "line1", "district", "city", "region", "postcode", "country");
    private static final int MOST_PRINTED = 100;

    @Inject
    Orders orders;

    @Inject
    OrderBoard board;

    @Inject
    AfterSales afterSales;

    @Inject
    Office office;

    /** @param refunds true when cancelling gives money back */
    public record OrderView(Order order, boolean cancellable, boolean refunds, List<AfterSale> cases) {

        OrderView with(List<AfterSale> found) {
            return new OrderView(order, cancellable, refunds, found);
        }

        public boolean readdressable() {
            return cancellable;
        }
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
                        view(order.get()).with(afterSales.ofOrder(order.get().id())));
    }

    static OrderView view(Order order) {
        boolean imported = !order.source().equals("shop");
        boolean open = switch (order.state()) {
            case PENDING_PAYMENT, PAID -> true;
            case SHIPPED, DELIVERED, CANCELLED, REFUNDED -> false;
        };
        return new OrderView(order, open && !imported, order.state() == Order.State.PAID, List.of());
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

    @POST
    @Path("orders/{number}/address")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access({Role.OWNER, Role.SUPPORT})
    public Response address(@PathParam("number") String number, MultivaluedMap<String, String> fields) {
        Order order = orders.byNumber(number).orElse(null);
        if (order == null) {
            return office.notFound();
        }
        Form form = new Form(fields);
        Map<String, String> typed = new HashMap<>();
        ADDRESS.forEach(field -> typed.put(field, form.text(field)));
        return office.back(
                "/admin/orders/" + number,
                board.changeAddress(order.id(), typed, office.actor()),
                "admin.order.address_changed");
    }

    /** Several orders on paper, one after the other. */
    @GET
    @Path("orders-print")
    @Access({Role.OWNER, Role.SUPPORT, Role.WAREHOUSE, Role.FINANCE})
    public Response print(@QueryParam("number") List<String> numbers) {
        List<Order> found = numbers.stream()
                .limit(MOST_PRINTED)
                .flatMap(number -> orders.byNumber(number).stream())
                .toList();
        return found.isEmpty()
                ? office.notFound()
                : office.page("orders-print", "admin.orders.print", new PrintView(found));
    }

    public record PrintView(List<Order> orders) {}
}

package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import yardstick.orders.Order;
import yardstick.orders.Orders;
import yardstick.orders.PaymentDesk;
import yardstick.web.Access;
import yardstick.web.Head;
import yardstick.web.Role;

/** Payments: what needs a person first, then how the channels do and whether the books agree. */
@ApplicationScoped
@Path("/admin/payments")
public class PaymentsResource {

    private static final int MOST_PROBLEMS = 100;
    private static final String HERE = "/admin/payments";

    @Inject
    PaymentDesk desk;

    @Inject
    Orders orders;

    @Inject
    Office office;

    public record PaymentsView(
            List<PaymentDesk.Problem> problems,
            List<PaymentDesk.Standing> channels,
            List<PaymentDesk.Ledger> ledgers,
            List<PaymentDesk.Break> breaks) {}

    /** @param takeable staff can take the money now */
    public record OrderPaymentsView(Order order, List<PaymentDesk.Event> events, boolean takeable) {}

    @GET
    @Access({Role.OWNER, Role.FINANCE, Role.SUPPORT})
    public Response page() {
        return office.page(
                "payments",
                "admin.payments.title",
                new PaymentsView(desk.problems(MOST_PROBLEMS), desk.channels(), desk.ledgers(), desk.breaks()));
    }

    @POST
    @Path("problems/{id}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access({Role.OWNER, Role.FINANCE, Role.SUPPORT})
    public Response resolve(@PathParam("id") long id) {
        desk.resolve(id, office.actor());
        return office.done(HERE, "admin.payments.resolved");
    }

    @POST
    @Path("reconcile")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access({Role.OWNER, Role.FINANCE})
    public Response reconcile() {
        return desk.reconcile().isEmpty()
                ? office.done(HERE, "admin.payments.agree")
                : office.problem(HERE, "admin.payments.differ");
    }

    @GET
    @Path("orders/{number}")
    @Access({Role.OWNER, Role.FINANCE, Role.SUPPORT, Role.WAREHOUSE})
    public Response order(@PathParam("number") String number) {
        Order order = orders.byNumber(number).orElse(null);
        return order == null
                ? office.notFound()
                : office.page(
                        "order-payments",
                        Head.of(office.text("admin.payments.of_order", Map.of("number", number))),
                        new OrderPaymentsView(order, desk.events(order.id()), desk.takeable(order.id())));
    }

    @POST
    @Path("orders/{number}/take")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access({Role.OWNER, Role.FINANCE, Role.SUPPORT, Role.WAREHOUSE})
    public Response take(@PathParam("number") String number) {
        Order order = orders.byNumber(number).orElse(null);
        return order == null
                ? office.notFound()
                : office.back(
                        HERE + "/orders/" + number, desk.take(order.id(), office.actor()), "admin.payments.taken");
    }
}

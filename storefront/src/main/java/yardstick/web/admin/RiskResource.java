package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.orders.Order;
import yardstick.orders.Orders;
import yardstick.orders.Risk;
import yardstick.web.Access;
import yardstick.web.Head;
import yardstick.web.Role;

/** Rules and rates of risk, and the decision on one order. */
@ApplicationScoped
@Path("/admin/risk")
public class RiskResource {

    private static final Duration PERIOD = Duration.ofDays(30);

    @Inject
    Risk risk;

    @Inject
    Orders orders;

    @Inject
    Clock clock;

    @Inject
    Office office;

    /** @param falseShare share of stopped checkouts that turned out good, in basis points, or null */
    public record RiskView(
            List<Risk.Rule> rules,
            Risk.Rates rates,
            @Nullable Integer falseShare) {}

    public record OrderRiskView(Order order, Risk.@Nullable Assessment it, List<Risk.Link> links) {}

    @GET
    @Access({Role.OWNER, Role.SUPPORT, Role.FINANCE})
    public Response rules() {
        Instant now = clock.instant();
        Risk.Rates rates = risk.rates(now.minus(PERIOD), now);
        Integer share = rates.decided() == 0 ? null : (int) (rates.falseBlocks() * 10_000 / rates.decided());
        return office.page("risk", "admin.risk.title", new RiskView(risk.rules(), rates, share));
    }

    @POST
    @Path("rules/{code:[a-z_]{3,40}}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access(Role.OWNER)
    public Response change(@PathParam("code") String code, MultivaluedMap<String, String> fields) {
        Form form = new Form(fields);
        int minutes = form.whole("minutes", 1, 43_200).orElse(0);
        int threshold = form.whole("threshold", 1, 999_999_999).orElse(0);
        return office.back(
                "/admin/risk",
                risk.change(new Risk.Rule(
                        code,
                        "",
                        "",
                        minutes,
                        threshold,
                        form.text("verdict"),
                        !form.text("active").isEmpty())),
                "admin.risk.changed");
    }

    @GET
    @Path("orders/{number}")
    @Access({Role.OWNER, Role.SUPPORT, Role.FINANCE})
    public Response order(@PathParam("number") String number) {
        Order order = orders.byNumber(number).orElse(null);
        return order == null
                ? office.notFound()
                : office.page(
                        "risk-order",
                        Head.of(office.text("admin.risk.order", Map.of("number", number))),
                        new OrderRiskView(order, risk.ofOrder(order.id()).orElse(null), risk.links(order.id())));
    }

    @POST
    @Path("orders/{number}/{verdict:good|bad}")
    @Access({Role.OWNER, Role.SUPPORT})
    public Response decide(@PathParam("number") String number, @PathParam("verdict") String verdict) {
        Order order = orders.byNumber(number).orElse(null);
        return order == null
                ? office.notFound()
                : office.back(
                        "/admin/risk/orders/" + number,
                        risk.decide(order.id(), verdict.equals("good"), office.actor()),
                        "admin.risk.decided");
    }
}

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
import java.util.List;
import java.util.Optional;
import yardstick.kernel.Money;
import yardstick.kernel.Settings;
import yardstick.orders.TradeIns;
import yardstick.web.Access;
import yardstick.web.Role;

/** Traded-in things: the warehouse looks at them, the owner sets what they are worth. */
@ApplicationScoped
@Path("/admin/trade-in")
public class TradeInResource {

    private static final int ROWS = 100;

    @Inject
    TradeIns tradeIns;

    @Inject
    Settings settings;

    @Inject
    Office office;

    public record TradeInsView(List<TradeIns.TradeIn> latest, List<TradeIns.Rate> rates, String currency) {}

    @GET
    @Access({Role.OWNER, Role.SUPPORT, Role.WAREHOUSE, Role.FINANCE})
    public Response list() {
        return office.page(
                "trade-in",
                "admin.trade-in.title",
                new TradeInsView(tradeIns.latest(ROWS), tradeIns.rates(), settings.currency()));
    }

    @POST
    @Path("{id:\\d{1,18}}/inspect")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access({Role.OWNER, Role.WAREHOUSE})
    public Response inspect(@PathParam("id") long id, MultivaluedMap<String, String> fields) {
        Optional<Money> value = new Form(fields).money("value", settings.currency());
        return value.isEmpty()
                ? office.problem("/admin/trade-in", "admin.field.money")
                : office.back("/admin/trade-in", tradeIns.inspect(id, value.get(), office.actor()), "admin.case.done");
    }

    @POST
    @Path("rates")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access(Role.OWNER)
    public Response rate(MultivaluedMap<String, String> fields) {
        Form form = new Form(fields);
        Optional<Money> credit = form.money("credit", settings.currency());
        return credit.isEmpty()
                ? office.problem("/admin/trade-in", "admin.field.money")
                : office.back(
                        "/admin/trade-in",
                        tradeIns.rate(new TradeIns.Rate(form.text("category"), form.text("grade"), credit.get())),
                        "admin.case.done");
    }
}

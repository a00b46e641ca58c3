package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Outcome;
import yardstick.orders.AfterSale;
import yardstick.orders.AfterSales;
import yardstick.orders.AfterSales.Actor;
import yardstick.orders.AfterSales.Finding;
import yardstick.web.Access;
import yardstick.web.Head;
import yardstick.web.ReasonWords;
import yardstick.web.Role;

/** Returns and exchanges: support decides, the warehouse receives and inspects, finance settles. */
@ApplicationScoped
@Path("/admin/after-sale")
public class AfterSaleResource {

    private static final int ROWS = 200;

    @Inject
    AfterSales afterSales;

    @Inject
    Office office;

    public record CasesView(List<AfterSale> cases) {}

    /**
     * @param preview what settling would give now, null once it is closed
     * @param reasons what each is called, by its code
     */
    public record CaseView(AfterSale it, AfterSale.@Nullable Preview preview, Map<String, String> reasons) {}

    @GET
    @Access({Role.OWNER, Role.SUPPORT, Role.WAREHOUSE, Role.FINANCE})
    public Response list() {
        return office.page("cases", "admin.after-sale.title", new CasesView(afterSales.waiting(ROWS)));
    }

    @GET
    @Path("{number}")
    @Access({Role.OWNER, Role.SUPPORT, Role.WAREHOUSE, Role.FINANCE})
    public Response detail(@PathParam("number") String number) {
        AfterSale found = find(number);
        AfterSale.Preview preview =
                afterSales.preview(found.id()) instanceof Outcome.Done<AfterSale.Preview>(var done) ? done : null;
        return office.page(
                "case",
                Head.of(office.text("admin.case.title", Map.of("number", number))),
                new CaseView(found, preview, ReasonWords.of(afterSales, office.messages(), office.language())));
    }

    private AfterSale find(String number) {
        return afterSales.byNumber(number).orElseThrow(NotFoundException::new);
    }

    private Response back(String number, Outcome<AfterSale> outcome) {
        return office.back("/admin/after-sale/" + number, outcome, "admin.case.done");
    }

    private Actor actor() {
        return new Actor(office.actor(), true);
    }

    @POST
    @Path("{number}/approve")
    @Access({Role.OWNER, Role.SUPPORT})
    public Response approve(@PathParam("number") String number) {
        return back(number, afterSales.approve(find(number).id(), actor()));
    }

    @POST
    @Path("{number}/refuse")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access({Role.OWNER, Role.SUPPORT})
    public Response refuse(@PathParam("number") String number, MultivaluedMap<String, String> fields) {
        return back(number, afterSales.refuse(find(number).id(), new Form(fields).text("note"), actor()));
    }

    @POST
    @Path("{number}/receive")
    @Access({Role.OWNER, Role.WAREHOUSE})
    public Response receive(@PathParam("number") String number) {
        return back(number, afterSales.receive(find(number).id(), actor()));
    }

    @POST
    @Path("{number}/inspect")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access({Role.OWNER, Role.WAREHOUSE})
    public Response inspect(@PathParam("number") String number, MultivaluedMap<String, String> fields) {
        AfterSale found = find(number);
        Form form = new Form(fields);
        List<Finding> findings = found.lines().stream()
                .map(line -> new Finding(
                        line.lineNo(),
                        form.whole("restock" + line.lineNo(), 0, 9_999).orElse(0),
                        form.whole("lost" + line.lineNo(), 0, 9_999).orElse(0)))
                .toList();
        return back(number, afterSales.inspect(found.id(), findings, actor()));
    }

    @POST
    @Path("{number}/for-money")
    @Access({Role.OWNER, Role.SUPPORT})
    public Response forMoney(@PathParam("number") String number) {
        return back(number, afterSales.forMoney(find(number).id(), actor()));
    }

    @POST
    @Path("{number}/settle")
    @Access({Role.OWNER, Role.FINANCE})
    public Response settle(@PathParam("number") String number) {
        return back(number, afterSales.settle(find(number).id(), actor()));
    }
}

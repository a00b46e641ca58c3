package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import yardstick.catalog.SameItems;
import yardstick.catalog.SameItems.Conflict;
import yardstick.catalog.SameItems.Pair;
import yardstick.web.Access;
import yardstick.web.Pages;
import yardstick.web.Role;

/** Pairs of SKUs that may be one item, and the values in which suppliers differ, both sides side by side. */
@ApplicationScoped
@Path("/admin/same-items")
public class SameItemsResource {

    private static final String HOME = "/admin/same-items";
    private static final String ID = "id";
    private static final int SHOWN = 50;

    @Inject
    SameItems items;

    @Inject
    Office office;

    public record SameItemsView(List<Pair> pairs, List<Conflict> conflicts) {}

    public record PairView(Pair pair) {

        /** What belongs beside each other. */
        public List<List<String>> rows() {
            SameItems.Side left = pair.left();
            SameItems.Side right = pair.right();
            return List.of(
                    List.of("catalog.column.sku", left.code(), right.code()),
                    List.of("admin.imports.supplier", left.supplier(), right.supplier()),
                    List.of("catalog.column.title", left.title(), right.title()),
                    List.of("catalog.column.brand", left.brand(), right.brand()),
                    List.of("catalog.column.gtin", left.gtin(), right.gtin()),
                    List.of("catalog.column.package_size", left.packSize(), right.packSize()),
                    List.of("catalog.column.price", price(left), price(right)),
                    List.of("catalog.column.stock", stock(left), stock(right)));
        }

        private static String price(SameItems.Side side) {
            return GoodsPage.amount(side.priceMinor(), side.currency());
        }

        private static String stock(SameItems.Side side) {
            return side.stock() == null ? "" : side.stock().toString();
        }
    }

    @GET
    @Access({Role.OWNER, Role.MARKETING})
    public Response list() {
        return office.page(
                "same-items", "admin.same-items.title", new SameItemsView(items.pairs(SHOWN), items.conflicts(SHOWN)));
    }

    @POST
    @Path("search")
    @Access(Role.OWNER)
    public Response search() {
        return Pages.seeOther("/admin/jobs/" + items.search());
    }

    @GET
    @Path("pairs/{id: \\d{1,18}}")
    @Access({Role.OWNER, Role.MARKETING})
    public Response pair(@PathParam(ID) long id) {
        Optional<Pair> pair = items.pair(id);
        return pair.isEmpty()
                ? office.notFound()
                : office.page("same-item", "admin.same.preview", new PairView(pair.get()));
    }

    @POST
    @Path("pairs/{id: \\d{1,18}}/merge")
    @Access({Role.OWNER, Role.MARKETING})
    public Response merge(@PathParam(ID) long id) {
        return office.back(HOME, items.merge(id, office.actor()), "admin.same.merged");
    }

    @POST
    @Path("pairs/{id: \\d{1,18}}/dismiss")
    @Access({Role.OWNER, Role.MARKETING})
    public Response dismiss(@PathParam(ID) long id) {
        return office.back(HOME, items.dismiss(id, office.actor()), "admin.same.dismissed");
    }

    @POST
    @Path("conflicts")
    @Access({Role.OWNER, Role.MARKETING})
    public Response decide(MultivaluedMap<String, String> fields) {
        Form form = new Form(fields);
        SameItems.Decision decision = new SameItems.Decision(
                form.text("supplier"),
                form.text("code"),
                form.text("field"),
                form.text("value"),
                form.text("take").equals("yes"));
        return office.back(HOME, items.decide(decision, office.actor()), "admin.same.decided");
    }
}

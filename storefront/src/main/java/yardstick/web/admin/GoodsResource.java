package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import yardstick.catalog.Goods;
import yardstick.catalog.Goods.Filter;
import yardstick.catalog.Goods.Format;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.kernel.Settings;
import yardstick.web.Access;
import yardstick.web.Role;
import yardstick.web.admin.GoodsPage.GoodsView;
import yardstick.web.admin.GoodsPage.HistoryView;

/** All SKUs: found, edited in the grid or by the thousand, taken back, exported. */
@ApplicationScoped
@Path("/admin/goods")
public class GoodsResource {

    private static final String HOME = "/admin/goods";
    private static final String ID = "id";
    private static final int SIZE = 50;
    private static final int CHANGES = 8;

    @Inject
    Goods goods;

    @Inject
    Settings settings;

    @Inject
    Office office;

    @GET
    @Access({Role.OWNER, Role.MARKETING})
    public Response list(@Context UriInfo address, @QueryParam("after") @DefaultValue("0") long after) {
        return page(200, GoodsPage.filter(address.getQueryParameters()), after, Form.empty());
    }

    private Response page(int status, Filter filter, long after, Form form) {
        return office.page(
                status,
                "goods",
                "admin.goods.title",
                new GoodsView(
                        filter,
                        GoodsPage.query(filter),
                        goods.page(filter, Math.max(0, after), SIZE),
                        goods.suppliers(),
                        goods.changes(CHANGES),
                        goods.views(office.actor()),
                        form));
    }

    @POST
    @Path("edit")
    @Access({Role.OWNER, Role.MARKETING})
    public Response edit(
            @Context UriInfo address,
            @QueryParam("after") @DefaultValue("0") long after,
            MultivaluedMap<String, String> fields) {
        Filter filter = GoodsPage.filter(address.getQueryParameters());
        Form form = new Form(fields);
        List<Goods.Edit> edits = GoodsPage.edits(form, fields, settings.currency());
        if (form.failed()) {
            return page(422, filter, after, form);
        }
        return switch (goods.edit(edits, office.actor())) {
            case Outcome.Done<Long>(Long changed) -> done(filter, after, changed);
            case Outcome.Refused<Long>(Refusal refusal) -> page(422, filter, after, form.refused("grid", refusal));
        };
    }

    private Response done(Filter filter, long after, long changed) {
        return office.say(
                HOME + "?" + GoodsPage.query(filter) + (after > 0 ? "&after=" + after : ""),
                office.text("admin.goods.changed", Map.of("count", changed)));
    }

    @POST
    @Path("bulk")
    @Access({Role.OWNER, Role.MARKETING})
    public Response bulk(@Context UriInfo address, MultivaluedMap<String, String> fields) {
        Filter filter = GoodsPage.filter(address.getQueryParameters());
        Form form = new Form(fields);
        Optional<Goods.Bulk> change = GoodsPage.bulk(form, settings.zone());
        if (change.isEmpty()) {
            return page(422, filter, 0, form.refused("bulk_value", Refusal.of("admin.goods.bulk.value")));
        }
        return switch (goods.bulk(filter, change.get(), office.actor())) {
            case Outcome.Done<Long>(Long changed) -> done(filter, 0, changed);
            case Outcome.Refused<Long>(Refusal refusal) -> page(422, filter, 0, form.refused("bulk_value", refusal));
        };
    }

    @POST
    @Path("changes/{id: \\d{1,18}}/undo")
    @Access({Role.OWNER, Role.MARKETING})
    public Response undo(@PathParam(ID) long id) {
        return office.back(HOME, goods.undo(id, office.actor()), "admin.goods.undone");
    }

    @GET
    @Path("products/{id: \\d{1,18}}/history")
    @Access({Role.OWNER, Role.MARKETING})
    public Response history(@PathParam(ID) long id) {
        return office.page("goods-history", "admin.goods.history", new HistoryView(id, goods.history(id)));
    }

    @POST
    @Path("views")
    @Access({Role.OWNER, Role.MARKETING})
    public Response saveView(MultivaluedMap<String, String> fields) {
        Form form = new Form(fields);
        Outcome<Boolean> saved = goods.saveView(form.text("name"), form.text("query"), office.actor());
        return office.back(HOME + "?" + form.text("query").replaceAll("[\\r\\n]", ""), saved, "admin.views.saved");
    }

    @POST
    @Path("views/{id: \\d{1,18}}/delete")
    @Access({Role.OWNER, Role.MARKETING})
    public Response deleteView(@PathParam(ID) long id) {
        goods.deleteView(id, office.actor());
        return office.done(HOME, "admin.views.deleted");
    }

    @GET
    @Path("export/{format: csv|xlsx|json}")
    @Access({Role.OWNER, Role.MARKETING})
    public Response export(@Context UriInfo address, @PathParam("format") String format) {
        Filter filter = GoodsPage.filter(address.getQueryParameters());
        Format as = Format.valueOf(format.toUpperCase(Locale.ROOT));
        StreamingOutput body = out -> goods.export(filter, as, out);
        return Response.ok(body)
                .type(
                        switch (as) {
                            case CSV -> "text/csv; charset=utf-8";
                            case XLSX -> "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";
                            case JSON -> "application/json";
                        })
                .header("Content-Disposition", "attachment; filename=\"products." + format + "\"")
                .build();
    }
}

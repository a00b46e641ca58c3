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
import java.util.stream.Collectors;
import yardstick.catalog.SizeAssistant;
import yardstick.catalog.SizeAssistant.Chart;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.web.Access;
import yardstick.web.Role;

/** Size charts of categories, from which the product page advises. */
@ApplicationScoped
@Path("/admin/sizes")
public class SizesResource {

    private static final String HERE = "/admin/sizes";

    @Inject
    SizeAssistant sizes;

    @Inject
    Office office;

    /** The charts, and a form for one. */
    public record SizesView(List<Chart> charts, Form form) {

        /** A chart as it is typed. */
        public static String lines(Chart chart) {
            return chart.rows().stream()
                    .map(row -> row.size() + "; " + row.heightFrom() + "-" + row.heightTo() + "; " + row.weightFrom()
                            + "-" + row.weightTo())
                    .collect(Collectors.joining("\n"));
        }
    }

    @GET
    @Access({Role.OWNER, Role.MARKETING})
    public Response list() {
        return page(200, Form.empty());
    }

    private Response page(int status, Form form) {
        return office.page(status, "sizes", "admin.sizes.title", new SizesView(sizes.charts(), form));
    }

    @GET
    @Path("{id: \\d{1,18}}")
    @Access({Role.OWNER, Role.MARKETING})
    public Response edit(@PathParam("id") long id) {
        return sizes.chart(id)
                .map(chart -> page(
                        200, Form.empty().with("category", chart.category()).with("lines", SizesView.lines(chart))))
                .orElseGet(office::notFound);
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access({Role.OWNER, Role.MARKETING})
    public Response keep(MultivaluedMap<String, String> fields) {
        Form form = new Form(fields);
        return switch (sizes.keep(form.text("category"), form.text("lines"), office.actor())) {
            case Outcome.Done<Long> _ -> office.done(HERE, "admin.sizes.kept");
            case Outcome.Refused<Long>(Refusal refusal) ->
                page(422, form.refused(refusal.code().endsWith("category") ? "category" : "lines", refusal));
        };
    }

    @POST
    @Path("{id: \\d{1,18}}/delete")
    @Access({Role.OWNER, Role.MARKETING})
    public Response drop(@PathParam("id") long id) {
        return office.back(HERE, sizes.drop(id), "admin.sizes.dropped");
    }
}

package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import yardstick.catalog.SearchDesk;
import yardstick.catalog.SearchDesk.Action;
import yardstick.catalog.SearchDesk.Rule;
import yardstick.catalog.SearchDesk.Trial;
import yardstick.kernel.Language;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.web.Access;
import yardstick.web.Role;

/** A search as shoppers get it, why each product is where it is, and the rules that move products. */
@ApplicationScoped
@Path("/admin/search")
public class SearchResource {

    private static final String HERE = "/admin/search";
    private static final int SHOWN = 24;

    @Inject
    SearchDesk desk;

    @Inject
    Office office;

    /** @param query what was searched for, or empty; {@code language} of the shop it was searched in */
    public record SearchView(String query, Language language, Trial trial, List<Rule> rules, Form form) {}

    @GET
    @Access({Role.OWNER, Role.MARKETING})
    public Response search(
            @QueryParam("q") @DefaultValue("") String query, @QueryParam("in") @DefaultValue("") String in) {
        return page(200, query, Language.byCode(in).orElse(office.language()), Form.empty());
    }

    private Response page(int status, String query, Language language, Form form) {
        return office.page(
                status,
                "search",
                "admin.search.title",
                new SearchView(query, language, desk.trial(language, query, SHOWN), desk.rules(query), form));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access({Role.OWNER, Role.MARKETING})
    public Response keep(MultivaluedMap<String, String> fields) {
        Form form = new Form(fields);
        String query = form.text("q");
        Language language = Language.byCode(form.text("in")).orElse(office.language());
        int place = form.whole("place", 1, 48).orElse(1);
        if (form.failed()) {
            return page(422, query, language, form);
        }
        return switch (desk.keep(
                new SearchDesk.Wish(query, form.text("code"), action(form.text("action")), place), office.actor())) {
            case Outcome.Done<Long> _ -> office.done(address(query, language), "admin.search.kept");
            case Outcome.Refused<Long>(Refusal refusal) -> page(422, query, language, form.refused("code", refusal));
        };
    }

    private static Action action(String name) {
        for (Action action : Action.values()) {
            if (action.name().equalsIgnoreCase(name)) {
                return action;
            }
        }
        return Action.PIN;
    }

    @POST
    @Path("rules/{id: \\d{1,18}}/delete")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access({Role.OWNER, Role.MARKETING})
    public Response drop(@PathParam("id") long id, MultivaluedMap<String, String> fields) {
        Form form = new Form(fields);
        Language language = Language.byCode(form.text("in")).orElse(office.language());
        return office.back(address(form.text("q"), language), desk.drop(id), "admin.search.dropped");
    }

    private static String address(String query, Language language) {
        return HERE + "?in=" + language.code() + "&q=" + URLEncoder.encode(query, StandardCharsets.UTF_8);
    }
}

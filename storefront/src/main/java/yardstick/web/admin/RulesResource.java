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
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import yardstick.kernel.Refusal;
import yardstick.orders.AfterSales;
import yardstick.orders.AfterSales.Reason;
import yardstick.orders.AfterSales.Words;
import yardstick.orders.ShopRules;
import yardstick.orders.ShopRules.DeclineRule;
import yardstick.web.Access;
import yardstick.web.ReasonWords;
import yardstick.web.Role;

/** What follows from a reason to send goods back, and what shoppers are told to do after a decline. */
@ApplicationScoped
@Path("/admin/rules")
public class RulesResource {

    private static final String HERE = "/admin/rules";
    private static final int CHANGES = 50;

    @Inject
    AfterSales afterSales;

    @Inject
    ShopRules rules;

    @Inject
    Office office;

    /**
     * @param words what each reason is called, by its code
     * @param which code of the rule whose form was refused, or empty
     */
    public record RulesView(
            List<Reason> reasons,
            List<DeclineRule> declines,
            List<ShopRules.Change> changes,
            Map<String, String> words,
            String which,
            Form form) {}

    @GET
    @Access({Role.OWNER, Role.SUPPORT, Role.FINANCE})
    public Response list() {
        return page(200, "", Form.empty());
    }

    private Response page(int status, String which, Form form) {
        return office.page(
                status,
                "rules",
                "admin.rules.title",
                new RulesView(
                        afterSales.reasons(),
                        rules.declines(),
                        rules.changes(CHANGES),
                        ReasonWords.of(afterSales, office.messages(), office.language()),
                        which,
                        form));
    }

    @POST
    @Path("returns/{code:[a-z_]{2,40}}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access(Role.OWNER)
    public Response reason(@PathParam("code") String code, MultivaluedMap<String, String> fields) {
        Form form = new Form(fields);
        int days = form.whole("days", 0, 3_650).orElse(0);
        String percent = form.text("fee").isEmpty() ? "0" : form.text("fee");
        if (!percent.matches("\\d{1,2}(\\.\\d{1,2})?")) {
            form.refuse("fee", Refusal.of("admin.field.percent"));
        }
        if (form.failed()) {
            return page(422, code, form);
        }
        Reason reason = new Reason(
                code,
                form.text("fault").equals("shop"),
                !form.text("before").isEmpty(),
                !form.text("after").isEmpty(),
                days,
                new BigDecimal(percent).movePointRight(2).intValueExact());
        return office.back(HERE, rules.change(reason, office.actor()), "admin.rules.changed");
    }

    @POST
    @Path("own-reasons")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access(Role.OWNER)
    public Response add(MultivaluedMap<String, String> fields) {
        return office.back(HERE, rules.add(words(new Form(fields)), office.actor()), "admin.rules.added");
    }

    private static Words words(Form form) {
        return new Words(form.text("en"), form.text("zh"));
    }

    @POST
    @Path("own-reasons/{code:own_[a-z]{2}}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access(Role.OWNER)
    public Response rename(@PathParam("code") String code, MultivaluedMap<String, String> fields) {
        return office.back(HERE, rules.rename(code, words(new Form(fields)), office.actor()), "admin.rules.changed");
    }

    @POST
    @Path("declines/{reason:[a-z_]{2,40}}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access(Role.OWNER)
    public Response decline(@PathParam("reason") String reason, MultivaluedMap<String, String> fields) {
        Form form = new Form(fields);
        int wait = form.whole("wait", 0, 1_440).orElse(0);
        if (form.failed()) {
            return page(422, reason, form);
        }
        return office.back(
                HERE,
                rules.change(new DeclineRule(reason, form.text("advice"), wait), office.actor()),
                "admin.rules.changed");
    }
}

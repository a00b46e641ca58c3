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
import yardstick.kernel.Money;
import yardstick.kernel.Refusal;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.membership.Tier;
import yardstick.membership.TierRules;
import yardstick.membership.TierRules.Rule;
import yardstick.web.Access;
import yardstick.web.Role;

/** What members get: the spend a tier begins at, its discount, the points it earns, and what all points are worth. */
@ApplicationScoped
@Path("/admin/tiers")
public class TiersResource {

    private static final String HERE = "/admin/tiers";
    private static final int CHANGES = 50;

    @Inject
    TierRules rules;

    @Inject
    Settings settings;

    @Inject
    Office office;

    /**
     * @param value of one point, zero in a shop without points
     * @param worth of all points that can be used now
     * @param which code of the tier whose form was refused, or empty
     */
    public record TiersView(
            List<Rule> rules,
            List<TierRules.Change> changes,
            Money value,
            int months,
            long outstanding,
            Money worth,
            String which,
            Form form) {

        /** What the field shows. */
        public String text(Rule rule, String field) {
            if (rule.tier().code().equals(which)) {
                return form.text(field);
            }
            return switch (field) {
                case "from" -> rule.tier().from().major().toPlainString();
                case "discount" -> percent(rule.tier().discountBasisPoints());
                default -> percent(rule.earnBasisPoints());
            };
        }

        private static String percent(int basisPoints) {
            return BigDecimal.valueOf(basisPoints, 2).stripTrailingZeros().toPlainString();
        }
    }

    @GET
    @Access({Role.OWNER, Role.MARKETING, Role.FINANCE, Role.SUPPORT})
    public Response list() {
        return page(200, "", Form.empty());
    }

    private Response page(int status, String which, Form form) {
        long outstanding = rules.outstanding();
        Money value = Money.of(settings.number(Setting.POINTS_VALUE), settings.currency());
        return office.page(
                status,
                "tiers",
                "admin.tiers.title",
                new TiersView(
                        rules.rules(),
                        rules.changes(CHANGES),
                        value,
                        settings.number(Setting.POINTS_MONTHS),
                        outstanding,
                        Money.of(Math.multiplyExact(outstanding, value.minor()), value.currency()),
                        which,
                        form));
    }

    @POST
    @Path("{code:[a-z]{2,20}}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access({Role.OWNER, Role.MARKETING})
    public Response change(@PathParam("code") String code, MultivaluedMap<String, String> fields) {
        Form form = new Form(fields);
        form.required("from");
        Money from = form.money("from", settings.currency()).orElse(Money.zero(settings.currency()));
        int discount = percent(form, "discount");
        int earn = percent(form, "earn");
        if (form.failed()) {
            return page(422, code, form);
        }
        return office.back(
                HERE,
                rules.change(new Rule(new Tier(code, 0, from, discount), earn, 0), office.actor()),
                "admin.rules.changed");
    }

    private static int percent(Form form, String field) {
        String typed = form.required(field);
        if (typed.matches("\\d{1,2}(\\.\\d{1,2})?")) {
            return new BigDecimal(typed).movePointRight(2).intValueExact();
        }
        form.refuse(field, Refusal.of("admin.field.percent"));
        return 0;
    }
}

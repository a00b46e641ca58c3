package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.Catalog;
import yardstick.catalog.SkuId;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.kernel.Settings;
import yardstick.orders.Tariffs;
import yardstick.orders.Tariffs.Method;
import yardstick.orders.Tariffs.Rate;
import yardstick.orders.Tariffs.Tax;
import yardstick.web.Access;
import yardstick.web.Role;

/** What quotes are made with: exchange rates, taxes and shipping methods. */
@ApplicationScoped
@Path("/admin/tariffs")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
public class TariffsResource {

    private static final String HERE = "/admin/tariffs";
    private static final int MOST_GRAMS = 10_000_000;
    private static final int MOST_POSITION = 10_000;

    @Inject
    Tariffs tariffs;

    @Inject
    Catalog catalog;

    @Inject
    Settings settings;

    @Inject
    Office office;

    /** @param which form was refused, or empty */
    public record TariffsView(
            List<Rate> rates, List<Tax> taxes, List<Method> methods, String currency, Form form, String which) {

        /** What was typed into the form that was refused; an untouched one for the others. */
        public Form form(String name) {
            return name.equals(which) ? form : Form.empty();
        }

        public @Nullable Money money(@Nullable Long minor) {
            return minor == null ? null : Money.of(minor, currency);
        }
    }

    @GET
    @Consumes(MediaType.WILDCARD)
    @Access({Role.OWNER, Role.FINANCE})
    public Response list() {
        return page(200, Form.empty(), "");
    }

    private Response page(int status, Form form, String which) {
        return office.page(
                status,
                "tariffs",
                "admin.tariffs.title",
                new TariffsView(tariffs.rates(), tariffs.taxes(), tariffs.methods(), settings.currency(), form, which));
    }

    @POST
    @Path("rates")
    @Access({Role.OWNER, Role.FINANCE})
    public Response rate(MultivaluedMap<String, String> fields) {
        Form form = new Form(fields);
        String typed = form.required("rate");
        if (!typed.matches("\\d{1,10}(\\.\\d{1,10})?")) {
            form.refuse("rate", Refusal.of("orders.tariff_rate"));
            return page(422, form, "rates");
        }
        Rate rate = new Rate(
                form.required("currency").toUpperCase(Locale.ROOT),
                new BigDecimal(typed),
                form.required("source"),
                null);
        return answer(form, "rates", "currency", form.failed() ? null : tariffs.keep(rate));
    }

    @POST
    @Path("taxes")
    @Access({Role.OWNER, Role.FINANCE})
    public Response tax(MultivaluedMap<String, String> fields) {
        Form form = new Form(fields);
        String percent = form.required("percent");
        int points = 0;
        if (percent.matches("\\d{1,3}(\\.\\d{1,2})?")) {
            points = new BigDecimal(percent).movePointRight(2).intValueExact();
        }
        if (!percent.matches("\\d{1,3}(\\.\\d{1,2})?") || points > 10_000) {
            form.refuse("percent", Refusal.of("admin.field.percent"));
        }
        String category = form.text("category").isEmpty() ? Tariffs.STANDARD : form.text("category");
        Tax tax = new Tax(
                form.required("country").toUpperCase(Locale.ROOT),
                category,
                points,
                !form.text("included").equals("no"),
                form.required("name_en"),
                form.required("name_zh"));
        return answer(form, "taxes", "country", form.failed() ? null : tariffs.keep(tax));
    }

    @POST
    @Path("methods")
    @Access({Role.OWNER, Role.FINANCE})
    public Response method(MultivaluedMap<String, String> fields) {
        Form form = new Form(fields);
        List<String> countries = Arrays.stream(
                        form.text("countries").toUpperCase(Locale.ROOT).split("[\\s,]+"))
                .filter(each -> !each.isEmpty())
                .toList();
        Method method = new Method(
                form.required("code"),
                form.text("kind").equals("PICKUP") ? "PICKUP" : "DELIVERY",
                form.required("name_en"),
                form.required("name_zh"),
                countries,
                form.money("fee", settings.currency()).map(Money::minor).orElse(null),
                form.money("free_from", settings.currency()).map(Money::minor).orElse(null),
                form.money("per_kg", settings.currency()).map(Money::minor).orElse(0L),
                form.whole("position", 0, MOST_POSITION).orElse(100),
                !form.text("active").equals("no"));
        return answer(form, "methods", "code", form.failed() ? null : tariffs.keep(method));
    }

    @POST
    @Path("products")
    @Access({Role.OWNER, Role.FINANCE})
    public Response product(MultivaluedMap<String, String> fields) {
        Form form = new Form(fields);
        String code = form.required("sku");
        int grams = form.whole("grams", 0, MOST_GRAMS).orElse(0);
        SkuId sku = catalog.skusByCode(List.of(code)).get(code);
        if (sku == null) {
            form.refuse("sku", Refusal.of("admin.stock.unknown"));
            return page(422, form, "products");
        }
        String category = form.text("category").isEmpty() ? Tariffs.STANDARD : form.text("category");
        return answer(form, "products", "sku", form.failed() ? null : tariffs.describe(sku, category, grams));
    }

    /** @param outcome null when the form was refused before */
    private Response answer(Form form, String which, String field, @Nullable Outcome<Boolean> outcome) {
        if (outcome instanceof Outcome.Refused<Boolean>(Refusal refusal)) {
            form.refuse(field, refusal);
        }
        return form.failed() ? page(422, form, which) : office.done(HERE, "admin.stock.saved");
    }
}

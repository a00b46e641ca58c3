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
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.kernel.Settings;
import yardstick.membership.Coupons;
import yardstick.membership.Coupons.Coupon;
import yardstick.web.Access;
import yardstick.web.Head;
import yardstick.web.Role;

/** Coupons: see, make, withdraw. */
@ApplicationScoped
@Path("/admin/coupons")
public class CouponsResource {

    @Inject
    Coupons coupons;

    @Inject
    Settings settings;

    @Inject
    Office office;

    public record CouponsView(List<Coupon> coupons, Form form, String currency) {}

    @GET
    @Access({Role.OWNER, Role.MARKETING})
    public Response list() {
        return page(200, Form.empty());
    }

    private Response page(int status, Form form) {
        return office.page(
                status, "coupons", "admin.coupons.title", new CouponsView(coupons.all(), form, settings.currency()));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access({Role.OWNER, Role.MARKETING})
    public Response create(MultivaluedMap<String, String> fields) {
        Form form = new Form(fields);
        Coupon coupon = coupon(form);
        if (form.failed()) {
            return page(422, form);
        }
        if (coupons.create(coupon) instanceof Outcome.Refused<Coupon>(Refusal refusal)) {
            form.refuse("code", refusal);
            return page(422, form);
        }
        return office.done("/admin/coupons", "admin.coupons.created");
    }

    private Coupon coupon(Form form) {
        String code = form.required("code").toUpperCase(Locale.ROOT);
        Optional<Integer> percent = percent(form);
        Optional<Money> amount = form.money("amount", settings.currency());
        if (percent.isPresent() == amount.isPresent()) {
            form.refuse("percent", Refusal.of("admin.coupons.one_of"));
        }
        return new Coupon(
                code,
                percent.orElse(0),
                amount.orElse(null),
                form.money("minimum", settings.currency()).orElse(null),
                form.whole("limit", 1, 100_000_000).orElse(null),
                form.whole("per_customer", 1, 1_000_000).orElse(null),
                0,
                form.day("starts").map(this::startOf).orElse(null),
                form.day("ends").map(day -> startOf(day.plusDays(1))).orElse(null),
                true);
    }

    private Instant startOf(LocalDate day) {
        return day.atStartOfDay(settings.zone()).toInstant();
    }

    /** Percent as typed, {@code 12.5}, in basis points. */
    private static Optional<Integer> percent(Form form) {
        String typed = form.text("percent");
        if (typed.isEmpty()) {
            return Optional.empty();
        }
        if (typed.matches("\\d{1,3}(\\.\\d{1,2})?")) {
            int points = new BigDecimal(typed).movePointRight(2).intValueExact();
            if (points > 0 && points <= 10_000) {
                return Optional.of(points);
            }
        }
        form.refuse("percent", Refusal.of("admin.field.percent"));
        return Optional.empty();
    }

    @GET
    @Path("{code}/deactivate")
    @Access({Role.OWNER, Role.MARKETING})
    public Response askDeactivate(@PathParam("code") String code) {
        @Nullable Coupon coupon = coupons.byCode(code).orElse(null);
        if (coupon == null) {
            return office.notFound();
        }
        String address = "/admin/coupons/" + coupon.code() + "/deactivate";
        return office.page(
                "confirm",
                Head.of(office.text("admin.coupons.deactivate")),
                new ConfirmView(
                        office.text("admin.coupons.deactivate.question", Map.of("code", coupon.code())),
                        office.text("admin.coupons.deactivate.consequence"),
                        office.text("admin.coupons.deactivate"),
                        address,
                        "/admin/coupons"));
    }

    @POST
    @Path("{code}/deactivate")
    @Access({Role.OWNER, Role.MARKETING})
    public Response deactivate(@PathParam("code") String code) {
        coupons.deactivate(code);
        return office.done("/admin/coupons", "admin.coupons.deactivated");
    }
}

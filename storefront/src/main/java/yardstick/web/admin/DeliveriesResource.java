package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Refusal;
import yardstick.kernel.Settings;
import yardstick.orders.Deliveries;
import yardstick.orders.Deliveries.Accuracy;
import yardstick.orders.Deliveries.Calendar;
import yardstick.web.Access;
import yardstick.web.Role;

/** Whether what was promised came true, and the calendars promises are made of. */
@ApplicationScoped
@Path("/admin/deliveries")
public class DeliveriesResource {

    @Inject
    Deliveries deliveries;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    @Inject
    Office office;

    /** A row of the table; {@code inTime} in basis points, {@code early} in days with one decimal. */
    public record Line(Accuracy accuracy, int inTime, String early) {
        static Line of(Accuracy accuracy) {
            int promised = accuracy.promised();
            return new Line(
                    accuracy,
                    promised == 0 ? 0 : Math.round(10_000f * accuracy.inTime() / promised),
                    promised == 0
                            ? Wording.NONE
                            : String.format(java.util.Locale.ROOT, "%.1f", (double) accuracy.daysEarly() / promised)
                                    .replace('-', '\u2212'));
        }
    }

    public record DeliveriesView(Period period, List<Line> lines, List<Calendar> calendars, Form form) {}

    @GET
    @Access({Role.OWNER, Role.WAREHOUSE, Role.SUPPORT, Role.MARKETING})
    public Response page(@QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
        return show(200, from, to, Form.empty());
    }

    private Response show(int status, @Nullable String from, @Nullable String to, Form form) {
        LocalDate today = clock.instant().atZone(settings.zone()).toLocalDate();
        Period period = Period.of(from, to, today)
                .orElseGet(() -> Period.of(null, null, today).orElseThrow());
        List<Line> lines = deliveries.accuracy(period.from(), period.to()).stream()
                .map(Line::of)
                .toList();
        return office.page(
                status,
                "deliveries",
                "admin.deliveries.title",
                new DeliveriesView(period, lines, deliveries.calendars(), form));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access({Role.OWNER, Role.WAREHOUSE})
    public Response keep(MultivaluedMap<String, String> fields) {
        Form form = new Form(fields);
        String method = form.required("method");
        String carrier = form.required("carrier");
        LocalTime cutoff = time(form);
        int handling = form.whole("handling", 0, 60).orElse(0);
        int least = form.whole("least", 0, 120).orElse(0);
        int most = form.whole("most", 0, 120).orElse(0);
        if (form.failed()) {
            return show(422, null, null, form);
        }
        Calendar calendar = new Calendar(
                method, carrier, cutoff, handling, least, most, form.required("works"), form.required("delivers"));
        return office.back("/admin/deliveries", deliveries.keep(calendar), "admin.deliveries.kept");
    }

    private static LocalTime time(Form form) {
        try {
            return LocalTime.parse(form.required("cutoff"));
        } catch (DateTimeException e) {
            form.refuse("cutoff", Refusal.of("admin.deliveries.bad_time"));
            return LocalTime.NOON;
        }
    }
}

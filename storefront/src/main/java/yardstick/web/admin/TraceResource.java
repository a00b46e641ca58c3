package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Money;
import yardstick.kernel.Settings;
import yardstick.orders.Orders;
import yardstick.tracking.Traces;
import yardstick.tracking.Traces.Step;
import yardstick.tracking.Traces.Trace;
import yardstick.web.Access;
import yardstick.web.Role;

/** The way of one order: what its buyer saw and did before, and what became of it. */
@ApplicationScoped
@Path("/admin/traces")
public class TraceResource {

    @Inject
    Orders orders;

    @Inject
    Traces traces;

    @Inject
    Settings settings;

    @Inject
    Office office;

    /** @param id empty when nothing is asked for or known */
    public record TraceView(String number, String id, String known, List<List<String>> steps) {}

    @GET
    @Access({Role.OWNER, Role.FINANCE, Role.MARKETING})
    public Response page(@QueryParam("order") @Nullable String typed) {
        String number = typed == null ? "" : typed.strip();
        Optional<Trace> found = find(number);
        return office.page(
                "trace",
                "admin.trace.title",
                new TraceView(
                        number,
                        found.map(Trace::id).orElse(""),
                        found.map(this::known).orElse(""),
                        found.map(trace -> trace.steps().stream().map(this::row).toList())
                                .orElse(List.of())));
    }

    private Optional<Trace> find(String number) {
        return number.isEmpty()
                ? Optional.empty()
                : orders.byNumber(number)
                        .flatMap(order -> traces.ofOrder(order.id().value()));
    }

    private String known(Trace trace) {
        long devices = trace.steps().stream()
                .mapToInt(Step::device)
                .filter(device -> device > 0)
                .distinct()
                .count();
        return office.text(
                "admin.trace.known", Map.of("steps", trace.steps().size(), "devices", devices, "id", trace.id()));
    }

    private List<String> row(Step step) {
        Long value = step.valueMinor();
        String currency = step.currency();
        return List.of(
                office.formats().moment(step.at(), settings.zone()),
                step.name(),
                step.device() == 0 ? office.text("admin.trace.shop") : Integer.toString(step.device()),
                step.page(),
                step.sku() == null ? "" : step.sku(),
                value == null || currency == null ? "" : office.formats().money(Money.of(value, currency)));
    }

    @GET
    @Path("{number}.csv")
    @Access({Role.OWNER, Role.FINANCE, Role.MARKETING})
    public Response csv(@PathParam("number") String number) {
        return find(number).map(trace -> written(trace, number)).orElseGet(office::notFound);
    }

    private static Response written(Trace trace, String number) {
        Csv csv = new Csv();
        List.of("trace", "at", "event", "device", "page", "sku", "value_minor", "currency")
                .forEach(csv::text);
        csv.end();
        trace.steps()
                .forEach(step -> csv.text(trace.id())
                        .text(step.at().toString())
                        .text(step.name())
                        .number(step.device())
                        .text(step.page())
                        .text(step.sku())
                        .number(step.valueMinor())
                        .text(step.currency())
                        .end());
        return csv.download("trace-" + number + ".csv");
    }
}

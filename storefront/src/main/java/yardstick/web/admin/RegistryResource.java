package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Settings;
import yardstick.tracking.MetricRegistry;
import yardstick.tracking.MetricRegistry.Metric;
import yardstick.tracking.MetricRegistry.Point;
import yardstick.web.Access;
import yardstick.web.Head;
import yardstick.web.Role;

/** The metrics of the shop: what each means, how it is computed, and how it went. */
@ApplicationScoped
@Path("/admin/registry")
public class RegistryResource {

    private static final int USUAL_DAYS = 28;

    @Inject
    MetricRegistry registry;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    @Inject
    Office office;

    public record Line(String key, String name, String unit, String owner, String events) {}

    /** @param found how many metrics are shown of {@code all} */
    public record RegistryView(String query, int found, int all, List<Line> behaviour, List<Line> technical) {}

    /** @param rows day and value, newest first */
    public record MetricView(
            Metric metric,
            String name,
            String unit,
            String sql,
            Period period,
            String chart,
            List<List<String>> rows) {}

    @GET
    @Access({Role.OWNER, Role.FINANCE, Role.MARKETING})
    public Response list(@QueryParam("q") @Nullable String typed) {
        String query = typed == null ? "" : typed.strip();
        List<Metric> found = registry.all().stream()
                .filter(metric -> matches(metric, query.toLowerCase(java.util.Locale.ROOT)))
                .toList();
        return office.page(
                "registry",
                "admin.registry.title",
                new RegistryView(
                        query,
                        found.size(),
                        registry.all().size(),
                        lines(found, MetricRegistry.Kind.BEHAVIOUR),
                        lines(found, MetricRegistry.Kind.TECHNICAL)));
    }

    private static boolean matches(Metric metric, String query) {
        String text =
                String.join(" ", metric.key(), metric.english(), metric.chinese(), metric.owner()) + metric.events();
        return text.toLowerCase(java.util.Locale.ROOT).contains(query);
    }

    private List<Line> lines(List<Metric> metrics, MetricRegistry.Kind kind) {
        return metrics.stream()
                .filter(metric -> metric.kind() == kind)
                .map(metric -> new Line(
                        metric.key(),
                        metric.name(office.language()),
                        office.text("admin.registry.unit." + metric.unit()),
                        metric.owner(),
                        String.join(", ", metric.events())))
                .toList();
    }

    @GET
    @Path("{key}")
    @Access({Role.OWNER, Role.FINANCE, Role.MARKETING})
    public Response detail(
            @PathParam("key") String key,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        Metric metric = registry.find(key).orElse(null);
        Period period = period(from, to);
        if (metric == null) {
            return office.notFound();
        }
        if (period == null) {
            return office.problem("/admin/registry/" + key, "admin.period.invalid");
        }
        return office.page("metric", Head.of(metric.name(office.language())), view(metric, period));
    }

    private MetricView view(Metric metric, Period period) {
        Wording words = new Wording(office);
        List<Point> points = registry.trend(metric, period.from(), period.to());
        String name = metric.name(office.language());
        Plot.Text text = new Plot.Text(
                "trend",
                name,
                words.text(
                        "admin.chart.description",
                        java.util.Map.of(
                                "from",
                                period.from().toString(),
                                "to",
                                period.to().toString())),
                value -> shown(metric, value, words));
        String chart = new Plot(
                        text,
                        points.stream()
                                .map(point -> Plot.Point.of(point.day().toString(), point.value()))
                                .toList())
                .svg();
        List<List<String>> rows = points.reversed().stream()
                .map(point -> List.of(point.day().toString(), shown(metric, point.value(), words)))
                .toList();
        String unit = words.text("admin.registry.unit." + metric.unit());
        return new MetricView(metric, name, unit, registry.sql(metric), period, chart, rows);
    }

    @GET
    @Path("{key}/trend.csv")
    @Access({Role.OWNER, Role.FINANCE, Role.MARKETING})
    public Response csv(
            @PathParam("key") String key,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        Metric metric = registry.find(key).orElse(null);
        Period period = period(from, to);
        if (metric == null || period == null) {
            return office.notFound();
        }
        Csv csv = new Csv().text("day").text(metric.key()).text("unit").end();
        registry.trend(metric, period.from(), period.to())
                .forEach(point -> csv.text(point.day().toString())
                        .number(point.value())
                        .text(metric.unit())
                        .end());
        return csv.download("metric-" + metric.key() + ".csv");
    }

    /** At most 400 days; null for a senseless period. */
    private @Nullable Period period(@Nullable String from, @Nullable String to) {
        LocalDate today = clock.instant().atZone(settings.zone()).toLocalDate();
        String first = from == null || from.isBlank()
                ? (to == null || to.isBlank() ? today.minusDays(USUAL_DAYS - 1L).toString() : null)
                : from;
        return Period.of(first, to, today)
                .filter(period -> period.from().isAfter(period.to().minusDays(400)))
                .orElse(null);
    }

    private String shown(Metric metric, @Nullable Double value, Wording words) {
        if (value == null) {
            return Wording.NONE;
        }
        return switch (metric.unit()) {
            case "share" -> Wording.percent(value);
            case "minor" -> words.money(value, settings.currency());
            case "count" -> words.number(Math.round(value));
            default -> String.format(java.util.Locale.ROOT, value == Math.rint(value) ? "%.0f" : "%.3f", value);
        };
    }
}

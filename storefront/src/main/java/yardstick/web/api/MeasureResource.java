package yardstick.web.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Settings;
import yardstick.metrics.Attribution;
import yardstick.metrics.Observations;
import yardstick.metrics.Panel;
import yardstick.metrics.Release;
import yardstick.metrics.ReleaseReport;
import yardstick.metrics.Releases;
import yardstick.orders.Orders;
import yardstick.orders.Takings;
import yardstick.tracking.MetricRegistry;
import yardstick.tracking.Reconciliation;
import yardstick.tracking.Traces;
import yardstick.web.Access;
import yardstick.web.Role;
import yardstick.web.admin.Period;

/** The registry, attribution, reconciliation, ways of orders and releases without a control group, for programs. */
@ApplicationScoped
@Path("/api/measure")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Measurement")
public class MeasureResource {

    @Inject
    MetricRegistry registry;

    @Inject
    Attribution attribution;

    @Inject
    Observations observations;

    @Inject
    Panel panel;

    @Inject
    Releases releases;

    @Inject
    Takings takings;

    @Inject
    Orders orders;

    @Inject
    Traces traces;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    @Inject
    ApiContext context;

    public record RegistryBody(List<MetricRegistry.Metric> metrics) {}

    public record TrendBody(MetricRegistry.Metric metric, String sql, List<MetricRegistry.Point> days) {}

    /** A release as the panel reads it; newest change first. */
    public record ReleaseBody(
            String key,
            Release.State state,
            ReleaseReport.Arms arms,
            List<ReleaseReport.Finding> findings,
            List<ReleaseReport.Row> rows,
            List<ReleaseReport.Step> funnel,
            List<ReleaseReport.Slice> segments,
            ReleaseReport.@Nullable Money money,
            ReleaseReport.Verdict verdict,
            List<Panel.Overlap> overlaps,
            List<Releases.Change> history) {}

    /** Events and payments beside the orders. */
    public record ReconciliationBody(boolean sound, Reconciliation events, Takings.Taken payments) {}

    @GET
    @Path("metrics")
    @Access(Role.TOKEN)
    @Operation(summary = "Every metric with its formula, events, unit, owner and lineage")
    public Response metrics() {
        return Response.ok(new RegistryBody(registry.all())).build();
    }

    @GET
    @Path("metrics/{key}")
    @Access(Role.TOKEN)
    @Operation(summary = "A metric day by day, with the SQL it is computed by; at most 400 days")
    public Response trend(
            @PathParam("key") String key,
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to) {
        return within(
                from,
                to,
                period -> registry.find(key)
                        .map(metric -> Response.ok(new TrendBody(
                                        metric,
                                        registry.sql(metric),
                                        registry.trend(metric, period.from(), period.to())))
                                .build())
                        .orElseGet(context::notFound));
    }

    @GET
    @Path("releases/{key}")
    @Access(Role.TOKEN)
    @Operation(summary = "Health, effects, funnel, segments, money and verdict of a release, and what ran beside it")
    public Response release(@PathParam("key") String key) {
        return panel.report(key)
                .map(report -> Response.ok(new ReleaseBody(
                                key,
                                report.release().state(),
                                report.arms(),
                                report.findings(),
                                report.rows(),
                                report.funnel(),
                                report.segments(),
                                report.money(),
                                report.verdict(),
                                panel.overlaps(key),
                                releases.history(key)))
                        .build())
                .orElseGet(context::notFound);
    }

    @GET
    @Path("attribution")
    @Access(Role.TOKEN)
    @Operation(summary = "Seven models side by side by channel, campaign or creative, with costs, CAC, ROAS and paths")
    public Response attribution(
            @QueryParam("from") @Nullable String from,
            @QueryParam("to") @Nullable String to,
            @QueryParam("level") @Nullable String level,
            @QueryParam("model") @Nullable String model) {
        Attribution.Level named = find(Attribution.Level.values(), level, Attribution.Level.CHANNEL);
        Attribution.Model shown = find(Attribution.Model.values(), model, Attribution.Model.LAST);
        return within(
                from,
                to,
                period -> Response.ok(
                                attribution.report(new Attribution.Query(period.from(), period.to(), named, shown)))
                        .build());
    }

    @GET
    @Path("reconciliation")
    @Access(Role.TOKEN)
    @Operation(summary = "Orders against events and payments, with every order that differs")
    public Response reconciliation(@QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
        return within(from, to, period -> {
            Reconciliation events = panel.reconciliation(period.from(), period.to());
            Takings.Taken payments = takings.taken(
                    period.from().atStartOfDay(settings.zone()).toInstant(),
                    period.to().plusDays(1).atStartOfDay(settings.zone()).toInstant(),
                    settings.currency());
            boolean sound = events.sound() && payments.gaps().isEmpty();
            return Response.ok(new ReconciliationBody(sound, events, payments)).build();
        });
    }

    @GET
    @Path("observed/{key}")
    @Access(Role.TOKEN)
    @Operation(summary = "A release without a control group against the parts of the shop that did not get it")
    public Response observed(@PathParam("key") String key) {
        return context.answer(observations.report(key), report -> report);
    }

    @GET
    @Path("trace/{number}")
    @Access(Role.TOKEN)
    @Operation(summary = "The way of an order, from the first impression to the last refund, under one id")
    public Response trace(@PathParam("number") String number) {
        return orders.byNumber(number)
                .flatMap(order -> traces.ofOrder(order.id().value()))
                .map(trace -> Response.ok(trace).build())
                .orElseGet(context::notFound);
    }

    private Response within(@Nullable String from, @Nullable String to, Function<Period, Response> answer) {
        LocalDate today = clock.instant().atZone(settings.zone()).toLocalDate();
        Optional<Period> period = Period.of(from, to, today);
        return period.map(answer).orElseGet(() -> context.refused(400, "admin.period.invalid"));
    }

    private static <E extends Enum<E>> E find(E[] values, @Nullable String name, E otherwise) {
        for (E value : values) {
            if (name != null && value.name().equals(name.toUpperCase(Locale.ROOT))) {
                return value;
            }
        }
        return otherwise;
    }
}

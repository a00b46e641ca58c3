package yardstick.web.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Jobs;
import yardstick.kernel.Settings;
import yardstick.metrics.Panel;
import yardstick.metrics.Releases;
import yardstick.orders.Audits;
import yardstick.web.Access;
import yardstick.web.Role;
import yardstick.web.admin.Entrance;
import yardstick.web.admin.Period;

/** What the command line asks for, behind its bearer token. */
@ApplicationScoped
@Path("/api/admin")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration")
public class AdminResource {

    @Inject
    Entrance entrance;

    @Inject
    Jobs jobs;

    @Inject
    Panel panel;

    @Inject
    Releases releases;

    @Inject
    Audits audits;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    @Inject
    ApiContext context;

    @POST
    @Path("one-time-link")
    @Access(Role.TOKEN)
    @Operation(summary = "A link that signs the owner in, once, within 24 hours")
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = AdminJson.LinkBody.class)))
    public Response oneTimeLink() {
        Entrance.Link link = entrance.open();
        String url = context.base() + "/admin/enter?token=" + link.token();
        return Response.ok(new AdminJson.LinkBody(url, link.expiresAt().toString()))
                .build();
    }

    @GET
    @Path("jobs/{id}")
    @Access(Role.TOKEN)
    @Operation(summary = "Progress and result of a job")
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = AdminJson.JobBody.class)))
    public Response job(@PathParam("id") String id) {
        return uuid(id).flatMap(jobs::find)
                .map(job -> Response.ok(AdminJson.JobBody.of(job)).build())
                .orElseGet(context::notFound);
    }

    @POST
    @Path("jobs/{id}/cancel")
    @Access(Role.TOKEN)
    @Operation(summary = "Ask a job to stop")
    public Response cancel(@PathParam("id") String id) {
        uuid(id).ifPresent(jobs::cancel);
        return job(id);
    }

    private static Optional<UUID> uuid(String text) {
        try {
            return Optional.of(UUID.fromString(text));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    @GET
    @Path("panel")
    @Access(Role.TOKEN)
    @Operation(
            summary =
                    "ATV, CVR and RPR of a period with 95 % intervals, both days included, and both arms of the releases that ran in it")
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = AdminJson.PanelBody.class)))
    public Response panel(@QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
        LocalDate today = clock.instant().atZone(settings.zone()).toLocalDate();
        return Period.of(from, to, today)
                .map(period -> Response.ok(
                                AdminJson.PanelBody.of(panel.summary(period.from(), period.to()), releasesOf(period)))
                        .build())
                .orElseGet(() -> context.refused(400, "admin.period.invalid"));
    }

    private List<Panel.Scorecard> releasesOf(Period period) {
        Instant begin = period.from().atStartOfDay(settings.zone()).toInstant();
        Instant end = period.to().plusDays(1).atStartOfDay(settings.zone()).toInstant();
        return releases.all().stream()
                .filter(each -> each.startedAt() != null && each.startedAt().isBefore(end))
                .filter(each -> each.endedAt() == null || each.endedAt().isAfter(begin))
                .flatMap(each -> panel.scorecard(each.key()).stream())
                .toList();
    }

    @GET
    @Path("releases/{key}/scorecard")
    @Access(Role.TOKEN)
    @Operation(summary = "Both arms of a release, their difference, and the sample ratio check")
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = AdminJson.ScorecardBody.class)))
    public Response scorecard(@PathParam("key") String key) {
        return panel.scorecard(key)
                .map(card -> Response.ok(AdminJson.ScorecardBody.of(card)).build())
                .orElseGet(context::notFound);
    }

    @POST
    @Path("audit")
    @Access(Role.TOKEN)
    @Operation(
            summary = "Check all invariants now, against the gateway's ledger too",
            description = "grace: what the gateway did in the last so many seconds may not have arrived here yet")
    @APIResponse(
            responseCode = "200",
            description = "Done, whether or not something is broken",
            content = @Content(schema = @Schema(implementation = AdminJson.AuditBody.class)))
    public Response audit(@QueryParam("grace") @DefaultValue("120") int grace) {
        return Response.ok(AdminJson.AuditBody.of(audits.run(Math.clamp(grace, 0, 86_400), "command")))
                .build();
    }
}

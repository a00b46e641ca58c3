package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Settings;
import yardstick.metrics.Panel;
import yardstick.web.Access;
import yardstick.web.Role;

/** ATV, CVR and RPR of a period as tiles, charts, table and file. */
@ApplicationScoped
@Path("/admin")
public class PanelResource {

    @Inject
    Panel panel;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    @Inject
    Office office;

    @GET
    @Path("panel")
    @Access({Role.OWNER, Role.FINANCE, Role.MARKETING})
    public Response page(@QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
        Period period = Period.of(from, to, today()).orElse(null);
        if (period == null) {
            return office.problem("/admin/panel", "admin.period.invalid");
        }
        Panel.Summary summary = panel.summary(period.from(), period.to());
        return office.page("panel", "admin.panel.title", PanelPage.view(period, summary, new Wording(office)));
    }

    @GET
    @Path("panel.csv")
    @Access({Role.OWNER, Role.FINANCE, Role.MARKETING})
    public Response csv(@QueryParam("from") @Nullable String from, @QueryParam("to") @Nullable String to) {
        return Period.of(from, to, today())
                .map(period -> PanelPage.csv(panel.summary(period.from(), period.to()))
                        .download("panel-" + period.from() + "-" + period.to() + ".csv"))
                .orElseGet(() -> office.problem("/admin/panel", "admin.period.invalid"));
    }

    private LocalDate today() {
        return clock.instant().atZone(settings.zone()).toLocalDate();
    }
}

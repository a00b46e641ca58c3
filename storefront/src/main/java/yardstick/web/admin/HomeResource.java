package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Job;
import yardstick.kernel.Jobs;
import yardstick.kernel.Settings;
import yardstick.metrics.Panel;
import yardstick.metrics.Release;
import yardstick.metrics.Releases;
import yardstick.orders.Audits;
import yardstick.orders.Orders;
import yardstick.web.Access;
import yardstick.web.Role;

/** The first page: what waits for somebody, the last thirty days, the newest orders, what runs. */
@ApplicationScoped
@Path("/admin")
public class HomeResource {

    private static final int ROWS = 5;

    @Inject
    Panel panel;

    @Inject
    Orders orders;

    @Inject
    Releases releases;

    @Inject
    Audits audits;

    @Inject
    Jobs jobs;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    @Inject
    Attention attention;

    @Inject
    Office office;

    /**
     * What the page shows; a part whose own page is closed to the reader is empty.
     *
     * @param audit the newest report, or null before the first night
     * @param empty true while there is neither an order nor an import
     */
    public record HomeView(
            List<Attention.Item> waiting,
            List<PanelPage.Tile> tiles,
            List<Orders.Summary> orders,
            List<Release> running,
            List<Job> jobs,
            Audits.@Nullable Report audit,
            boolean empty) {}

    @GET
    @Access({Role.OWNER, Role.SUPPORT, Role.WAREHOUSE, Role.FINANCE, Role.MARKETING})
    public Response home() {
        Role role = office.role();
        List<Orders.Summary> newest =
                Navigation.open(role, "orders") ? orders.search(new Orders.Filter("", null, null, ROWS)) : List.of();
        List<Job> latest = Navigation.open(role, "imports") ? jobs.latest(ROWS) : List.of();
        return office.page(
                "home",
                "admin.home.title",
                new HomeView(
                        attention.of(role),
                        Navigation.open(role, "panel") ? tiles() : List.of(),
                        newest,
                        Navigation.open(role, "releases") ? running() : List.of(),
                        latest,
                        Navigation.open(role, "audit") ? audits.last().orElse(null) : null,
                        role == Role.OWNER && newest.isEmpty() && latest.isEmpty()));
    }

    private List<PanelPage.Tile> tiles() {
        LocalDate today = clock.instant().atZone(settings.zone()).toLocalDate();
        Period period = Period.of(null, null, today).orElseThrow();
        return PanelPage.tiles(panel.summary(period.from(), period.to()), new Wording(office));
    }

    private List<Release> running() {
        return releases.all().stream()
                .filter(release -> release.state() == Release.State.RUNNING)
                .toList();
    }
}

package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;
import yardstick.orders.Audits;
import yardstick.web.Access;
import yardstick.web.Role;

/** What the audit found, and running it now. */
@ApplicationScoped
@Path("/admin/audit")
public class AuditResource {

    private static final int ROWS = 30;
    private static final int GRACE_SECONDS = 120;

    @Inject
    Audits audits;

    @Inject
    Office office;

    /** @param last the newest report, or null before the first */
    public record AuditView(Audits.@Nullable Report last, List<Audits.Report> reports) {}

    @GET
    @Access({Role.OWNER, Role.SUPPORT, Role.FINANCE, Role.WAREHOUSE})
    public Response page() {
        List<Audits.Report> reports = audits.latest(ROWS);
        return office.page(
                "audit", "admin.audit.title", new AuditView(reports.isEmpty() ? null : reports.getFirst(), reports));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access({Role.OWNER, Role.FINANCE})
    public Response run() {
        Audits.Report report = audits.run(GRACE_SECONDS, office.actor());
        return report.clean()
                ? office.done("/admin/audit", "admin.audit.clean")
                : office.problem("/admin/audit", "admin.audit.dirty");
    }
}

package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.container.ContainerResponseFilter;
import jakarta.ws.rs.ext.Provider;
import yardstick.web.CurrentVisit;
import yardstick.web.Staff;
import yardstick.web.Visit;

/** Writes the {@link AuditTrail}. Reading leaves no trace; looking is not changing. */
@Provider
@ApplicationScoped
public class AuditTrailFilter implements ContainerResponseFilter {

    @Inject
    CurrentVisit current;

    @Inject
    AuditTrail trail;

    @Override
    public void filter(ContainerRequestContext request, ContainerResponseContext response) {
        Visit visit = current.get();
        String path = visit.incoming().path();
        if (visit.incoming().reads() || !path.startsWith("/admin/") && !path.startsWith("/api/admin/")) {
            return;
        }
        Staff staff = visit.staff();
        if (staff != null) {
            trail.record(
                    staff,
                    new AuditTrail.Request(
                            visit.incoming().method(),
                            path,
                            response.getStatus(),
                            visit.incoming().requestId()));
        }
    }
}

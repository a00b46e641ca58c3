package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.Optional;
import java.util.UUID;
import yardstick.kernel.Job;
import yardstick.kernel.Jobs;
import yardstick.web.Access;
import yardstick.web.Head;
import yardstick.web.Role;

/** A job while it runs and its report afterwards. */
@ApplicationScoped
@Path("/admin/jobs/{id}")
public class JobResource {

    private static final String ID = "id";
    private static final int REFRESH_SECONDS = 3;

    @Inject
    Jobs jobs;

    @Inject
    Clock clock;

    @Inject
    Office office;

    @GET
    @Access(Role.OWNER)
    public Response page(@PathParam(ID) String id) {
        Optional<Job> job = find(id);
        if (job.isEmpty()) {
            return office.notFound();
        }
        Head head = Head.of(job.get().title());
        return office.page(
                "job",
                job.get().finished() ? head : head.refreshing(REFRESH_SECONDS),
                JobPage.view(job.get(), clock.instant()));
    }

    @GET
    @Path("progress")
    @Access(Role.OWNER)
    public Response progress(@PathParam(ID) String id) {
        return find(id).map(job -> Response.ok(JobPage.json(JobPage.view(job, clock.instant())), "application/json")
                        .build())
                .orElseGet(() -> Response.status(404).build());
    }

    @POST
    @Path("cancel")
    @Access(Role.OWNER)
    public Response cancel(@PathParam(ID) String id) {
        Optional<Job> job = find(id);
        if (job.isEmpty()) {
            return office.notFound();
        }
        jobs.cancel(job.get().id());
        return office.done("/admin/jobs/" + job.get().id(), "admin.job.cancelling");
    }

    private Optional<Job> find(String id) {
        try {
            return jobs.find(UUID.fromString(id));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}

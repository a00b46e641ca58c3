package yardstick.web.shop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.time.Clock;
import java.util.List;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.VisitorId;
import yardstick.tracking.EventDictionary;
import yardstick.tracking.Tracker;
import yardstick.web.Access;
import yardstick.web.CurrentVisit;
import yardstick.web.Role;
import yardstick.web.Visit;

/** Takes the events a page sends when it is left. Without consent they are dropped unread. */
@Path("/t")
@ApplicationScoped
public class Beacon {

    private static final int LARGEST = 64 * 1024;

    @Inject
    CurrentVisit current;

    @Inject
    Tracker tracker;

    @Inject
    Clock clock;

    /** The JSON Schema of an event by its name. */
    @GET
    @Path("schema/{name}.json")
    @Produces("application/schema+json")
    @Access(Role.PUBLIC)
    public Response schema(@PathParam("name") String name) {
        return EventDictionary.schema(name, "/t/schema/" + name + ".json")
                .map(schema -> Response.ok(schema).build())
                .orElseGet(() -> Response.status(404).build());
    }

    @POST
    @Access(Role.PUBLIC)
    public Response events(InputStream body, @HeaderParam("Sec-Fetch-Site") @Nullable String site) throws IOException {
        Visit visit = current.get();
        VisitorId visitor = visit.visitor();
        boolean ours = site == null || site.equals("same-origin");
        if (visitor == null || !ours) {
            return Response.noContent().build();
        }
        byte[] bytes = body.readNBytes(LARGEST + 1);
        if (bytes.length > LARGEST) {
            return Response.status(413).build();
        }
        List<Tracker.Event> events = BeaconEvents.read(bytes, new BeaconEvents.Sender(visitor, visit, clock.instant()));
        if (!events.isEmpty()) {
            tracker.accept(events, visit.incoming().userAgent());
        }
        return Response.noContent().build();
    }
}

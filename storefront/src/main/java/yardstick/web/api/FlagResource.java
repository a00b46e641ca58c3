package yardstick.web.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Flag;
import yardstick.kernel.Flags;
import yardstick.web.Access;
import yardstick.web.CurrentVisit;
import yardstick.web.Role;

/**
 * Flags for scripts in the shopper's own browser, by the OpenFeature Remote Evaluation Protocol: who asks is the browser
 * of the cookies, whatever context the script sends, and asking is meeting the release.
 */
@ApplicationScoped
@Path("/ofrep/v1/evaluate/flags")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Flags")
public class FlagResource {

    /** No release answers with it. */
    private static final String NOBODY = "";

    @Inject
    Flags flags;

    @Inject
    CurrentVisit current;

    @POST
    @Path("{key: [a-z0-9-]{1,80}}")
    @Access(Role.PUBLIC)
    @Operation(summary = "The variant this browser is served; 404 when no release of this key concerns it")
    public Response evaluate(@PathParam("key") String key, @HeaderParam("Sec-Fetch-Site") @Nullable String site) {
        boolean ours = site == null || site.equals("same-origin");
        String variant =
                ours ? flags.expose(new Flag(key, NOBODY), current.get().subject()) : NOBODY;
        if (variant.equals(NOBODY)) {
            JsonObject none = Json.createObjectBuilder()
                    .add("key", key)
                    .add("errorCode", "FLAG_NOT_FOUND")
                    .build();
            return Response.status(404).entity(none.toString()).build();
        }
        JsonObject found = Json.createObjectBuilder()
                .add("key", key)
                .add("value", variant)
                .add("variant", variant)
                .add("reason", "SPLIT")
                .build();
        return Response.ok(found.toString()).header("Cache-Control", "no-store").build();
    }
}

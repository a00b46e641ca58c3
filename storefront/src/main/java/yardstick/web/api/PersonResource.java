package yardstick.web.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.PersonalData.Person;
import yardstick.tracking.Erasures;
import yardstick.web.Access;
import yardstick.web.Role;

/** What is kept about a person: by the pseudonym of a browser, the number of a customer, or both. */
@ApplicationScoped
@Path("/api/person")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Privacy")
public class PersonResource {

    @Inject
    Erasures erasures;

    @Inject
    ApiContext context;

    public record HeldBody(Map<String, Long> held) {}

    /** Rows by place before and, by a second look, after. */
    public record ProofBody(
            long id, String subject, String at, boolean complete, Map<String, Long> before, Map<String, Long> after) {}

    @GET
    @Access(Role.TOKEN)
    @Operation(summary = "Rows by place that an erasure would remove or strip")
    public Response held(
            @QueryParam("visitor") @Nullable String visitor, @QueryParam("customer") @Nullable Long customer) {
        return known(visitor, customer)
                ? Response.ok(new HeldBody(erasures.preview(new Person(visitor, customer))))
                        .build()
                : context.refused(400, "admin.field.required");
    }

    @GET
    @Path("copy")
    @Access(Role.TOKEN)
    @Operation(summary = "The rows themselves, to hand out")
    public Response copy(
            @QueryParam("visitor") @Nullable String visitor, @QueryParam("customer") @Nullable Long customer) {
        return known(visitor, customer)
                ? Response.ok(erasures.copyAsJson(new Person(visitor, customer)))
                        .build()
                : context.refused(400, "admin.field.required");
    }

    @POST
    @Path("erasure")
    @Access(Role.TOKEN)
    @Operation(summary = "Forgets the person everywhere and gives the proof")
    public Response erase(
            @QueryParam("visitor") @Nullable String visitor, @QueryParam("customer") @Nullable Long customer) {
        if (!known(visitor, customer)) {
            return context.refused(400, "admin.field.required");
        }
        Erasures.Proof proof = erasures.erase(new Person(visitor, customer), "token");
        return Response.ok(new ProofBody(
                        proof.id(),
                        proof.subject(),
                        proof.at().toString(),
                        proof.complete(),
                        proof.before(),
                        proof.after()))
                .build();
    }

    private static boolean known(@Nullable String visitor, @Nullable Long customer) {
        return customer != null || visitor != null && !visitor.isBlank();
    }
}

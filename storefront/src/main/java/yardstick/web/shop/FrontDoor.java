package yardstick.web.shop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import yardstick.web.Access;
import yardstick.web.CurrentVisit;
import yardstick.web.Role;

/** The address without a language leads to the home page in the visitor's. */
@Path("/")
@ApplicationScoped
public class FrontDoor {

    @Inject
    CurrentVisit current;

    @GET
    @Access(Role.SHOPPER)
    public Response door() {
        return Response.temporaryRedirect(
                        URI.create("/" + current.get().language().code()))
                .header("Vary", "Accept-Language, Cookie")
                .build();
    }
}

package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import yardstick.web.Access;
import yardstick.web.CurrentVisit;
import yardstick.web.Incoming;
import yardstick.web.Pages;
import yardstick.web.Role;

/** {@code /zh/admin/panel} is the panel in Chinese: remembers the language and goes there. */
@ApplicationScoped
@Path("/{language: en|zh}/admin")
public class AdminLanguage {

    @Inject
    CurrentVisit current;

    @GET
    @Access(Role.SHOPPER)
    public Response home(@PathParam("language") String code) {
        return choose(code);
    }

    @GET
    @Path("{rest: .*}")
    @Access(Role.SHOPPER)
    public Response page(@PathParam("language") String code) {
        return choose(code);
    }

    private Response choose(String code) {
        Incoming incoming = current.get().incoming();
        String path = incoming.path().substring(code.length() + 1);
        return Pages.seeOther(EntranceResource.own(incoming.query().isEmpty() ? path : path + '?' + incoming.query()));
    }
}

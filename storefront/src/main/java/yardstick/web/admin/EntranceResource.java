package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.web.Access;
import yardstick.web.CurrentVisit;
import yardstick.web.Pages;
import yardstick.web.Role;
import yardstick.web.Staff;

/** The ways into the admin: the one-time link, and name and password. */
@ApplicationScoped
@Path("/admin")
public class EntranceResource {

    @Inject
    Entrance entrance;

    @Inject
    StaffDoor door;

    @Inject
    CurrentVisit current;

    @Inject
    Office office;

    /** @param token of the link, carried through the form */
    public record EnterView(String token, boolean good, Form form) {}

    /** @param next where to go afterwards */
    public record SignInView(String next, Form form) {}

    /** Looking at the link does not use it up, so that a preview of it cannot. */
    @GET
    @Path("enter")
    @Access(Role.SHOPPER)
    public Response enter(@QueryParam("token") @DefaultValue("") String token) {
        boolean good = entrance.good(token);
        return office.page(good ? 200 : 410, "enter", "admin.enter.title", new EnterView(token, good, Form.empty()));
    }

    @POST
    @Path("enter")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access(Role.SHOPPER)
    public Response setPassword(MultivaluedMap<String, String> fields) {
        Form form = new Form(fields);
        String token = form.text("token");
        String password = form.text("password");
        Refusal weakness = StaffDoor.weakness(password, form.text("repeated"));
        if (weakness != null) {
            form.refuse("password", weakness);
            return office.page(422, "enter", "admin.enter.title", new EnterView(token, entrance.good(token), form));
        }
        Optional<Staff> staff = entrance.use(token);
        if (staff.isEmpty()) {
            return office.page(410, "enter", "admin.enter.title", new EnterView(token, false, Form.empty()));
        }
        door.setPassword(staff.get().id(), password);
        current.get().signInStaff(staff.get().id());
        return office.done("/admin", "admin.enter.done");
    }

    @GET
    @Path("sign-in")
    @Access(Role.SHOPPER)
    public Response signInForm(@QueryParam("next") @DefaultValue("/admin") String next) {
        return current.get().staff() == null
                ? office.page("sign-in", "admin.sign_in.title", new SignInView(own(next), Form.empty()))
                : Pages.seeOther(own(next));
    }

    @POST
    @Path("sign-in")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access(Role.SHOPPER)
    public Response signIn(MultivaluedMap<String, String> fields) {
        Form form = new Form(fields);
        String next = own(form.text("next"));
        return switch (door.signIn(form.text("username"), form.text("password"))) {
            case Outcome.Done<Long>(Long staff) -> {
                current.get().signInStaff(staff);
                yield Pages.seeOther(next);
            }
            case Outcome.Refused<Long>(Refusal refusal) -> {
                form.refuse("password", refusal);
                yield office.page(422, "sign-in", "admin.sign_in.title", new SignInView(next, form));
            }
        };
    }

    @POST
    @Path("sign-out")
    @Access(Role.SHOPPER)
    public Response signOut() {
        current.get().signOutStaff();
        return Pages.seeOther("/admin/sign-in");
    }

    /** Only a page of the admin, so that a link cannot lead away from it. */
    static String own(String next) {
        return next.matches("/admin(/[\\w./-]*)?(\\?[\\w.=&%+-]*)?") && !next.contains("//") ? next : "/admin";
    }
}

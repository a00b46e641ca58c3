package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.web.Access;
import yardstick.web.CurrentVisit;
import yardstick.web.Role;
import yardstick.web.Staff;

/** Staff accounts: invite, change the role, disable; what was done by whom; which route is open to which role. */
@ApplicationScoped
@Path("/admin/staff")
public class StaffResource {

    private static final int ROWS = 200;

    @Inject
    StaffBook book;

    @Inject
    AuditTrail trail;

    @Inject
    AccessMatrix matrix;

    @Inject
    CurrentVisit current;

    @Inject
    Office office;

    /** @param link address of a fresh invitation, shown once, or null */
    public record StaffView(
            List<StaffBook.Account> accounts,
            List<Role> roles,
            Form form,
            @Nullable String link,
            String invited) {}

    public record TrailView(List<AuditTrail.Entry> entries) {}

    public record MatrixView(List<Role> roles, List<AccessMatrix.Route> routes) {}

    @GET
    @Access(Role.OWNER)
    public Response list() {
        return show(200, Form.empty(), null);
    }

    private Response show(int status, Form form, StaffBook.@Nullable Invited invited) {
        Role mine = actor().role();
        List<Role> grantable = staffRoles().stream().filter(mine::holds).toList();
        String link = invited == null
                ? null
                : current.get().incoming().base() + "/admin/enter?token="
                        + invited.link().token();
        return office.page(
                status,
                "staff",
                "admin.staff.title",
                new StaffView(
                        book.all(),
                        grantable,
                        form,
                        link,
                        invited == null ? "" : invited.account().username()));
    }

    private static List<Role> staffRoles() {
        return Arrays.stream(Role.values()).filter(Role::staff).toList();
    }

    private Staff actor() {
        Staff staff = current.get().staff();
        if (staff == null) {
            throw new IllegalStateException("the route is closed to guests");
        }
        return staff;
    }

    @POST
    @Path("invite")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access(Role.OWNER)
    public Response invite(MultivaluedMap<String, String> fields) {
        Form form = new Form(fields);
        Optional<Role> role = role(form.text("role"));
        if (role.isEmpty()) {
            form.refuse("role", Refusal.of("admin.field.required"));
            return show(422, form, null);
        }
        return switch (book.invite(actor(), form.text("username"), form.text("name"), role.get())) {
            case Outcome.Done<StaffBook.Invited>(StaffBook.Invited invited) -> show(200, Form.empty(), invited);
            case Outcome.Refused<StaffBook.Invited>(Refusal reason) -> {
                form.refuse("username", reason);
                yield show(422, form, null);
            }
        };
    }

    private static Optional<Role> role(String name) {
        return staffRoles().stream().filter(role -> role.name().equals(name)).findFirst();
    }

    @POST
    @Path("{id:\\d+}/link")
    @Access(Role.OWNER)
    public Response link(@PathParam("id") long id) {
        return switch (book.link(actor(), id)) {
            case Outcome.Done<StaffBook.Invited>(StaffBook.Invited invited) -> show(200, Form.empty(), invited);
            case Outcome.Refused<StaffBook.Invited> refused -> office.back("/admin/staff", refused, "");
        };
    }

    @POST
    @Path("{id:\\d+}/role")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access(Role.OWNER)
    public Response role(@PathParam("id") long id, MultivaluedMap<String, String> fields) {
        Role role = role(new Form(fields).text("role")).orElse(null);
        return role == null
                ? office.problem("/admin/staff", "admin.field.required")
                : office.back("/admin/staff", book.assign(actor(), id, role), "admin.staff.changed");
    }

    @POST
    @Path("{id:\\d+}/disable")
    @Access(Role.OWNER)
    public Response disable(@PathParam("id") long id) {
        return office.back("/admin/staff", book.disable(actor(), id), "admin.staff.is_disabled");
    }

    @POST
    @Path("{id:\\d+}/enable")
    @Access(Role.OWNER)
    public Response enable(@PathParam("id") long id) {
        return office.back("/admin/staff", book.enable(actor(), id), "admin.staff.is_enabled");
    }

    @GET
    @Path("trail")
    @Access(Role.OWNER)
    public Response trail() {
        return office.page("staff-trail", "admin.trail.title", new TrailView(trail.latest(ROWS)));
    }

    @GET
    @Path("access")
    @Access(Role.OWNER)
    public Response access() {
        return office.page("staff-access", "admin.access.title", new MatrixView(staffRoles(), matrix.routes()));
    }
}

package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.kernel.Settings;
import yardstick.orders.Order;
import yardstick.orders.Orders;
import yardstick.orders.PaymentDesk;
import yardstick.orders.Pickups;
import yardstick.orders.Pickups.Booking;
import yardstick.orders.Pickups.Hours;
import yardstick.orders.Pickups.Point;
import yardstick.web.Access;
import yardstick.web.Role;

/** 到店自提: the desk, and the points with their hours. */
@ApplicationScoped
@Path("/admin/pickup")
public class PickupResource {

    private static final int ROWS = 200;

    @Inject
    Pickups pickups;

    @Inject
    PaymentDesk desk;

    @Inject
    Orders orders;

    @Inject
    Settings settings;

    @Inject
    Office office;

    /**
     * @param found the booking of the typed code, with its order; null before one was typed
     * @param cash true when what is due can be paid here
     */
    public record DeskView(
            List<Booking> waiting,
            String typed,
            @Nullable Booking found,
            @Nullable Order order,
            boolean cash,
            @Nullable Refusal refusal) {}

    public record PointsView(List<Point> points, Form form) {}

    @GET
    @Access({Role.OWNER, Role.WAREHOUSE, Role.SUPPORT})
    public Response desk() {
        return show("", null, null);
    }

    private Response show(String typed, @Nullable Booking found, @Nullable Refusal refusal) {
        Order order =
                found == null ? null : orders.byNumber(found.orderNumber()).orElse(null);
        return office.page(
                refusal == null ? 200 : 422,
                "pickup",
                "admin.pickup.title",
                new DeskView(
                        pickups.waiting(ROWS),
                        typed,
                        found,
                        order,
                        found != null && found.due().isPositive() && desk.takeable(found.order()),
                        refusal));
    }

    /** By POST, so that codes stay out of addresses and logs. */
    @POST
    @Path("code")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access({Role.OWNER, Role.WAREHOUSE, Role.SUPPORT})
    public Response code(@FormParam("code") @DefaultValue("") String typed) {
        return switch (pickups.find(typed)) {
            case Outcome.Done<Booking>(Booking booking) -> show(typed, booking, null);
            case Outcome.Refused<Booking>(Refusal reason) -> show(typed, null, reason);
        };
    }

    @POST
    @Path("hand-over")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access({Role.OWNER, Role.WAREHOUSE, Role.SUPPORT})
    public Response handOver(
            @FormParam("code") @DefaultValue("") String typed, @FormParam("cash") @DefaultValue("") String cash) {
        if (cash.equals("yes")
                && pickups.find(typed) instanceof Outcome.Done<Booking>(Booking booking)
                && desk.take(booking.order(), office.actor()) instanceof Outcome.Refused<Boolean> refused) {
            return office.back("/admin/pickup", refused, "admin.pickup.done");
        }
        return office.back("/admin/pickup", pickups.handOver(typed, office.actor()), "admin.pickup.done");
    }

    @POST
    @Path("orders/{number}/ready")
    @Access({Role.OWNER, Role.WAREHOUSE})
    public Response ready(@PathParam("number") String number) {
        Order order = orders.byNumber(number).orElse(null);
        return order == null
                ? office.notFound()
                : office.back("/admin/pickup", pickups.ready(order.id(), office.actor()), "admin.pickup.made_ready");
    }

    @GET
    @Path("points")
    @Access({Role.OWNER, Role.WAREHOUSE})
    public Response points() {
        Form form = Form.empty()
                .with("zone", settings.zone().getId())
                .with("lead", "120")
                .with("slot", "60")
                .with("capacity", "10")
                .with("grace", "120")
                .with("hours", "1-5 10:00-20:00\n6-7 10:00-18:00");
        return points(200, form);
    }

    private Response points(int status, Form form) {
        return office.page(status, "pickup-points", "admin.pickup.points", new PointsView(pickups.points(), form));
    }

    @POST
    @Path("points")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access({Role.OWNER})
    public Response keep(MultivaluedMap<String, String> fields) {
        Form form = new Form(fields);
        Point point = new Point(
                form.required("code"),
                form.required("name"),
                form.required("address"),
                form.text("phone"),
                form.required("zone"),
                form.whole("lead", 0, 20_160).orElse(0),
                form.whole("slot", 10, 720).orElse(60),
                form.whole("capacity", 0, 10_000).orElse(0),
                form.whole("grace", 0, 10_080).orElse(0),
                !form.text("active").equals("no"),
                hours(form));
        if (form.failed()) {
            return points(422, form);
        }
        return office.back("/admin/pickup/points", pickups.keep(point), "admin.pickup.point_kept");
    }

    /** Lines like {@code 1-5 10:00-20:00}. */
    static List<Hours> hours(Form form) {
        List<Hours> hours = new ArrayList<>();
        for (String line : form.text("hours").split("\\R")) {
            String tidy = line.strip();
            if (tidy.matches("[1-7](-[1-7])? +\\d{1,2}:\\d{2}-\\d{1,2}:\\d{2}")) {
                try {
                    String[] parts = tidy.split(" +");
                    String[] times = parts[1].split("-");
                    for (int day = parts[0].charAt(0) - '0';
                            day <= parts[0].charAt(parts[0].length() - 1) - '0';
                            day++) {
                        hours.add(new Hours(day, time(times[0]), time(times[1])));
                    }
                } catch (DateTimeException e) {
                    form.refuse("hours", Refusal.of("admin.pickup.bad_hours"));
                }
            } else if (!tidy.isEmpty()) {
                form.refuse("hours", Refusal.of("admin.pickup.bad_hours"));
            }
        }
        return hours;
    }

    private static LocalTime time(String text) {
        return LocalTime.parse(text.length() == 4 ? "0" + text : text);
    }
}

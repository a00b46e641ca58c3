package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.orders.Labels;
import yardstick.orders.Order;
import yardstick.orders.Orders;
import yardstick.orders.ShipBoard;
import yardstick.orders.ShipBoard.Lanes;
import yardstick.orders.ShipBoard.Pick;
import yardstick.orders.Shipment;
import yardstick.orders.ShipmentId;
import yardstick.orders.Shipments;
import yardstick.web.Access;
import yardstick.web.CurrentVisit;
import yardstick.web.Head;
import yardstick.web.Pages;
import yardstick.web.Role;

/** What the warehouse has to do: the board, pick lists, many parcels at once. */
@ApplicationScoped
@Path("/admin/fulfilment")
public class FulfilmentResource {

    private static final int ROWS = 50;

    private static final int MOST_ORDERS = 200;

    /** The message travels in a cookie. */
    private static final int MOST_REASONS = 5;

    @Inject
    ShipBoard board;

    @Inject
    Shipments shipments;

    @Inject
    Orders orders;

    @Inject
    Labels labels;

    @Inject
    Office office;

    @Inject
    CurrentVisit current;

    @Inject
    Clock clock;

    /** @param rows longest lane that is shown */
    public record BoardView(Lanes lanes, List<String> carriers, int rows) {}

    public record PickView(List<Pick> picks, List<String> numbers, Instant at) {}

    public record OrderParcels(
            Order order, List<Shipments.OpenLine> lines, List<Shipment> parcels, List<String> carriers) {
        public int left() {
            return lines.stream().mapToInt(Shipments.OpenLine::left).sum();
        }
    }

    @GET
    @Access({Role.OWNER, Role.WAREHOUSE, Role.SUPPORT})
    public Response board() {
        return office.page(
                "fulfilment", "admin.fulfilment.title", new BoardView(board.lanes(ROWS), shipments.carriers(), ROWS));
    }

    @GET
    @Path("pick-list")
    @Access({Role.OWNER, Role.WAREHOUSE})
    public Response pickList(@QueryParam("order") List<String> numbers) {
        List<String> asked = numbers.stream().limit(MOST_ORDERS).toList();
        return office.page(
                "pick-list", "admin.pick.title", new PickView(board.pickList(asked), asked, clock.instant()));
    }

    /** The board's form: {@code order} repeats; {@code action} is {@code pick}, {@code plan} or {@code book}. */
    @POST
    @Path("orders")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access({Role.OWNER, Role.WAREHOUSE})
    public Response many(MultivaluedMap<String, String> form) {
        List<String> numbers = form.getOrDefault("order", List.of()).stream()
                .distinct()
                .limit(MOST_ORDERS)
                .toList();
        if (numbers.isEmpty()) {
            return office.problem("/admin/fulfilment", "admin.fulfilment.none_chosen");
        }
        String action = String.valueOf(form.getFirst("action"));
        if (action.equals("pick")) {
            StringBuilder query = new StringBuilder();
            numbers.forEach(
                    number -> query.append("&order=").append(URLEncoder.encode(number, StandardCharsets.UTF_8)));
            return Pages.seeOther("/admin/fulfilment/pick-list?" + query.substring(1));
        }
        return planned(numbers, String.valueOf(form.getFirst("carrier")), action.equals("book"));
    }

    /** Of the chosen parcels, to be sent to a label printer as they are. */
    @GET
    @Path("labels.pdf")
    @Produces({"application/pdf", MediaType.TEXT_HTML})
    @Access({Role.OWNER, Role.WAREHOUSE})
    public Response labels(@QueryParam("parcel") List<String> chosen) {
        List<ShipmentId> parcels = chosen.stream()
                .filter(id -> id.matches("\\d{1,18}"))
                .limit(MOST_ORDERS)
                .map(id -> new ShipmentId(Long.parseLong(id)))
                .toList();
        byte[] pdf = labels.pdf(parcels, current.get().language());
        return pdf.length == 0
                ? office.problem("/admin/fulfilment", "admin.fulfilment.no_labels")
                : Response.ok(pdf, "application/pdf")
                        .header("Content-Disposition", "inline; filename=\"labels.pdf\"")
                        .header("Cache-Control", "private, no-store")
                        .build();
    }

    private Response planned(List<String> numbers, String carrier, boolean book) {
        int done = 0;
        Map<String, String> refused = new LinkedHashMap<>();
        for (String number : numbers) {
            Outcome<Shipment> outcome = plan(number, carrier, book);
            if (outcome instanceof Outcome.Refused<Shipment>(Refusal reason)) {
                refused.put(number, office.messages().text(current.get().language(), reason));
            } else {
                done++;
            }
        }
        StringBuilder text = new StringBuilder(office.text("admin.fulfilment.made", Map.of("count", done)));
        refused.entrySet().stream()
                .limit(MOST_REASONS)
                .forEach(each ->
                        text.append(' ').append(each.getKey()).append(": ").append(each.getValue()));
        current.get().flash(refused.isEmpty() ? "done" : "problem", text.toString());
        return Pages.seeOther("/admin/fulfilment");
    }

    private Outcome<Shipment> plan(String number, String carrier, boolean book) {
        Order order = orders.byNumber(number).orElse(null);
        if (order == null) {
            return Outcome.refused(Refusal.of("orders.unknown_order"));
        }
        Outcome<Shipment> planned = shipments.plan(new Shipments.Draft(order.id(), Map.of(), carrier), office.actor());
        return book && planned instanceof Outcome.Done<Shipment>(Shipment parcel)
                ? shipments.book(parcel.id(), current.get().incoming().base(), office.actor())
                : planned;
    }

    @GET
    @Path("orders/{number}")
    @Access({Role.OWNER, Role.WAREHOUSE, Role.SUPPORT})
    public Response order(@PathParam("number") String number) {
        Order order = orders.byNumber(number).orElse(null);
        return order == null
                ? office.notFound()
                : office.page(
                        "fulfilment-order",
                        Head.of(office.text("admin.fulfilment.order", Map.of("number", number))),
                        new OrderParcels(
                                order,
                                shipments.open(order.id()),
                                shipments.ofOrder(order.id()),
                                shipments.carriers()));
    }

    /** One parcel: {@code line-<n>} are units of line n. */
    @POST
    @Path("orders/{number}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access({Role.OWNER, Role.WAREHOUSE})
    public Response parcel(@PathParam("number") String number, MultivaluedMap<String, String> form) {
        Order order = orders.byNumber(number).orElse(null);
        if (order == null) {
            return office.notFound();
        }
        Map<Integer, Integer> units = new TreeMap<>();
        List<String> wrong = new ArrayList<>();
        form.forEach((name, values) -> {
            String typed = values.getFirst().strip();
            if (name.matches("line-\\d{1,5}") && !typed.isEmpty() && !typed.equals("0")) {
                if (typed.matches("\\d{1,5}")) {
                    units.put(Integer.parseInt(name.substring(5)), Integer.parseInt(typed));
                } else {
                    wrong.add(name);
                }
            }
        });
        String page = "/admin/fulfilment/orders/" + number;
        if (!wrong.isEmpty() || units.isEmpty()) {
            return office.problem(page, "admin.fulfilment.no_units");
        }
        Outcome<Shipment> planned = shipments.plan(
                new Shipments.Draft(order.id(), units, String.valueOf(form.getFirst("carrier"))), office.actor());
        return planned instanceof Outcome.Done<Shipment>(Shipment parcel)
                ? office.done("/admin/parcels/" + parcel.id().value(), "admin.parcel.planned")
                : office.back(page, planned, "admin.parcel.planned");
    }

    /** A carrier's name for people who want to look a number up. */
    @GET
    @Path("number")
    @Access({Role.OWNER, Role.WAREHOUSE, Role.SUPPORT})
    public Response number(@QueryParam("q") @DefaultValue("") String typed) {
        return office.page(
                "tracking-number",
                "admin.number.title",
                new NumberView(typed, typed.isBlank() ? List.of() : shipments.recognise(typed)));
    }

    public record NumberView(String typed, List<yardstick.orders.TrackingNumber> found) {}
}

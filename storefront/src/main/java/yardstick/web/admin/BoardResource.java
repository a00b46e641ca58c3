package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.orders.Order;
import yardstick.orders.OrderBoard;
import yardstick.orders.OrderBoard.Command;
import yardstick.orders.OrderBoard.Cursor;
import yardstick.orders.OrderBoard.Query;
import yardstick.orders.OrderBoard.Row;
import yardstick.orders.OrderId;
import yardstick.orders.Orders;
import yardstick.web.Access;
import yardstick.web.CurrentVisit;
import yardstick.web.Pages;
import yardstick.web.Role;
import yardstick.web.Staff;

/** The orders board: what needs somebody first, then the list with saved views, bulk commands and their undo. */
@ApplicationScoped
@Path("/admin")
public class BoardResource {

    private static final int PAGE = 50;
    private static final int EXCEPTIONS = 20;
    private static final int FLUSH_AT = 500;

    @Inject
    OrderBoard board;

    @Inject
    Orders orders;

    @Inject
    SavedViews views;

    @Inject
    CurrentVisit current;

    @Inject
    Office office;

    /** What is looked for. */
    public static class Search {
        @QueryParam("q")
        @DefaultValue("")
        String text = "";

        @QueryParam("state")
        @DefaultValue("")
        String state = "";

        @QueryParam("tag")
        @DefaultValue("")
        String tag = "";

        @QueryParam("after")
        @DefaultValue("")
        String after = "";

        @QueryParam("look")
        @DefaultValue("")
        String look = "";

        Query query(int limit) {
            return new Query(
                    text.strip(), chosen(), tag.strip(), Cursor.parse(after).orElse(null), limit);
        }

        Order.@Nullable State chosen() {
            for (Order.State each : Order.State.values()) {
                if (each.name().equals(state)) {
                    return each;
                }
            }
            return null;
        }

        String address() {
            return "q=" + encode(text) + "&state=" + encode(state) + "&tag=" + encode(tag);
        }

        private static String encode(String value) {
            return URLEncoder.encode(value, StandardCharsets.UTF_8);
        }
    }

    /**
     * @param query the search as a part of an address, without the place in the list
     * @param next place of the next page, or null on the last
     * @param looked the order of the side preview, or null
     */
    public record BoardView(
            String text,
            String state,
            String tag,
            List<Order.State> states,
            List<String> tags,
            List<Row> rows,
            long total,
            String query,
            String here,
            @Nullable String next,
            boolean first,
            List<OrderBoard.Exceptional> exceptions,
            List<OrderBoard.Action> undoable,
            List<SavedViews.Saved> views,
            @Nullable Order looked) {

        public boolean searching() {
            return !text.isBlank() || !state.isEmpty() || !tag.isEmpty();
        }
    }

    @GET
    @Path("orders")
    @Access({Role.OWNER, Role.SUPPORT, Role.WAREHOUSE, Role.FINANCE})
    public Response list(@BeanParam Search search) {
        List<Row> found = board.search(search.query(PAGE + 1));
        boolean more = found.size() > PAGE;
        List<Row> rows = more ? found.subList(0, PAGE) : found;
        boolean first = search.after.isEmpty();
        BoardView view = new BoardView(
                search.text,
                search.state,
                search.tag,
                List.of(Order.State.values()),
                board.tags(),
                rows,
                orders.count(new Orders.Filter(search.text.strip(), search.chosen(), null, PAGE)),
                search.address(),
                search.address() + "&after=" + Search.encode(search.after),
                more ? rows.getLast().cursor().toString() : null,
                first,
                first ? board.exceptions(EXCEPTIONS) : List.of(),
                board.undoable(office.actor()),
                views.of(actor()),
                search.look.isEmpty() ? null : orders.byNumber(search.look).orElse(null));
        return office.page("orders", "admin.orders.title", view);
    }

    private Staff actor() {
        Staff staff = current.get().staff();
        if (staff == null) {
            throw new IllegalStateException("the route is closed to guests");
        }
        return staff;
    }

    /** Sent row by row: a million orders need no more memory than a thousand. */
    @GET
    @Path("orders.csv")
    @Access({Role.OWNER, Role.FINANCE})
    public Response export(@BeanParam Search search) {
        Query query = search.query(PAGE).from(null, PAGE);
        StreamingOutput output = out -> {
            Csv csv = new Csv();
            List.of(
                            "number",
                            "state",
                            "placed_at",
                            "name",
                            "units",
                            "total_minor",
                            "refunded_minor",
                            "currency",
                            "tags")
                    .forEach(csv::text);
            csv.end();
            int[] rows = {0};
            board.export(query, row -> {
                line(csv, row);
                if (++rows[0] % FLUSH_AT == 0) {
                    send(out, csv);
                }
            });
            send(out, csv);
        };
        return Csv.download("orders.csv", output);
    }

    private static void send(java.io.OutputStream out, Csv csv) {
        try {
            out.write(csv.take());
        } catch (IOException e) {
            throw new UncheckedIOException("the reader went away", e);
        }
    }

    static void line(Csv csv, Row row) {
        Orders.Summary order = row.order();
        csv.text(order.number())
                .text(order.state().name())
                .text(order.placedAt().toString())
                .text(order.name())
                .number(order.units())
                .number(order.total().minor())
                .number(order.refunded().minor())
                .text(order.total().currency())
                .text(String.join(" ", row.tags()))
                .end();
    }

    /** Tags and marks are for everybody who works with orders; cancelling gives money back and is not. */
    @POST
    @Path("orders-bulk")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access({Role.OWNER, Role.SUPPORT, Role.WAREHOUSE, Role.FINANCE})
    public Response bulk(MultivaluedMap<String, String> fields) {
        Form form = new Form(fields);
        String back = "/admin/orders?" + form.text("here");
        List<String> chosen = fields.getOrDefault("order", List.of()).stream()
                .filter(id -> id.matches("\\d{1,18}"))
                .toList();
        String wish = form.text("command");
        if (wish.equals("print")) {
            return Pages.seeOther("/admin/orders-print?" + numbers(fields));
        }
        Command command = command(wish);
        boolean may = command != Command.CANCEL || actor().role() == Role.OWNER || actor().role() == Role.SUPPORT;
        if (command == null || !may) {
            return office.problem(back, "admin.board.not_yours");
        }
        String tag = wish.equals("picking") ? OrderBoard.PICKING : form.text("tag");
        List<OrderId> ids =
                chosen.stream().map(Long::parseLong).map(OrderId::new).toList();
        return office.back(back, board.apply(command, tag, ids, office.actor()), "admin.board.done");
    }

    private static String numbers(MultivaluedMap<String, String> fields) {
        StringBuilder query = new StringBuilder();
        fields.getOrDefault("order", List.of())
                .forEach(id -> fields.getOrDefault("number" + id, List.of())
                        .forEach(number -> query.append("number=")
                                .append(Search.encode(number))
                                .append('&')));
        return query.toString();
    }

    private static @Nullable Command command(String wish) {
        return switch (wish.toLowerCase(Locale.ROOT)) {
            case "tag", "picking" -> Command.TAG;
            case "untag" -> Command.UNTAG;
            case "cancel" -> Command.CANCEL;
            default -> null;
        };
    }

    @POST
    @Path("orders-undo/{id:\\d{1,18}}")
    @Access({Role.OWNER, Role.SUPPORT, Role.WAREHOUSE, Role.FINANCE})
    public Response undo(@PathParam("id") long id) {
        return office.back("/admin/orders", board.undo(id, office.actor()), "admin.board.undone");
    }

    /** Sharing a view puts it before everybody, so it is for those who lead. */
    @POST
    @Path("orders-views")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access({Role.OWNER, Role.SUPPORT, Role.WAREHOUSE, Role.FINANCE})
    public Response save(MultivaluedMap<String, String> fields) {
        Form form = new Form(fields);
        String query = form.text("query").replaceAll("[^A-Za-z0-9=&%+._*-]", "");
        Outcome<Boolean> saved = views.save(
                actor(), form.text("name"), query, !form.text("shared").isEmpty());
        return switch (saved) {
            case Outcome.Done<Boolean> _ -> office.done("/admin/orders?" + query, "admin.views.saved");
            case Outcome.Refused<Boolean>(Refusal reason) ->
                office.back("/admin/orders?" + query, Outcome.refused(reason), "");
        };
    }

    @POST
    @Path("orders-views/{id:\\d{1,18}}/delete")
    @Access({Role.OWNER, Role.SUPPORT, Role.WAREHOUSE, Role.FINANCE})
    public Response delete(@PathParam("id") long id) {
        views.delete(actor(), id);
        return office.done("/admin/orders", "admin.views.deleted");
    }
}

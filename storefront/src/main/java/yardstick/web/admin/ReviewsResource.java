package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import yardstick.catalog.ReviewDesk;
import yardstick.catalog.ReviewDesk.Kind;
import yardstick.catalog.ReviewDesk.Post;
import yardstick.catalog.Reviews.State;
import yardstick.kernel.Outcome;
import yardstick.web.Access;
import yardstick.web.Role;

/** What customers wrote: what waits is decided on, reviews are replied to, questions answered. */
@ApplicationScoped
@Path("/admin/reviews")
public class ReviewsResource {

    private static final String HERE = "/admin/reviews";
    private static final int SIZE = 30;

    @Inject
    ReviewDesk desk;

    @Inject
    Office office;

    /** One list of the page: {@code kind} and {@code state} are those of its address. */
    public record Tab(String kind, String state, String label, long count, boolean chosen) {

        public String address() {
            return HERE + "?kind=" + kind + "&state=" + state;
        }
    }

    /** @param next id to go on before, or 0 on the last page */
    public record ReviewsView(List<Tab> tabs, Tab tab, List<Post> posts, long next) {}

    @GET
    @Access({Role.OWNER, Role.MARKETING, Role.SUPPORT})
    public Response list(
            @QueryParam("kind") @DefaultValue("review") String kind,
            @QueryParam("state") @DefaultValue("waiting") String state,
            @QueryParam("before") @DefaultValue("0") long before) {
        Kind which = kind(kind);
        State status = state(state);
        List<Post> posts = desk.posts(which, status, before, SIZE);
        List<Tab> tabs = tabs(which, status);
        Tab tab = tabs.stream().filter(Tab::chosen).findFirst().orElseThrow();
        long next = posts.size() < SIZE ? 0 : posts.getLast().id();
        return office.page("reviews", "admin.reviews.title", new ReviewsView(tabs, tab, posts, next));
    }

    private List<Tab> tabs(Kind chosen, State status) {
        Map<Kind, Map<State, Long>> counts = desk.counts();
        return List.of(Kind.values()).stream()
                .flatMap(kind -> List.of(State.values()).stream().map(state -> {
                    String name = kind.name().toLowerCase(Locale.ROOT);
                    String word = state.name().toLowerCase(Locale.ROOT);
                    return new Tab(
                            name,
                            word,
                            office.text("admin.reviews." + name + "." + word),
                            counts.getOrDefault(kind, Map.of()).getOrDefault(state, 0L),
                            kind == chosen && state == status);
                }))
                .toList();
    }

    private static Kind kind(String name) {
        for (Kind kind : Kind.values()) {
            if (kind.name().equalsIgnoreCase(name)) {
                return kind;
            }
        }
        return Kind.REVIEW;
    }

    private static State state(String name) {
        for (State state : State.values()) {
            if (state.name().equalsIgnoreCase(name)) {
                return state;
            }
        }
        return State.WAITING;
    }

    @POST
    @Path("{kind: review|question|answer}/{id: \\d{1,18}}/{what: publish|reject|reply|answer}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access({Role.OWNER, Role.MARKETING, Role.SUPPORT})
    public Response decide(
            @PathParam("kind") String kind,
            @PathParam("id") long id,
            @PathParam("what") String what,
            MultivaluedMap<String, String> fields) {
        Form form = new Form(fields);
        Kind which = kind(kind);
        String who = office.actor();
        Outcome<Boolean> outcome = switch (what) {
            case "publish" -> desk.publish(which, id, who);
            case "reject" -> desk.reject(which, id, who);
            case "reply" -> desk.reply(id, form.text("text"), who);
            default -> desk.answer(id, form.text("text"), who);
        };
        String back = HERE + "?kind=" + kind + "&state="
                + state(form.text("state")).name().toLowerCase(Locale.ROOT);
        return office.back(back, outcome, "admin.reviews.done." + what);
    }
}

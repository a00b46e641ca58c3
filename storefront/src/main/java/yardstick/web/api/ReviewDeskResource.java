package yardstick.web.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.json.JsonObject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import yardstick.catalog.ReviewDesk;
import yardstick.catalog.ReviewDesk.Kind;
import yardstick.catalog.Reviews;
import yardstick.kernel.Outcome;
import yardstick.web.Access;
import yardstick.web.CurrentVisit;
import yardstick.web.Role;
import yardstick.web.Staff;

/** Moderation: what waits, and the decisions that the pages offer. */
@ApplicationScoped
@Path("/api/admin/reviews")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Administration")
public class ReviewDeskResource {

    private static final int MOST = 200;
    private static final String POST = "{kind: review|question|answer}/{id: \\d{1,18}}";

    @Inject
    ReviewDesk desk;

    @Inject
    CurrentVisit current;

    @Inject
    ApiContext context;

    record PostItem(
            Kind kind,
            long id,
            String product,
            String name,
            int stars,
            String title,
            String text,
            String about,
            boolean verified,
            boolean rewarded,
            Reviews.State state,
            String why,
            String reply,
            String at,
            List<String> pictures) {

        static PostItem of(ReviewDesk.Post post) {
            return new PostItem(
                    post.kind(),
                    post.id(),
                    post.slug(),
                    post.name(),
                    post.stars(),
                    post.title(),
                    post.text(),
                    post.about(),
                    post.verified(),
                    post.rewarded(),
                    post.state(),
                    post.why(),
                    post.reply(),
                    post.at().toString(),
                    post.pictures().stream()
                            .map(path -> yardstick.web.shop.Picture.of(path).src())
                            .toList());
        }
    }

    record PostList(List<PostItem> posts) {}

    record Decided(boolean done) {}

    record TextInput(String text) {}

    private String who() {
        Staff staff = current.get().staff();
        return staff == null ? "api" : staff.username();
    }

    private Response decided(Outcome<Boolean> outcome) {
        return context.answer(outcome, Decided::new);
    }

    private static Kind kind(String name) {
        return Kind.valueOf(name.toUpperCase(Locale.ROOT));
    }

    @GET
    @Access({Role.TOKEN, Role.OWNER, Role.SUPPORT, Role.MARKETING})
    @Operation(
            summary = "Reviews, questions or answers, newest first",
            description = "Parameters: kind (review, question, answer), state (waiting, published, rejected), before "
                    + "(an id), limit up to 200.")
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = PostList.class)))
    public Response posts(
            @QueryParam("kind") @DefaultValue("review") String kind,
            @QueryParam("state") @DefaultValue("waiting") String state,
            @QueryParam("before") @DefaultValue("0") long before,
            @QueryParam("limit") @DefaultValue("50") int limit) {
        if (!kind.matches("review|question|answer") || !state.matches("waiting|published|rejected")) {
            return context.refused(400, "api.invalid_query");
        }
        List<ReviewDesk.Post> found = desk.posts(
                kind(kind),
                Reviews.State.valueOf(state.toUpperCase(Locale.ROOT)),
                Math.max(0, before),
                Math.clamp(limit, 1, MOST));
        return Response.ok(new PostList(found.stream().map(PostItem::of).toList()))
                .build();
    }

    @POST
    @Path(POST + "/publish")
    @Access({Role.TOKEN, Role.OWNER, Role.SUPPORT, Role.MARKETING})
    @Operation(summary = "Let everybody read it")
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = Decided.class)))
    public Response publish(@PathParam("kind") String kind, @PathParam("id") long id) {
        return decided(desk.publish(kind(kind), id, who()));
    }

    @POST
    @Path(POST + "/reject")
    @Access({Role.TOKEN, Role.OWNER, Role.SUPPORT, Role.MARKETING})
    @Operation(summary = "Take it out of sight")
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = Decided.class)))
    public Response reject(@PathParam("kind") String kind, @PathParam("id") long id) {
        return decided(desk.reject(kind(kind), id, who()));
    }

    @POST
    @Path("{kind: review|question}/{id: \\d{1,18}}/reply")
    @Consumes(MediaType.APPLICATION_JSON)
    @Access({Role.TOKEN, Role.OWNER, Role.SUPPORT, Role.MARKETING})
    @Operation(summary = "The shop's reply to a review, or its answer to a question")
    @RequestBody(content = @Content(schema = @Schema(implementation = TextInput.class)))
    @APIResponse(
            responseCode = "200",
            description = "Done",
            content = @Content(schema = @Schema(implementation = Decided.class)))
    public Response reply(@PathParam("kind") String kind, @PathParam("id") long id, JsonObject input) {
        String text = Input.text(input, "text");
        return decided(kind(kind) == Kind.REVIEW ? desk.reply(id, text, who()) : desk.answer(id, text, who()));
    }
}

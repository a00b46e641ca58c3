package yardstick.web.shop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.io.IOException;
import java.net.URI;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import yardstick.catalog.Catalog;
import yardstick.catalog.ProductPage;
import yardstick.catalog.Questions;
import yardstick.catalog.Reviews;
import yardstick.catalog.Reviews.State;
import yardstick.catalog.SkuId;
import yardstick.kernel.Language;
import yardstick.kernel.Messages;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.orders.CustomerId;
import yardstick.orders.Warehousing;
import yardstick.orders.Warehousing.Wish;
import yardstick.web.Access;
import yardstick.web.CurrentVisit;
import yardstick.web.Head;
import yardstick.web.Pages;
import yardstick.web.Role;
import yardstick.web.View;
import yardstick.web.Visit;

/** One product. */
@Path("/{lang:en|zh}/p")
@ApplicationScoped
public class ProductDetail {

    private static final int DESCRIPTION = 155;

    @Inject
    Pages pages;

    @Inject
    Frames frames;

    @Inject
    CurrentVisit current;

    @Inject
    Catalog catalog;

    @Inject
    ProductViews views;

    @Inject
    Warehousing warehousing;

    @Inject
    Reviews reviews;

    @Inject
    Questions questions;

    @Inject
    ProductReviews writers;

    @Inject
    Messages messages;

    @Inject
    Notes notes;

    @GET
    @Path("{slug}")
    @Access(Role.SHOPPER)
    public Response product(
            @PathParam("slug") String slug, @QueryParam("sku") @DefaultValue("") String sku, @Context UriInfo uri) {
        Language language = current.get().language();
        ProductPage product = catalog.product(language, slug).orElse(null);
        if (product == null) {
            String moved = catalog.movedTo(slug).orElseThrow(NotFoundException::new);
            return Response.status(301)
                    .location(URI.create("/" + language.code() + "/p/" + moved))
                    .build();
        }
        View page = pages.view(Head.indexed(product.title(), plain(product.descriptionHtml()), "/p/" + slug));
        ProductViews.Wish wish = new ProductViews.Wish(
                ListRequest.number(sku, 0), ProductReviews.Wish.of(uri.getQueryParameters()), null);
        ProductView view = views.view(page, frames.frame(), product, wish);
        notes.pageView();
        notes.note(
                "view_item",
                Map.of("items", List.of(Map.of("item_id", view.chosen().sku()))));
        return pages.page("shop/product.jte", page, view);
    }

    /** Consent is the click: the button says what it does. */
    @POST
    @Path("{slug}/notify")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access(Role.SHOPPER)
    public Response notifyMe(
            @PathParam("slug") String slug,
            @FormParam("sku") long sku,
            @FormParam("email") @DefaultValue("") String email) {
        Visit visit = current.get();
        ProductPage product = find(slug);
        String address = "/" + visit.language().code() + "/p/" + slug + "?sku=" + sku;
        if (product.skus().stream().noneMatch(each -> each.id().value() == sku)) {
            throw new NotFoundException();
        }
        Wish wish = new Wish(
                new SkuId(sku), email, visit.language().code(), visit.incoming().base() + address);
        if (warehousing.notifyMe(wish) instanceof Outcome.Refused<Boolean>(Refusal refusal)) {
            visit.flash("problem", messages.text(visit.language(), refusal));
        } else {
            visit.flash("done", messages.text(visit.language(), "shop.notify.done"));
        }
        return Pages.seeOther(address);
    }

    /** The body stays out of addresses and logs: it is posted, and answered on the page itself. */
    @POST
    @Path("{slug}/size")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access(Role.SHOPPER)
    public Response size(
            @PathParam("slug") String slug,
            @FormParam("height") @DefaultValue("") String height,
            @FormParam("weight") @DefaultValue("") String weight,
            @FormParam("fit") @DefaultValue("") String fit) {
        ProductPage product = find(slug);
        View page = pages.view(Head.of(product.title()));
        ProductViews.Wish wish =
                new ProductViews.Wish(0, ProductReviews.Wish.ALL, new SizeAdvice.Typed(height, weight, fit));
        return pages.page("shop/product.jte", page, views.view(page, frames.frame(), product, wish));
    }

    private ProductPage find(String slug) {
        return catalog.product(current.get().language(), slug).orElseThrow(NotFoundException::new);
    }

    @GET
    @Path("{slug}/review")
    @Access(Role.SHOPPER)
    public Response reviewForm(@PathParam("slug") String slug, @QueryParam("order") @DefaultValue("") String order) {
        notes.pageView();
        return reviewForm(200, find(slug), Map.of("order", order, "name", writers.name()), "");
    }

    private Response reviewForm(int status, ProductPage product, Map<String, String> input, String wrong) {
        View page = pages.view(Head.of(pages.text("shop.review.title", "product", product.title())));
        return pages.page(status, "shop/review.jte", page, writers.form(frames.frame(), product, input, wrong));
    }

    @POST
    @Path("{slug}/review")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access(Role.SHOPPER)
    public Response review(@PathParam("slug") String slug, MultivaluedMap<String, String> fields) {
        Map<String, String> input = new HashMap<>();
        fields.forEach((name, values) -> input.put(name, values.getFirst()));
        return review(slug, new ReviewUpload(input, List.of()));
    }

    /** The form token stands in the address: this body is read once. */
    @POST
    @Path("{slug}/review")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Access(Role.SHOPPER)
    public Response reviewWithPictures(@PathParam("slug") String slug, List<EntityPart> parts) throws IOException {
        return review(slug, ReviewUpload.of(parts));
    }

    private Response review(String slug, ReviewUpload sent) {
        ProductPage product = find(slug);
        Map<String, String> input = sent.fields();
        Reviews.Writer writer =
                writers.writer(product, input.getOrDefault("order", ""), input.getOrDefault("name", ""));
        String stars = input.getOrDefault("stars", "");
        Reviews.Draft draft = new Reviews.Draft(
                product.id(),
                stars.matches("[1-5]") ? Integer.parseInt(stars) : 0,
                input.getOrDefault("title", ""),
                input.getOrDefault("text", ""),
                input.containsKey("rewarded"),
                sent.pictures());
        return switch (reviews.write(draft, writer)) {
            case Outcome.Done<State>(State state) -> posted(slug, state, "#reviews");
            case Outcome.Refused<State>(Refusal refusal) ->
                reviewForm(422, product, input, messages.text(current.get().language(), refusal));
        };
    }

    private Response posted(String slug, State state, String place) {
        Visit visit = current.get();
        String key = state == State.PUBLISHED ? "shop.review.thanks" : "shop.review.waits";
        visit.flash("done", messages.text(visit.language(), key));
        return Pages.seeOther("/" + visit.language().code() + "/p/" + slug + place);
    }

    private Response answered(String slug, Outcome<State> outcome) {
        Visit visit = current.get();
        return switch (outcome) {
            case Outcome.Done<State>(State state) -> posted(slug, state, "#questions");
            case Outcome.Refused<State>(Refusal refusal) -> {
                visit.flash("problem", messages.text(visit.language(), refusal));
                yield Pages.seeOther("/" + visit.language().code() + "/p/" + slug + "#questions");
            }
        };
    }

    @POST
    @Path("{slug}/reviews/{id:\\d{1,18}}/helpful")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access(Role.MEMBER)
    public Response helpful(@PathParam("slug") String slug, @PathParam("id") long id) {
        Visit visit = current.get();
        CustomerId customer = Objects.requireNonNull(visit.customer());
        if (reviews.helpful(id, customer.value()) instanceof Outcome.Refused<Integer>(Refusal refusal)) {
            visit.flash("problem", messages.text(visit.language(), refusal));
        }
        return Pages.seeOther("/" + visit.language().code() + "/p/" + find(slug).slug() + "#review-" + id);
    }

    @POST
    @Path("{slug}/questions")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access(Role.MEMBER)
    public Response ask(@PathParam("slug") String slug, @FormParam("text") @DefaultValue("") String text) {
        ProductPage product = find(slug);
        return answered(slug, questions.ask(product.id(), text, writers.writer(product, "", writers.name())));
    }

    @POST
    @Path("{slug}/questions/{id:\\d{1,18}}/answers")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access(Role.MEMBER)
    public Response answer(
            @PathParam("slug") String slug,
            @PathParam("id") long id,
            @FormParam("text") @DefaultValue("") String text) {
        ProductPage product = find(slug);
        return answered(slug, questions.answer(id, text, writers.writer(product, "", writers.name())));
    }

    private static String plain(String html) {
        String text = html.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip();
        return text.length() <= DESCRIPTION
                ? text
                : text.substring(0, DESCRIPTION).strip() + '…';
    }
}

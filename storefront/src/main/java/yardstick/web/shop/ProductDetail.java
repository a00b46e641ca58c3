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
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import yardstick.catalog.Catalog;
import yardstick.catalog.ProductPage;
import yardstick.catalog.SkuId;
import yardstick.kernel.Messages;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
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
    Messages messages;

    @Inject
    Notes notes;

    @GET
    @Path("{slug}")
    @Access(Role.SHOPPER)
    public Response product(@PathParam("slug") String slug, @QueryParam("sku") @DefaultValue("") String sku) {
        ProductPage product = catalog.product(current.get().language(), slug).orElseThrow(NotFoundException::new);
        View page = pages.view(Head.indexed(product.title(), plain(product.descriptionHtml()), "/p/" + slug));
        ProductView view = views.view(page, frames.frame(), product, ListRequest.number(sku, 0));
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
        ProductPage product = catalog.product(visit.language(), slug).orElseThrow(NotFoundException::new);
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

    private static String plain(String html) {
        String text = html.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip();
        return text.length() <= DESCRIPTION
                ? text
                : text.substring(0, DESCRIPTION).strip() + '…';
    }
}

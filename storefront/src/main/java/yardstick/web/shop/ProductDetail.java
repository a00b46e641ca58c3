package yardstick.web.shop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import yardstick.catalog.Catalog;
import yardstick.catalog.ProductPage;
import yardstick.web.Access;
import yardstick.web.CurrentVisit;
import yardstick.web.Head;
import yardstick.web.Pages;
import yardstick.web.Role;
import yardstick.web.View;

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

    private static String plain(String html) {
        String text = html.replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ").strip();
        return text.length() <= DESCRIPTION
                ? text
                : text.substring(0, DESCRIPTION).strip() + '…';
    }
}

package yardstick.web.shop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import yardstick.catalog.Catalog;
import yardstick.catalog.CatalogQuery;
import yardstick.catalog.ProductCard;
import yardstick.web.Access;
import yardstick.web.Head;
import yardstick.web.Pages;
import yardstick.web.Role;
import yardstick.web.View;

/** The home page in one language. */
@Path("/{lang:en|zh}")
@ApplicationScoped
public class HomePage {

    private static final int ROW = 8;

    @Inject
    Pages pages;

    @Inject
    Frames frames;

    @Inject
    Suggestions suggestions;

    @Inject
    Catalog catalog;

    @Inject
    Notes notes;

    @GET
    @Access(Role.SHOPPER)
    public Response home() {
        View page = pages.view(Head.indexed(pages.text("shop.home.title"), pages.text("shop.home.description"), ""));
        HomeView view = new HomeView(frames.frame(), suggestions.popular(page, ROW), latest(page));
        notes.pageView();
        return pages.page("shop/home.jte", page, view);
    }

    private List<ProductCard> latest(View page) {
        return catalog.list(new CatalogQuery(
                        page.language(), "", null, Map.of("stock", List.of("in")), CatalogQuery.Sort.NEWEST, 1, ROW))
                .products();
    }
}

package yardstick.web.shop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import yardstick.catalog.Catalog;
import yardstick.catalog.CatalogList;
import yardstick.catalog.CatalogQuery;
import yardstick.catalog.Category;
import yardstick.catalog.ProductCard;
import yardstick.catalog.ProductPage.CategoryLink;
import yardstick.kernel.Settings;
import yardstick.web.Access;
import yardstick.web.CurrentVisit;
import yardstick.web.Head;
import yardstick.web.Pages;
import yardstick.web.Role;
import yardstick.web.View;

/** Category and search, one page with one form. */
@Path("/{lang:en|zh}")
@ApplicationScoped
public class ListPage {

    private static final int SUGGESTED = 6;

    @Inject
    Pages pages;

    @Inject
    Frames frames;

    @Inject
    CurrentVisit current;

    @Inject
    Catalog catalog;

    @Inject
    Suggestions suggestions;

    @Inject
    Notes notes;

    @Inject
    Settings settings;

    /** What the list is of. */
    private record Subject(String heading, List<CategoryLink> breadcrumb, List<Category> below) {}

    @GET
    @Path("c/{slug}")
    @Access(Role.SHOPPER)
    public Response category(@PathParam("slug") String slug, @Context UriInfo uri) {
        CatalogQuery query = ListRequest.read(current.get().language(), slug, uri.getQueryParameters());
        List<Category> path = new ArrayList<>();
        if (!find(frames.categories(query.language()), slug, path)) {
            Category category = catalog.category(query.language(), slug).orElseThrow(NotFoundException::new);
            path.add(category);
        }
        Category category = path.getLast();
        List<CategoryLink> links = path.stream()
                .map(each -> new CategoryLink(each.slug(), each.name()))
                .toList();
        Head head = query.filters().isEmpty() && query.text().isEmpty()
                ? Head.indexed(
                        category.name(),
                        pages.text("shop.list.description", "category", category.name()),
                        "/c/" + slug + (query.page() > 1 ? "?page=" + query.page() : ""))
                : Head.of(category.name());
        return list(query, new Subject(category.name(), links, category.children()), head);
    }

    private static boolean find(List<Category> level, String slug, List<Category> path) {
        for (Category category : level) {
            path.add(category);
            if (category.slug().equals(slug) || find(category.children(), slug, path)) {
                return true;
            }
            path.removeLast();
        }
        return false;
    }

    @GET
    @Path("search")
    @Access(Role.SHOPPER)
    public Response search(@Context UriInfo uri) {
        CatalogQuery query = ListRequest.read(current.get().language(), null, uri.getQueryParameters());
        String heading = query.text().isEmpty() ? pages.text("shop.list.all") : query.text();
        return list(query, new Subject(heading, List.of(), List.of()), Head.of(heading));
    }

    /** What completes the typed words. */
    public record SuggestView(List<ProductCard> cards) {}

    /** The items of a list for the script of the search field; the field works without them. */
    @GET
    @Path("suggest")
    @Access(Role.SHOPPER)
    public Response suggest(@QueryParam("q") @DefaultValue("") String typed) {
        List<ProductCard> cards = catalog.suggest(current.get().language(), typed, SUGGESTED);
        return pages.page("shop/suggest.jte", pages.view(Head.of("")), new SuggestView(cards));
    }

    private Response list(CatalogQuery query, Subject subject, Head head) {
        View page = pages.view(head);
        CatalogList list = catalog.list(query);
        ListViews views = new ListViews(page, query, settings.currency());
        ListView view = new ListView(
                frames.frame(query.text()),
                subject.heading(),
                page.t("shop.list.count", Map.of("count", list.total())),
                query.text(),
                ListAddress.path(query),
                subject.breadcrumb(),
                subject.below(),
                list.products(),
                list.total(),
                list.match(),
                views.facets(list.facets()),
                views.chips(list.facets()),
                ListAddress.of(ListAddress.unfiltered(query)),
                views.sorts(),
                views.sizes(),
                views.paging(list.page(), list.pages()),
                list.total() == 0 ? suggestions.popular(page, 4) : List.of());
        notes.list(query.text().isEmpty() ? subject.heading() : "search", list.products());
        if (!query.text().isEmpty()) {
            notes.note("search", Map.of("search_term", query.text(), "results", list.total()));
        }
        return pages.page("shop/list.jte", page, view);
    }
}

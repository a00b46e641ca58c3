package yardstick.web.shop;

import java.util.List;
import yardstick.catalog.CatalogList;
import yardstick.catalog.Category;
import yardstick.catalog.ProductCard;
import yardstick.catalog.ProductPage.CategoryLink;

/**
 * A list page: category or search. Everything that can be chosen is one GET form at {@code action}.
 *
 * @param heading category name, or what was searched for
 * @param summary how many products, in words
 * @param pageLinks null numbers are gaps
 * @param waysOn for a list without products
 */
public record ListView(
        Frame frame,
        String heading,
        String summary,
        String query,
        String action,
        List<CategoryLink> breadcrumb,
        List<Category> subcategories,
        List<ProductCard> products,
        long total,
        CatalogList.Match match,
        List<Facet> facets,
        List<Chip> chips,
        String clearAll,
        List<Option> sorts,
        List<Option> sizes,
        Paging paging,
        List<Suggestion> waysOn) {

    /** One filter as a group of checkboxes; {@code more} holds what is folded away. */
    public record Facet(String key, String label, List<Choice> values, List<Choice> more) {}

    /** One checkbox. */
    public record Choice(String id, String value, String label, long count, boolean chosen) {}

    /** An applied filter and the address without it. */
    public record Chip(String label, String without) {}

    public record Option(String value, String label, boolean chosen) {}

    /** Addresses are empty where there is no such page. */
    public record Paging(int page, int pages, String previous, String next, List<PageLink> links) {}

    /** @param number 0 is a gap */
    public record PageLink(int number, String address) {}
}

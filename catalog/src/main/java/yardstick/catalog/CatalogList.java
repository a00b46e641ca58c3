package yardstick.catalog;

import java.util.List;

/**
 * A page of products with the counts that describe exactly this result.
 *
 * @param total products that match
 * @param facets counted over the matches; a facet's own choices are ignored when counting its values
 */
public record CatalogList(
        List<ProductCard> products, long total, int page, int pages, List<Facet> facets, Match match) {

    /** Of products that match every word. */
    public CatalogList(List<ProductCard> products, long total, int page, int pages, List<Facet> facets) {
        this(products, total, page, pages, facets, Match.EXACT);
    }

    /**
     * How the products match the words.
     *
     * @param near none has every word; these have some, or come near
     * @param instead what was probably meant, or empty
     */
    public record Match(boolean near, String instead) {

        public static final Match EXACT = new Match(false, "");
    }

    /**
     * One filter; {@code key} as in {@link CatalogQuery#filters()}.
     *
     * @param label name of a dictionary attribute, or the key where the page knows the name
     */
    public record Facet(String key, String label, List<FacetValue> values) {}

    /** @param label what to show; a price range is given as {@code from-to} minor units and labelled by the page */
    public record FacetValue(String value, String label, long count, boolean chosen) {}
}

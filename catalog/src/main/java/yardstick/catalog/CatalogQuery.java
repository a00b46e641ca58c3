package yardstick.catalog;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Language;

/**
 * What a list page asks for.
 *
 * @param text search words, or empty
 * @param category slug, or null for all
 * @param filters facet key to chosen values: {@code brand}, {@code price} ({@code 0-5000} in minor units), {@code stock},
 *     {@code attr.CODE} for an attribute of the dictionary
 * @param page from 1
 * @param size 1 to 96
 */
public record CatalogQuery(
        Language language,
        String text,
        @Nullable String category,
        Map<String, List<String>> filters,
        Sort sort,
        int page,
        int size) {

    /** Orders a list may be shown in. */
    public enum Sort {
        RELEVANCE,
        PRICE_ASCENDING,
        PRICE_DESCENDING,
        NEWEST,
        NAME
    }
}

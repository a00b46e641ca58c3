package yardstick.catalog;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import yardstick.kernel.Language;

/** Reading side of the catalogue. Lists and search come from the index, single products from the database. */
public interface Catalog {

    CatalogList list(CatalogQuery query);

    /** Products whose titles complete the typed text, best first. */
    List<ProductCard> suggest(Language language, String prefix, int limit);

    Optional<ProductPage> product(Language language, String slug);

    /** Slug of the product that the SKUs of a withdrawn one were merged into. */
    Optional<String> movedTo(String slug);

    List<Category> categories(Language language);

    Optional<Category> category(Language language, String slug);

    /** SKUs by id, in one statement; unknown ids are absent. */
    Map<SkuId, Sku> skus(Language language, Collection<SkuId> ids);

    /** Cards by SKU, in one statement, in the order asked for; unknown and inactive ones are left out. */
    List<ProductCard> cards(Language language, Collection<SkuId> skus);

    /** SKU ids by stock code, in one statement; for joining order history and supplier files. */
    Map<String, SkuId> skusByCode(Collection<String> codes);
}

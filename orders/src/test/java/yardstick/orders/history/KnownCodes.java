package yardstick.orders.history;

import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import yardstick.catalog.Catalog;
import yardstick.catalog.CatalogList;
import yardstick.catalog.CatalogQuery;
import yardstick.catalog.Category;
import yardstick.catalog.ProductCard;
import yardstick.catalog.ProductId;
import yardstick.catalog.ProductPage;
import yardstick.catalog.Sku;
import yardstick.catalog.SkuId;
import yardstick.kernel.Language;

/** A catalogue that knows some stock codes; an order line only needs id and slug. */
record KnownCodes(Map<String, Long> skus) implements Catalog {

    @Override
    public Map<String, SkuId> skusByCode(Collection<String> codes) {
        Map<String, SkuId> result = new HashMap<>();
        for (String code : codes) {
            Long sku = skus.get(code);
            if (sku != null) {
                result.put(code, new SkuId(sku));
            }
        }
        return result;
    }

    @Override
    public Map<SkuId, Sku> skus(Language language, Collection<SkuId> ids) {
        Map<SkuId, Sku> result = new HashMap<>();
        for (SkuId id : ids) {
            String slug = "product-" + id.value();
            result.put(id, new Sku(id, new ProductId(id.value()), "", slug, slug, null, null, null, true));
        }
        return result;
    }

    @Override
    public CatalogList list(CatalogQuery query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<String> suggest(Language language, String prefix, int limit) {
        return List.of();
    }

    @Override
    public Optional<ProductPage> product(Language language, String slug) {
        return Optional.empty();
    }

    @Override
    public List<Category> categories(Language language) {
        return List.of();
    }

    @Override
    public Optional<Category> category(Language language, String slug) {
        return Optional.empty();
    }

    @Override
    public List<ProductCard> cards(Language language, Collection<SkuId> skus) {
        return List.of();
    }
}

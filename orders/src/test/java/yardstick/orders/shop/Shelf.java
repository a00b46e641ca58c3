package yardstick.orders.shop;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
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
import yardstick.kernel.Money;

/** A catalogue of SKUs with prices and nothing else. */
public final class Shelf implements Catalog {

    private final Map<SkuId, Sku> skus = new ConcurrentHashMap<>();

    public SkuId put(long id, @Nullable Money price) {
        SkuId sku = new SkuId(id);
        skus.put(
                sku,
                new Sku(sku, new ProductId(id), "S" + id, "product-" + id, "Product " + id, price, null, null, true));
        return sku;
    }

    public void withdraw(SkuId id) {
        skus.computeIfPresent(
                id,
                (key, sku) -> new Sku(
                        key,
                        sku.product(),
                        sku.code(),
                        sku.slug(),
                        sku.title(),
                        sku.price(),
                        sku.listPrice(),
                        sku.image(),
                        false));
    }

    @Override
    public Map<SkuId, Sku> skus(Language language, Collection<SkuId> ids) {
        return ids.stream()
                .filter(skus::containsKey)
                .distinct()
                .collect(Collectors.toMap(Function.identity(), skus::get));
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
    public List<ProductCard> cards(Language language, Collection<SkuId> ids) {
        return List.of();
    }

    @Override
    public Map<String, SkuId> skusByCode(Collection<String> codes) {
        return Map.of();
    }
}

package yardstick.recommendation.recall;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import yardstick.catalog.Catalog;
import yardstick.catalog.CatalogList;
import yardstick.catalog.CatalogQuery;
import yardstick.catalog.Category;
import yardstick.catalog.ProductCard;
import yardstick.catalog.ProductId;
import yardstick.catalog.ProductPage;
import yardstick.catalog.Sku;
import yardstick.catalog.SkuId;
import yardstick.catalog.spi.Availability;
import yardstick.kernel.Language;
import yardstick.kernel.Money;

/** A catalogue and its stock: every SKU exists, ten to a product from 1000 on, and is there unless said otherwise. */
final class Shelf implements Catalog, Availability {

    final Set<Long> empty = new HashSet<>();
    final Set<Long> unpriced = new HashSet<>();
    final Set<Long> withdrawn = new HashSet<>();
    int cardCalls;

    @Override
    public Map<SkuId, Integer> available(Collection<SkuId> skus) {
        Map<SkuId, Integer> result = new HashMap<>();
        skus.forEach(sku -> result.put(sku, empty.contains(sku.value()) ? 0 : 3));
        return result;
    }

    @Override
    public List<ProductCard> cards(Language language, Collection<SkuId> skus) {
        cardCalls++;
        return skus.stream()
                .filter(sku -> !withdrawn.contains(sku.value()))
                .map(this::card)
                .toList();
    }

    private ProductCard card(SkuId sku) {
        ProductId product = new ProductId(sku.value() < 1000 ? sku.value() : sku.value() / 10);
        Money price = unpriced.contains(sku.value()) ? null : Money.of(100, "CNY");
        return new ProductCard(product, sku, "p" + sku.value(), "P", "", "", price, null, null, null, true);
    }

    @Override
    public Map<SkuId, Sku> skus(Language language, Collection<SkuId> ids) {
        return Map.of();
    }

    @Override
    public Map<String, SkuId> skusByCode(Collection<String> codes) {
        return Map.of();
    }

    @Override
    public CatalogList list(CatalogQuery query) {
        throw new UnsupportedOperationException();
    }

    @Override
    public Optional<String> movedTo(String slug) {
        throw new UnsupportedOperationException();
    }

    @Override
    public List<ProductCard> suggest(Language language, String prefix, int limit) {
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
}

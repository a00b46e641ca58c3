package yardstick.web.shop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import yardstick.catalog.Catalog;
import yardstick.catalog.CatalogQuery;
import yardstick.catalog.ProductCard;
import yardstick.catalog.ProductPage;
import yardstick.catalog.Sku;
import yardstick.kernel.Language;
import yardstick.kernel.Money;
import yardstick.orders.Stock;

/** What somebody can have instead: the other variants of what goes back, or anything that a search finds. */
@ApplicationScoped
class ExchangeArticles {

    private static final int FOUND = 12;

    @Inject
    Catalog catalog;

    @Inject
    Stock stock;

    /**
     * @param slug of the product whose variants are wanted, or empty
     * @param search words to look for, or empty
     */
    ExchangeChoice choice(Language language, String slug, String search) {
        Optional<ProductPage> shown = slug.isEmpty() ? Optional.empty() : catalog.product(language, slug);
        String title = shown.map(ProductPage::title).orElse("");
        return new ExchangeChoice(
                title,
                shown.map(page -> page.skus().stream()
                                .filter(Sku::sellable)
                                .map(this::pick)
                                .toList())
                        .orElse(List.of()),
                search,
                search.isEmpty() ? List.of() : found(language, search));
    }

    private ExchangeChoice.Pick pick(Sku sku) {
        Money price = Objects.requireNonNull(sku.price());
        return new ExchangeChoice.Pick(
                sku.id().value(),
                sku.title(),
                price,
                Math.max(0, stock.level(sku.id()).available()));
    }

    private List<ProductCard> found(Language language, String search) {
        CatalogQuery query = new CatalogQuery(
                language, search, null, Map.of("stock", List.of("in")), CatalogQuery.Sort.RELEVANCE, 1, FOUND);
        return catalog.list(query).products();
    }
}

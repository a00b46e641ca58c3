package yardstick.catalog.product;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import yardstick.catalog.Catalog;
import yardstick.catalog.CatalogList;
import yardstick.catalog.CatalogQuery;
import yardstick.catalog.Category;
import yardstick.catalog.ProductCard;
import yardstick.catalog.ProductPage;
import yardstick.catalog.Sku;
import yardstick.catalog.SkuId;
import yardstick.catalog.search.ProductSearch;
import yardstick.kernel.Database;
import yardstick.kernel.Language;
import yardstick.kernel.Messages;
import yardstick.kernel.PaddedArray;

/** Lists from the index, single products by one statement each, the category tree kept for a few seconds. */
@ApplicationScoped
public class DefaultCatalog implements Catalog {

    private static final String FROM = """

            FROM catalog.sku s JOIN catalog.product p ON p.id = s.product_id
            LEFT JOIN catalog.category c ON c.id = p.category_id
            """;

    @Inject
    Database database;

    @Inject
    ProductSearch search;

    @Inject
    Messages messages;

    private final LoadingCache<Language, CategoryForest> categories = Caffeine.newBuilder()
            .refreshAfterWrite(Duration.ofSeconds(1))
            .expireAfterWrite(Duration.ofSeconds(5))
            .executor(Runnable::run)
            .build(language -> CategoryForest.read(database, language));

    DefaultCatalog() {}

    /** Outside a container. */
    public DefaultCatalog(Database database, ProductSearch search, Messages messages) {
        this.database = database;
        this.search = search;
        this.messages = messages;
    }

    @Override
    public CatalogList list(CatalogQuery query) {
        return search.list(query);
    }

    @Override
    public List<ProductCard> suggest(Language language, String prefix, int limit) {
        return search.suggest(language, prefix, limit);
    }

    @Override
    public Optional<ProductPage> product(Language language, String slug) {
        return PageQuery.run(database, language, slug)
                .map(found -> found.page(
                        messages.text(language, "catalog.attribute.package_size"),
                        messages.text(language, "catalog.attribute.gtin"),
                        categories.get(language)));
    }

    @Override
    public Optional<String> movedTo(String slug) {
        return database.read(handle ->
                handle.createQuery("""
                        SELECT p.slug FROM catalog.product gone JOIN catalog.sku s ON s.product_id = gone.id
                        JOIN catalog.sku kept ON kept.id = s.merged_into JOIN catalog.product p ON p.id = kept.product_id
                        WHERE gone.slug = :slug AND p.active AND p.published AND p.id <> gone.id ORDER BY kept.active DESC, p.id LIMIT 1""").bind("slug", slug).mapTo(String.class).findOne());
    }

    @Override
    public List<Category> categories(Language language) {
        return categories.get(language).roots();
    }

    @Override
    public Optional<Category> category(Language language, String slug) {
        return Optional.ofNullable(categories.get(language).bySlug().get(slug));
    }

    @Override
    public Map<SkuId, Sku> skus(Language language, Collection<SkuId> ids) {
        Map<SkuId, Sku> skus = new LinkedHashMap<>();
        rows(language, ids).forEach(row -> skus.put(row.sku().id(), row.sku()));
        return skus;
    }

    @Override
    public List<ProductCard> cards(Language language, Collection<SkuId> skus) {
        Map<SkuId, SkuRow> found = new HashMap<>();
        rows(language, skus).forEach(row -> found.put(row.sku().id(), row));
        List<ProductCard> cards = new ArrayList<>();
        for (SkuId id : skus) {
            SkuRow row = found.get(id);
            if (row != null && row.sku().active()) {
                cards.add(row.card());
            }
        }
        return cards;
    }

    private List<SkuRow> rows(Language language, Collection<SkuId> ids) {
        if (ids.isEmpty()) {
            return List.of();
        }
        return database.read(handle -> handle.createQuery("SELECT " + SkuRow.COLUMNS + FROM + "WHERE s.id = ANY(:ids)")
                .bind("zh", language == Language.ZH)
                .bindByType("ids", padded(ids), Long[].class)
                .map(SkuRow::of)
                .list());
    }

    private static Long[] padded(Collection<SkuId> ids) {
        return PaddedArray.of(ids.stream().map(SkuId::value).toList(), 0L).toArray(Long[]::new);
    }

    @Override
    public Map<String, SkuId> skusByCode(Collection<String> codes) {
        Map<String, SkuId> byKey = new HashMap<>();
        String[] keys = codes.stream().map(DefaultCatalog::key).distinct().toArray(String[]::new);
        database.read(handle -> {
            handle.createQuery(
                            "SELECT code_key, min(coalesce(merged_into, id)) FROM catalog.sku WHERE code_key = ANY(:keys) GROUP BY 1")
                    .bindByType("keys", keys, String[].class)
                    .map((row, context) -> Map.entry(row.getString(1), new SkuId(row.getLong(2))))
                    .forEach(entry -> byKey.put(entry.getKey(), entry.getValue()));
            return byKey;
        });
        Map<String, SkuId> found = new HashMap<>();
        for (String code : codes) {
            SkuId sku = byKey.get(key(code));
            if (sku != null) {
                found.put(code, sku);
            }
        }
        return found;
    }

    private static String key(String code) {
        return code.strip().toUpperCase(Locale.ROOT);
    }
}

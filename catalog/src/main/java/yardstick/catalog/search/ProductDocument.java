package yardstick.catalog.search;

import com.ibm.icu.text.Collator;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.NumericDocValuesField;
import org.apache.lucene.document.SortedDocValuesField;
import org.apache.lucene.document.SortedSetDocValuesField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.IndexableField;
import org.apache.lucene.util.BytesRef;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.ProductCard;
import yardstick.catalog.ProductId;
import yardstick.catalog.SkuId;
import yardstick.kernel.Language;

/**
 * The columns of a product in the index: what lists filter, count and sort by, and the finished card per language, so
 * that a list is answered without the database.
 *
 * @param price lowest price in minor units, or null
 * @param rank orders equal matches: buyable products first, then by popularity
 */
record ProductDocument(
        ProductId id,
        List<String> codes,
        List<String> categories,
        Set<String> attributes,
        @Nullable Long price,
        long rank,
        long created,
        Map<Language, ProductCard> cards) {

    private static final long BUYABLE = 1L << 48;
    private static final int LONGEST_TERM = 200;
    private static final Map<Language, ThreadLocal<Collator>> COLLATORS = new EnumMap<>(Map.of(
            Language.EN, collator(Language.EN),
            Language.ZH, collator(Language.ZH)));

    private static ThreadLocal<Collator> collator(Language language) {
        return ThreadLocal.withInitial(() -> Collator.getInstance(language.locale()));
    }

    static ProductDocument of(ProductEntity product) {
        Map<Language, ProductCard> cards = new EnumMap<>(Language.class);
        for (Language language : Language.values()) {
            cards.put(language, card(product, language));
        }
        return new ProductDocument(
                new ProductId(product.id),
                product.skus.stream()
                        .map(sku -> sku.code.toLowerCase(Locale.ROOT))
                        .toList(),
                product.categories().stream().map(CategoryEntity::slug).toList(),
                attributes(product),
                product.cheapest().map(sku -> sku.priceMinor).orElse(null),
                (product.inStock() ? BUYABLE : 0) + product.popularity,
                product.createdAt.toEpochMilli(),
                cards);
    }

    private static Set<String> attributes(ProductEntity product) {
        Set<String> terms = new TreeSet<>();
        for (SkuEntity sku : product.skus) {
            String own = sku.attributeTerms;
            if (sku.active && own != null) {
                for (String term : own.split("\u001e")) {
                    if (!term.isEmpty() && term.length() <= LONGEST_TERM) {
                        terms.add(term);
                    }
                }
            }
        }
        return terms;
    }

    private static ProductCard card(ProductEntity product, Language language) {
        List<CategoryEntity> categories = product.categories();
        SkuEntity sku = product.cheapest().orElseThrow();
        return new ProductCard(
                new ProductId(product.id),
                new SkuId(sku.id),
                product.slug,
                product.title(language),
                product.brand,
                categories.isEmpty() ? "" : categories.getLast().name(language),
                sku.price().orElse(null),
                sku.listPrice().orElse(null),
                sku.unitPrice().orElse(null),
                product.image,
                product.inStock());
    }

    List<IndexableField> fields() {
        List<IndexableField> fields = new ArrayList<>();
        codes.forEach(code -> fields.add(new StringField(Fields.CODE, code, Field.Store.NO)));
        categories.forEach(slug -> fields.add(new StringField(Fields.CATEGORY, slug, Field.Store.NO)));
        for (String term : attributes) {
            fields.add(new StringField(Fields.ATTRIBUTE, term, Field.Store.NO));
            fields.add(new SortedSetDocValuesField(Fields.ATTRIBUTE, new BytesRef(term)));
        }
        if (price != null) {
            fields.add(new LongPoint(Fields.PRICE, price));
            fields.add(new NumericDocValuesField(Fields.PRICE, price));
        }
        fields.add(new NumericDocValuesField(Fields.RANK, rank));
        fields.add(new NumericDocValuesField(Fields.CREATED, created));
        fields.add(new NumericDocValuesField(Fields.NUMBER, id.value()));
        cards.forEach((language, card) -> addCard(fields, language, card));
        ProductCard any = cards.values().iterator().next();
        if (!any.brand().isEmpty()) {
            fields.add(new StringField(Fields.BRAND, any.brand(), Field.Store.NO));
            fields.add(new SortedDocValuesField(Fields.BRAND, new BytesRef(any.brand())));
        }
        if (any.inStock()) {
            fields.add(new StringField(Fields.STOCK, "in", Field.Store.NO));
            fields.add(new NumericDocValuesField(Fields.STOCK, 1));
        }
        return fields;
    }

    private static void addCard(List<IndexableField> fields, Language language, ProductCard card) {
        fields.add(new BinaryDocValuesField(Fields.card(language), CardCodec.encode(card)));
        byte[] key = COLLATORS
                .getOrDefault(language, COLLATORS.values().iterator().next())
                .get()
                .getCollationKey(card.title())
                .toByteArray();
        fields.add(new SortedDocValuesField(Fields.name(language), new BytesRef(key, 0, Math.min(key.length, 256))));
    }
}

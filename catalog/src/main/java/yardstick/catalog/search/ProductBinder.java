package yardstick.catalog.search;

import java.util.HashMap;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.lucene.index.IndexableField;
import org.hibernate.search.backend.lucene.LuceneExtension;
import org.hibernate.search.engine.backend.document.DocumentElement;
import org.hibernate.search.engine.backend.document.IndexFieldReference;
import org.hibernate.search.mapper.pojo.bridge.TypeBridge;
import org.hibernate.search.mapper.pojo.bridge.binding.TypeBindingContext;
import org.hibernate.search.mapper.pojo.bridge.mapping.programmatic.TypeBinder;
import org.hibernate.search.mapper.pojo.bridge.runtime.TypeBridgeWriteContext;
import yardstick.kernel.Language;

/** Declares the fields of a product document: analysed texts, and one native field for all columns. */
public final class ProductBinder implements TypeBinder {

    @Override
    public void bind(TypeBindingContext context) {
        context.dependencies().useRootOnly();
        context.bridge(ProductEntity.class, new Bridge(context));
    }

    private static final class Bridge implements TypeBridge<ProductEntity> {

        private final IndexFieldReference<String> titleEn;
        private final IndexFieldReference<String> titleZh;
        private final IndexFieldReference<String> text;
        private final IndexFieldReference<String> textZh;
        private final IndexFieldReference<String> kindEn;
        private final IndexFieldReference<String> kindZh;
        private final IndexFieldReference<String> pinyin;
        private final IndexFieldReference<String> suggestEn;
        private final IndexFieldReference<String> suggestZh;
        private final Map<String, IndexFieldReference<IndexableField>> columns = new HashMap<>();

        Bridge(TypeBindingContext context) {
            titleEn = text(context, Fields.TITLE_EN, CatalogAnalysis.ENGLISH);
            titleZh = text(context, Fields.TITLE_ZH, CatalogAnalysis.CHINESE);
            text = text(context, Fields.TEXT, CatalogAnalysis.ENGLISH);
            textZh = text(context, Fields.TEXT_ZH, CatalogAnalysis.CHINESE);
            kindEn = text(context, Fields.KIND_EN, CatalogAnalysis.ENGLISH);
            kindZh = text(context, Fields.KIND_ZH, CatalogAnalysis.CHINESE);
            pinyin = text(context, Fields.PINYIN, CatalogAnalysis.PLAIN);
            suggestEn = text(context, Fields.suggest(Language.EN), CatalogAnalysis.SUGGEST);
            suggestZh = text(context, Fields.suggest(Language.ZH), CatalogAnalysis.SUGGEST);
            for (String name : Fields.COLUMNS) {
                columns.put(name, column(context, name));
            }
        }

        /** The document brings its finished Lucene fields; Hibernate Search passes them on. */
        private static IndexFieldReference<IndexableField> column(TypeBindingContext context, String name) {
            return context.indexSchemaElement()
                    .field(
                            name,
                            type -> type.extension(LuceneExtension.get())
                                    .asNative(IndexableField.class, (path, field, fields) -> fields.accept(field)))
                    .multiValued()
                    .toReference();
        }

        private static IndexFieldReference<String> text(TypeBindingContext context, String name, String analyzer) {
            return context.indexSchemaElement()
                    .field(name, type -> type.asString().analyzer(analyzer))
                    .toReference();
        }

        @Override
        public void write(DocumentElement document, ProductEntity product, TypeBridgeWriteContext context) {
            document.addValue(titleEn, product.titleEn);
            document.addValue(suggestEn, product.titleEn);
            document.addValue(suggestZh, product.title(Language.ZH));
            String words = product.brand + " "
                    + Stream.concat(
                                    product.categories().stream().map(CategoryEntity::nameEn),
                                    product.skus.stream().map(Bridge::skuWords))
                            .collect(Collectors.joining(" "));
            String chinese = product.categories().stream()
                    .map(category -> category.name(Language.ZH))
                    .collect(Collectors.joining(" "));
            if (product.titleZh != null) {
                document.addValue(titleZh, product.titleZh);
                chinese = product.titleZh + " " + chinese;
                document.addValue(pinyin, Pinyin.terms(product.titleZh));
            }
            if (!product.categories().isEmpty()) {
                document.addValue(kindEn, product.categories().getLast().nameEn());
                document.addValue(kindZh, product.categories().getLast().name(Language.ZH));
            }
            document.addValue(text, product.titleEn + " " + words + " " + chinese);
            document.addValue(textZh, chinese + " " + words);
            for (IndexableField field : ProductDocument.of(product).fields()) {
                document.addValue(Objects.requireNonNull(columns.get(field.name())), field);
            }
        }

        private static String skuWords(SkuEntity sku) {
            return Stream.of(sku.variant, sku.attributeText)
                    .filter(Objects::nonNull)
                    .collect(Collectors.joining(" "));
        }
    }
}

package yardstick.catalog.search;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.annotations.Formula;
import org.hibernate.search.engine.environment.bean.BeanRetrieval;
import org.hibernate.search.mapper.pojo.bridge.mapping.annotation.TypeBinderRef;
import org.hibernate.search.mapper.pojo.mapping.definition.annotation.Indexed;
import org.hibernate.search.mapper.pojo.mapping.definition.annotation.TypeBinding;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Language;

/** A product with its SKUs, as the index reads it; {@link ProductDocument} says what becomes searchable. */
@Entity
@Table(name = "product")
@Indexed(index = "product")
@TypeBinding(binder = @TypeBinderRef(type = ProductBinder.class, retrieval = BeanRetrieval.CONSTRUCTOR))
class ProductEntity {

    @Id
    long id;

    @Column
    String slug;

    @Column(name = "title_en")
    String titleEn;

    @Column(name = "title_zh")
    @Nullable String titleZh;

    @Column
    String brand;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "category_id")
    @Nullable CategoryEntity category;

    @Formula("catalog.shown_image(image)")
    @Nullable String image;

    @Column
    boolean active;

    @Column
    boolean published;

    @Column
    long popularity;

    @Column(name = "created_at")
    Instant createdAt;

    @OneToMany(mappedBy = "product")
    Set<SkuEntity> skus = new HashSet<>();

    ProductEntity() {}

    String title(Language language) {
        return language == Language.ZH && titleZh != null ? titleZh : titleEn;
    }

    List<CategoryEntity> categories() {
        return category == null ? List.of() : category.path();
    }

    List<SkuEntity> activeSkus() {
        return skus.stream()
                .filter(sku -> sku.active)
                .sorted(SkuEntity.CHEAPEST_FIRST)
                .toList();
    }

    /** The SKU a card stands for: the cheapest one. */
    Optional<SkuEntity> cheapest() {
        return activeSkus().stream().findFirst();
    }

    boolean inStock() {
        return skus.stream().anyMatch(SkuEntity::buyable);
    }
}

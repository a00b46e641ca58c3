package yardstick.catalog.search;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.JoinColumn;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.Optional;
import org.hibernate.annotations.Formula;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.standardise.PackSize;
import yardstick.kernel.Money;

/** A sellable variant, as the index reads it. */
@Entity
@Table(name = "sku")
class SkuEntity {

    /** Cheapest first, unpriced ones last. */
    static final Comparator<SkuEntity> CHEAPEST_FIRST = Comparator.comparing(
                    (SkuEntity sku) -> sku.priceMinor, Comparator.nullsLast(Comparator.naturalOrder()))
            .thenComparing(sku -> sku.id);

    @Id
    long id;

    @ManyToOne(fetch = FetchType.LAZY)
    @JoinColumn(name = "product_id")
    ProductEntity product;

    @Column
    String code;

    @Column
    @Nullable String variant;

    @Column(name = "price_minor")
    @Nullable Long priceMinor;

    @Column(name = "list_price_minor")
    @Nullable Long listPriceMinor;

    @Column
    String currency;

    @Column(name = "pack_quantity")
    @Nullable BigDecimal packQuantity;

    @Column(name = "pack_unit")
    @Nullable String packUnit;

    @Column(name = "in_stock")
    boolean inStock;

    @Column
    boolean active;

    @Formula("(SELECT string_agg(a.value || ' ' || coalesce(r.words, a.name), ' ' ORDER BY a.position)"
            + " FROM catalog.attribute_value a LEFT JOIN catalog.value_reading r"
            + " ON r.name = a.name AND r.value = a.value WHERE a.sku_id = id)")
    @Nullable String attributeText;

    /** Filter terms, separated by the ASCII record separator. */
    @Formula("(SELECT string_agg(r.terms, chr(30)) FROM catalog.attribute_value a JOIN catalog.value_reading r"
            + " ON r.name = a.name AND r.value = a.value WHERE a.sku_id = id)")
    @Nullable String attributeTerms;

    SkuEntity() {}

    Optional<Money> price() {
        return Optional.ofNullable(priceMinor).map(minor -> Money.of(minor, currency));
    }

    Optional<Money> listPrice() {
        return Optional.ofNullable(listPriceMinor).map(minor -> Money.of(minor, currency));
    }

    Optional<String> unitPrice() {
        return PackSize.of(packQuantity, packUnit).flatMap(size -> price().flatMap(size::unitPrice));
    }

    boolean buyable() {
        return active && inStock && priceMinor != null;
    }
}

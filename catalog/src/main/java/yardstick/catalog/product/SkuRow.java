package yardstick.catalog.product;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.ProductCard;
import yardstick.catalog.ProductId;
import yardstick.catalog.Sku;
import yardstick.catalog.SkuId;
import yardstick.catalog.standardise.PackSize;
import yardstick.kernel.Money;

/** A SKU joined with its product in one language; {@link #COLUMNS} says which columns. */
record SkuRow(Sku sku, ProductRow product, Optional<PackSize> pack, boolean inStock) {

    /** The select list; expects {@code sku s}, {@code product p}, {@code category c} and a parameter {@code zh}. */
    static final String COLUMNS = """
            s.id, s.code, s.variant, s.price_minor, s.list_price_minor, s.currency, s.gtin, s.pack_quantity, s.pack_unit,
            s.in_stock, s.active AND p.active AND p.published AS active, p.id AS product, p.slug,
            CASE WHEN :zh THEN coalesce(p.title_zh, p.title_en) ELSE p.title_en END AS title, p.brand, p.category_id,
            CASE WHEN :zh THEN coalesce(c.name_zh, c.name_en) ELSE c.name_en END AS category,
            catalog.shown_image(p.image) AS image,
            EXISTS (SELECT FROM catalog.sku o WHERE o.product_id = p.id AND o.id <> s.id) AS several""";

    /** What all SKUs of a product share. */
    record ProductRow(
            ProductId id,
            String slug,
            String title,
            String brand,
            @Nullable Long categoryId,
            String category,
            @Nullable String image) {}

    static SkuRow of(ResultSet row, StatementContext context) throws SQLException {
        String category = row.getString("category");
        ProductRow product = new ProductRow(
                new ProductId(row.getLong("product")),
                row.getString("slug"),
                row.getString("title"),
                row.getString("brand"),
                (Long) row.getObject("category_id"),
                category == null ? "" : category,
                row.getString("image"));
        String variant = row.getString("variant");
        String title =
                variant != null && row.getBoolean("several") ? product.title() + ", " + variant : product.title();
        Sku sku = new Sku(
                new SkuId(row.getLong("id")),
                product.id(),
                row.getString("code"),
                product.slug(),
                title,
                money(row, "price_minor"),
                money(row, "list_price_minor"),
                product.image(),
                row.getBoolean("active"));
        BigDecimal quantity = row.getBigDecimal("pack_quantity");
        return new SkuRow(sku, product, PackSize.of(quantity, row.getString("pack_unit")), row.getBoolean("in_stock"));
    }

    private static @Nullable Money money(ResultSet row, String column) throws SQLException {
        Long minor = (Long) row.getObject(column);
        return minor == null ? null : Money.of(minor, row.getString("currency"));
    }

    @Nullable String unitPrice() {
        Money price = sku.price();
        return price == null
                ? null
                : pack.flatMap(size -> size.unitPrice(price)).orElse(null);
    }

    ProductCard card() {
        return new ProductCard(
                product.id(),
                sku.id(),
                product.slug(),
                sku.title(),
                product.brand(),
                product.category(),
                sku.price(),
                sku.listPrice(),
                unitPrice(),
                product.image(),
                inStock && sku.sellable());
    }
}

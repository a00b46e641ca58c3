package yardstick.catalog.review;

import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.ProductId;
import yardstick.catalog.Reviews.Writer;

/** What writing and reading posts have in common. */
final class Posts {

    /** The product and those whose SKUs became its own. */
    static final String FAMILY = """
            SELECT CAST(:product AS bigint) UNION SELECT gone.product_id FROM catalog.sku own
            JOIN catalog.sku gone ON gone.merged_into = own.id WHERE own.product_id = :product""";

    private Posts() {}

    /** Null when nobody stands behind the name. */
    static @Nullable String key(Writer writer) {
        if (writer.customer() != null) {
            return "c:" + writer.customer();
        }
        return writer.order() == null ? null : "o:" + writer.order();
    }

    static boolean exists(Handle handle, ProductId product) {
        return handle.createQuery(
                        "SELECT EXISTS (SELECT FROM catalog.product WHERE id = :product AND active AND published)")
                .bind("product", product.value())
                .mapTo(Boolean.class)
                .one();
    }

    static List<Long> family(Handle handle, ProductId product) {
        return handle.createQuery(FAMILY)
                .bind("product", product.value())
                .mapTo(Long.class)
                .list();
    }
}

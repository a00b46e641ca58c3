package yardstick.web.shop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.ProductMedia;
import yardstick.catalog.ProductPage;
import yardstick.catalog.Sku;
import yardstick.catalog.SkuId;
import yardstick.catalog.spi.Availability;
import yardstick.kernel.Money;
import yardstick.kernel.Settings;
import yardstick.orders.Tariffs;
import yardstick.orders.Tariffs.Method;
import yardstick.web.View;
import yardstick.web.shop.ProductView.Variant;

/** Puts catalogue, stock and delivery terms of one product together. */
@ApplicationScoped
class ProductViews {

    private static final int TOGETHER = 4;

    @Inject
    Availability availability;

    @Inject
    Settings settings;

    @Inject
    Tariffs tariffs;

    @Inject
    Suggestions suggestions;

    @Inject
    ProductMedia media;

    @Inject
    ProductReviews reviews;

    @Inject
    SizeAdvice sizes;

    /** What the address asks for. */
    record Wish(long sku, ProductReviews.Wish reviews, SizeAdvice.@Nullable Typed body) {}

    ProductView view(View page, Frame frame, ProductPage product, Wish wish) {
        List<SkuId> ids = product.skus().stream().map(Sku::id).toList();
        Map<SkuId, Integer> stock = availability.available(ids);
        List<Variant> variants = product.skus().stream()
                .filter(Sku::active)
                .map(sku -> variant(product, sku, stock.getOrDefault(sku.id(), 0)))
                .toList();
        Variant chosen = chosen(variants, wish.sku());
        ReviewsView said = reviews.view(page, product, wish.reviews());
        OptionsView options = OptionsView.of(page, product.options(), variants, chosen);
        return new ProductView(
                frame,
                product,
                variants,
                chosen,
                options,
                product.details()
                        .getOrDefault(
                                new SkuId(chosen.sku()),
                                new ProductPage.Detail(product.attributes(), product.unitPrice())),
                delivery(page, chosen.price()),
                media.of(page.language(), product.id()),
                suggestions.boughtTogether(page, ids, TOGETHER),
                said,
                sizes.view(page, product, wish.body()),
                ProductLd.of(page, product, options.linked(variants), said));
    }

    private static Variant variant(ProductPage product, Sku sku, int available) {
        String label = sku.title();
        if (label.startsWith(product.title())
                && label.length() > product.title().length()) {
            label = label.substring(product.title().length()).replaceFirst("^[\\s,·:|(-]+", "");
            label = label.endsWith(")") && !label.contains("(") ? label.substring(0, label.length() - 1) : label;
        }
        return new Variant(sku.id().value(), sku.code(), label, sku.price(), sku.listPrice(), available);
    }

    private static Variant chosen(List<Variant> variants, long wanted) {
        for (Variant variant : variants) {
            if (variant.sku() == wanted) {
                return variant;
            }
        }
        return variants.stream()
                .filter(Variant::buyable)
                .findFirst()
                .or(() -> variants.stream().findFirst())
                .orElse(new Variant(0, "", "", null, null, 0));
    }

    private String delivery(View page, @Nullable Money price) {
        Method usual = tariffs.usual().orElse(null);
        if (usual == null || usual.feeMinor() == null || usual.freeFromMinor() == null) {
            return "";
        }
        Money fee = Money.of(usual.feeMinor(), settings.currency());
        Money freeFrom = Money.of(usual.freeFromMinor(), settings.currency());
        boolean free = fee.isZero()
                || (price != null
                        && Objects.equals(price.currency(), freeFrom.currency())
                        && price.compareTo(freeFrom) >= 0);
        return free
                ? page.t("shop.product.delivery_free")
                : page.t("shop.product.delivery", Map.of("fee", page.price(fee), "free", page.price(freeFrom)));
    }
}

package yardstick.orders.cart;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.Catalog;
import yardstick.catalog.ProductId;
import yardstick.catalog.Sku;
import yardstick.catalog.SkuId;
import yardstick.catalog.spi.Availability;
import yardstick.kernel.Money;
import yardstick.kernel.Refusal;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.orders.Adjustment;
import yardstick.orders.Cart;
import yardstick.orders.CartId;
import yardstick.orders.Shopper;
import yardstick.orders.spi.PriceAdjuster;

/**
 * Prices a cart. Goods are list prices times quantities; adjustments are cut per line so that no line goes below
 * zero; shipping is flat, or free from a goods total after adjustments; the total is the sum of these parts.
 *
 * <p>Worked example (CNY, flat 8.00, free from 99.00): two at 45.00 are goods 90.00; a 10 % coupon takes 9.00; shipping
 * 8.00; total 89.00. Three are goods 135.00, coupon 13.50, shipping 0, total 121.50.
 */
@ApplicationScoped
public class Pricing {

    @Inject
    Catalog catalog;

    @Inject
    Availability availability;

    @Inject
    Settings settings;

    @Inject
    Adjusters adjusters;

    Pricing() {}

    /** Outside a container. */
    public Pricing(Catalog catalog, Availability availability, Settings settings, Adjusters adjusters) {
        this.catalog = catalog;
        this.availability = availability;
        this.settings = settings;
        this.adjusters = adjusters;
    }

    /** What somebody wants, without prices. */
    public record Draft(
            CartId cart, List<Item> items, @Nullable String coupon, Shopper shopper) {}

    /** So many of one SKU. */
    public record Item(SkuId sku, int quantity) {}

    public Cart price(Draft draft) {
        List<SkuId> ids = draft.items().stream().map(Item::sku).toList();
        Map<SkuId, Sku> skus = catalog.skus(draft.shopper().language(), ids);
        Map<SkuId, Integer> available = availability.available(ids);
        List<Cart.Line> lines = draft.items().stream()
                .map(item -> line(
                        item, skus.getOrDefault(item.sku(), gone(item.sku())), available.getOrDefault(item.sku(), 0)))
                .toList();
        return total(draft, lines);
    }

    private Cart total(Draft draft, List<Cart.Line> lines) {
        Money zero = Money.zero(settings.currency());
        Money goods = lines.stream().map(Cart.Line::lineTotal).reduce(zero, Money::plus);
        Adjusters.Adjusted adjusted = lines.isEmpty()
                ? new Adjusters.Adjusted(List.of(), null)
                : adjusters.adjust(goods(lines, draft.coupon(), draft.shopper()));
        Money net = adjusted.adjustments().stream().map(Adjustment::amount).reduce(goods, Money::plus);
        Money gap = Money.of(settings.number(Setting.SHIPPING_FREE_FROM), zero.currency())
                .minus(net);
        boolean free = lines.isEmpty() || !gap.isPositive();
        Money shipping = free ? zero : Money.of(settings.number(Setting.SHIPPING_FLAT), zero.currency());
        return new Cart(
                draft.cart(),
                lines,
                goods,
                adjusted.adjustments(),
                shipping,
                zero,
                net.plus(shipping),
                draft.coupon(),
                draft.coupon() == null ? null : adjusted.couponRefusal(),
                free ? null : gap);
    }

    /** The cart as adjusters see it. */
    public PriceAdjuster.Goods goods(Cart cart, Shopper shopper) {
        return goods(cart.lines(), cart.couponCode(), shopper);
    }

    private static PriceAdjuster.Goods goods(List<Cart.Line> lines, @Nullable String coupon, Shopper shopper) {
        return new PriceAdjuster.Goods(
                shopper.language(),
                lines.stream()
                        .map(line -> new PriceAdjuster.Line(line.sku().id(), line.quantity(), line.lineTotal()))
                        .toList(),
                shopper.customer(),
                coupon);
    }

    private Cart.Line line(Item item, Sku sku, int available) {
        Money listed = sku.price();
        Money price = listed != null && listed.currency().equals(settings.currency())
                ? listed
                : Money.zero(settings.currency());
        boolean sellable = sku.sellable() && price.equals(listed);
        Refusal problem = sellable ? shortage(item.quantity(), available) : Refusal.of("orders.not_for_sale");
        return new Cart.Line(sku, item.quantity(), price, price.times(item.quantity()), available, problem);
    }

    private static @Nullable Refusal shortage(int quantity, int available) {
        if (available <= 0) {
            return Refusal.of("orders.out_of_stock");
        }
        return quantity > available ? Refusal.of("orders.only_left", "available", available) : null;
    }

    private static Sku gone(SkuId id) {
        return new Sku(id, new ProductId(0), "", "", "", null, null, null, false);
    }
}

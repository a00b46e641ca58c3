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
import yardstick.orders.Adjustment;
import yardstick.orders.Cart;
import yardstick.orders.CartId;
import yardstick.orders.Shopper;
import yardstick.orders.quote.Calculation;
import yardstick.orders.quote.Calculation.Choice;
import yardstick.orders.quote.Calculation.Trait;
import yardstick.orders.quote.DefaultTariffs;
import yardstick.orders.spi.PriceAdjuster;

/**
 * Prices a cart. Goods are list prices times quantities; adjustments are cut per line so that no line goes below zero;
 * shipping and tax follow the tariffs; the total is the sum of these parts. Four look-ups, however many lines.
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
    DefaultTariffs tariffs;

    @Inject
    Adjusters adjusters;

    Pricing() {}

    /** What somebody wants, without prices. */
    public record Draft(
            CartId cart, List<Item> items, @Nullable String coupon, Shopper shopper, String country, String shipping) {

        /** To the shop's home, by the usual way. */
        public Draft(CartId cart, List<Item> items, @Nullable String coupon, Shopper shopper) {
            this(cart, items, coupon, shopper, "", "");
        }
    }

    /** So many of one SKU. */
    public record Item(SkuId sku, int quantity) {}

    /**
     * A cart with what adjusters see and gave, in the shop's currency.
     *
     * @param cart in the shopper's currency
     */
    public record Priced(Cart cart, PriceAdjuster.Goods goods, List<Adjustment> adjustments) {}

    public Cart price(Draft draft) {
        return priced(draft).cart();
    }

    public Priced priced(Draft draft) {
        List<SkuId> ids = draft.items().stream().map(Item::sku).toList();
        Map<SkuId, Sku> skus = catalog.skus(draft.shopper().language(), ids);
        Map<SkuId, Integer> available = availability.available(ids);
        Map<SkuId, Trait> traits = tariffs.traits(ids);
        String currency = tariffs.now().currency();
        List<Cart.Line> lines = draft.items().stream()
                .map(item -> line(
                        item,
                        skus.getOrDefault(item.sku(), gone(item.sku())),
                        new Offer(currency, available.getOrDefault(item.sku(), 0))))
                .toList();
        PriceAdjuster.Goods goods = goods(lines, draft.coupon(), draft.shopper());
        Adjusters.Adjusted adjusted =
                lines.isEmpty() ? new Adjusters.Adjusted(List.of(), null) : adjusters.adjust(goods);
        Calculation calculation = new Calculation(
                tariffs.now(),
                new Choice(draft.shopper().language(), draft.shopper().currency(), draft.country(), draft.shipping()),
                new Calculation.Goods(
                        draft.cart(),
                        lines,
                        ids.stream()
                                .map(id -> traits.getOrDefault(id, Trait.USUAL))
                                .toList(),
                        adjusted.adjustments(),
                        draft.coupon(),
                        adjusted.couponRefusal()));
        return new Priced(calculation.cart(), goods, adjusted.adjustments());
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

    private record Offer(String currency, int available) {}

    private static Cart.Line line(Item item, Sku sku, Offer offer) {
        Money listed = sku.price();
        Money price =
                listed != null && listed.currency().equals(offer.currency()) ? listed : Money.zero(offer.currency());
        boolean sellable = sku.sellable() && price.equals(listed);
        Refusal problem = sellable ? shortage(item.quantity(), offer.available()) : Refusal.of("orders.not_for_sale");
        return new Cart.Line(sku, item.quantity(), price, price.times(item.quantity()), offer.available(), problem);
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

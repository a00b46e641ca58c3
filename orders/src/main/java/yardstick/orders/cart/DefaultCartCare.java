package yardstick.orders.cart;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.SkuId;
import yardstick.kernel.Database;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.orders.Cart;
import yardstick.orders.CartCare;
import yardstick.orders.CartId;
import yardstick.orders.Carts;
import yardstick.orders.Order;
import yardstick.orders.Shopper;

@ApplicationScoped
class DefaultCartCare implements CartCare {

    @Inject
    Database database;

    @Inject
    Pricing pricing;

    @Inject
    Carts carts;

    @Override
    public Outcome<Boolean> save(CartId cart, SkuId sku, Shopper shopper) {
        return database.write(handle -> {
            if (CartStore.change(handle, cart).isEmpty()) {
                return Outcome.refused(Refusal.of("orders.cart_gone"));
            }
            handle.createUpdate(CareSql.SAVE)
                    .bind("cart", cart.value())
                    .bind("sku", sku.value())
                    .execute();
            return Outcome.done(true);
        });
    }

    @Override
    public Outcome<Boolean> restore(CartId cart, SkuId sku, Shopper shopper) {
        try {
            return database.write(handle -> {
                Optional<Integer> quantity = take(handle, cart, sku);
                if (quantity.isEmpty()) {
                    return Outcome.done(false);
                }
                return switch (carts.add(cart, sku, quantity.get(), shopper)) {
                    case Outcome.Done<Cart> _ -> Outcome.done(true);
                    case Outcome.Refused<Cart>(Refusal reason) -> throw new RefusedException(reason);
                };
            });
        } catch (RefusedException e) {
            return Outcome.refused(e.reason());
        }
    }

    private static Optional<Integer> take(Handle handle, CartId cart, SkuId sku) {
        return handle.createQuery(CareSql.TAKE)
                .bind("cart", cart.value())
                .bind("sku", sku.value())
                .mapTo(Integer.class)
                .findOne();
    }

    @Override
    public void forget(CartId cart, SkuId sku) {
        database.execute(handle -> take(handle, cart, sku));
    }

    @Override
    public List<Saved> saved(CartId cart, Shopper shopper) {
        return database.read(handle -> {
            List<Pricing.Item> items = handle.createQuery(CareSql.SAVED)
                    .bind("cart", cart.value())
                    .map((row, context) -> new Pricing.Item(new SkuId(row.getLong(1)), row.getInt(2)))
                    .list();
            if (items.isEmpty()) {
                return List.of();
            }
            return pricing.price(new Pricing.Draft(cart, items, null, shopper)).lines().stream()
                    .map(line -> new Saved(
                            line.sku(),
                            line.quantity(),
                            line.sku().sellable() ? line.unitPrice() : null,
                            line.problem()))
                    .toList();
        });
    }

    @Override
    public void inherit(CartId from, CartId to) {
        if (!from.equals(to)) {
            database.execute(handle -> inherit(handle, from, to));
        }
    }

    static void inherit(Handle handle, CartId from, CartId to) {
        handle.createUpdate(CareSql.INHERIT)
                .bind("from", from.value())
                .bind("to", to.value())
                .execute();
    }

    @Override
    public Optional<Merge> merged(CartId cart) {
        return database.read(handle -> handle.createQuery(CareSql.MERGED)
                .bind("cart", cart.value())
                .map((row, context) -> new Merge(row.getString(1), row.getInt(2)))
                .findOne()
                .filter(merge -> merge.units() > 0));
    }

    @Override
    public boolean undoMerge(CartId cart) {
        return database.write(handle -> {
            if (CartStore.change(handle, cart).isEmpty()) {
                return false;
            }
            return handle.createQuery(CareSql.UNDO)
                            .bind("cart", cart.value())
                            .mapTo(Integer.class)
                            .one()
                    == 1;
        });
    }

    @Override
    public Outcome<Reordered> reorder(CartId cart, Order order, Shopper shopper) {
        List<Order.Line> wanted =
                order.lines().stream().filter(line -> line.sku() != null).toList();
        Map<SkuId, Cart.Line> now = offers(cart, wanted, shopper);
        List<Refusal> notes = new ArrayList<>();
        int units = 0;
        for (Order.Line line : order.lines()) {
            Cart.@Nullable Line offer = line.sku() == null ? null : now.get(line.sku());
            int fitting = offer == null || !offer.sku().sellable() ? 0 : Math.min(line.quantity(), offer.available());
            if (offer == null
                    || fitting <= 0
                    || refused(carts.add(cart, offer.sku().id(), fitting, shopper))) {
                notes.add(Refusal.of("orders.reorder_gone", "title", line.title()));
                continue;
            }
            units += fitting;
            if (fitting < line.quantity()) {
                notes.add(new Refusal("orders.reorder_fewer", Map.of("title", line.title(), "available", fitting)));
            }
            Money before = line.unitPrice();
            boolean comparable = before.currency().equals(offer.unitPrice().currency());
            if (comparable && !before.equals(offer.unitPrice())) {
                notes.add(new Refusal(
                        "orders.reorder_price",
                        Map.of("title", line.title(), "before", before, "now", offer.unitPrice())));
            }
        }
        return Outcome.done(new Reordered(units, notes));
    }

    private Map<SkuId, Cart.Line> offers(CartId cart, List<Order.Line> wanted, Shopper shopper) {
        List<Pricing.Item> items = wanted.stream()
                .flatMap(line -> Optional.ofNullable(line.sku()).stream())
                .distinct()
                .map(sku -> new Pricing.Item(sku, 1))
                .toList();
        return pricing.price(new Pricing.Draft(cart, items, null, shopper)).lines().stream()
                .collect(java.util.stream.Collectors.toMap(line -> line.sku().id(), line -> line));
    }

    private static boolean refused(Outcome<Cart> outcome) {
        return outcome instanceof Outcome.Refused<Cart>;
    }
}

package yardstick.orders.cart;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.SkuId;
import yardstick.kernel.Announcer;
import yardstick.kernel.Database;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.orders.Adjustment;
import yardstick.orders.Cart;
import yardstick.orders.CartId;
import yardstick.orders.Carts;
import yardstick.orders.CustomerId;
import yardstick.orders.Shopper;

/** Every change locks the cart row first, so two tabs and a checkout never mix. */
@ApplicationScoped
public class DefaultCarts implements Carts {

    static final int MOST_UNITS = 999;
    static final int MOST_LINES = 200;
    private static final int LONGEST_COUPON = 64;

    @Inject
    Database database;

    @Inject
    Pricing pricing;

    @Inject
    Announcer announcer;

    @Inject
    Clock clock;

    DefaultCarts() {}

    /** Outside a container. */
    public DefaultCarts(Database database, Pricing pricing, Announcer announcer, Clock clock) {
        this.database = database;
        this.pricing = pricing;
        this.announcer = announcer;
        this.clock = clock;
    }

    /** A change of one cart; the row is locked. */
    @FunctionalInterface
    private interface Change {
        Outcome<Cart> on(Handle handle, CartStore.Row row);
    }

    @Override
    public Optional<Cart> find(CartId id, Shopper shopper) {
        return database.read(handle -> CartStore.filled(handle, id))
                .filter(cart -> cart.row().open())
                .map(cart -> pricing.price(
                        new Pricing.Draft(id, cart.items(), cart.row().coupon(), shopper)));
    }

    @Override
    public CartId create(Shopper shopper) {
        return database.write(handle -> createFor(handle, shopper.customer()));
    }

    @Override
    public Cart open(Shopper shopper) {
        CartId id = create(shopper);
        // A member may have left something in theirs; a guest's is new.
        return shopper.customer() == null
                ? pricing.price(new Pricing.Draft(id, List.of(), null, shopper))
                : find(id, shopper).orElseThrow();
    }

    private static CartId createFor(Handle handle, @Nullable CustomerId customer) {
        CartId id = new CartId(Tokens.next());
        if (CartStore.insert(handle, id.value(), customer) || customer == null) {
            return id;
        }
        return CartStore.openOf(handle, customer).orElseThrow();
    }

    @Override
    public int units(CartId id) {
        return database.read(handle -> handle.createQuery("""
                        SELECT coalesce(sum(line.quantity), 0) FROM orders.cart
                        JOIN orders.cart_line line ON line.cart_id = cart.id
                        WHERE cart.id = :id AND cart.state = 'OPEN'""")
                .bind("id", id.value())
                .mapTo(Integer.class)
                .one());
    }

    @Override
    public Outcome<Cart> add(CartId id, SkuId sku, int quantity, Shopper shopper) {
        if (quantity < 1 || quantity > MOST_UNITS) {
            return Outcome.refused(Refusal.of("orders.quantity_range", "most", MOST_UNITS));
        }
        Pricing.Item item = new Pricing.Item(sku, quantity);
        return change(id, (handle, row) -> {
            List<Pricing.Item> items = CartStore.add(handle, id, item, MOST_UNITS);
            if (items.isEmpty()) {
                return Outcome.refused(Refusal.of("orders.quantity_range", "most", MOST_UNITS));
            }
            Cart cart = pricing.price(new Pricing.Draft(id, items, row.coupon(), shopper));
            Cart.Line line = lineOf(cart, sku);
            Refusal problem = line.problem();
            if (problem != null && !problem.code().equals("orders.only_left")) {
                return Outcome.refused(problem);
            }
            if (cart.lines().size() > MOST_LINES) {
                return Outcome.refused(Refusal.of("orders.cart_full", "most", MOST_LINES));
            }
            announce(quantity, line, shopper);
            return Outcome.done(cart);
        });
    }

    @Override
    public Outcome<Cart> setQuantity(CartId id, SkuId sku, int quantity, Shopper shopper) {
        if (quantity < 0 || quantity > MOST_UNITS) {
            return Outcome.refused(Refusal.of("orders.quantity_range", "most", MOST_UNITS));
        }
        return quantity == 0 ? remove(id, sku, shopper) : set(id, new Pricing.Item(sku, quantity), shopper);
    }

    private Outcome<Cart> set(CartId id, Pricing.Item item, Shopper shopper) {
        return change(id, (handle, row) -> {
            int before = CartStore.set(handle, id, item);
            Cart cart = price(handle, id, row.coupon(), shopper);
            Cart.Line line = lineOf(cart, item.sku());
            Refusal problem = line.problem();
            if (item.quantity() > before && problem != null && !problem.code().equals("orders.only_left")) {
                return Outcome.refused(problem);
            }
            if (cart.lines().size() > MOST_LINES) {
                return Outcome.refused(Refusal.of("orders.cart_full", "most", MOST_LINES));
            }
            announce(item.quantity() - before, line, shopper);
            return Outcome.done(cart);
        });
    }

    private Outcome<Cart> remove(CartId id, SkuId sku, Shopper shopper) {
        return change(id, (handle, row) -> {
            Cart before = price(handle, id, row.coupon(), shopper);
            int units = CartStore.remove(handle, id, sku);
            if (units == 0) {
                return Outcome.done(before);
            }
            announce(-units, lineOf(before, sku), shopper);
            return Outcome.done(price(handle, id, row.coupon(), shopper));
        });
    }

    @Override
    public Outcome<Cart> enterCoupon(CartId id, String code, Shopper shopper) {
        String typed = code.strip().toUpperCase(Locale.ROOT);
        if (typed.isEmpty() || typed.length() > LONGEST_COUPON) {
            return Outcome.refused(Refusal.of("orders.coupon_unknown"));
        }
        return change(id, (handle, row) -> {
            Cart cart = price(handle, id, typed, shopper);
            Refusal refusal = cart.couponRefusal();
            if (refusal == null && !cart.lines().isEmpty() && !applied(cart, typed)) {
                refusal = Refusal.of("orders.coupon_unknown");
            }
            if (refusal != null) {
                return Outcome.refused(refusal);
            }
            CartStore.coupon(handle, id, typed);
            return Outcome.done(cart);
        });
    }

    private static boolean applied(Cart cart, String code) {
        return cart.adjustments().stream()
                .map(Adjustment::source)
                .anyMatch(source -> source.substring(source.indexOf(':') + 1).equalsIgnoreCase(code));
    }

    @Override
    public Outcome<Cart> removeCoupon(CartId id, Shopper shopper) {
        return change(id, (handle, row) -> {
            CartStore.coupon(handle, id, null);
            return Outcome.done(price(handle, id, null, shopper));
        });
    }

    @Override
    public CartId merge(CartId guest, CustomerId customer) {
        return database.write(handle -> {
            handle.createQuery("SELECT id FROM orders.customer WHERE id = :id FOR NO KEY UPDATE")
                    .bind("id", customer.value())
                    .mapTo(Long.class)
                    .one();
            Optional<CartStore.Row> row = CartStore.lock(handle, guest);
            Optional<CartId> own = CartStore.openOf(handle, customer);
            if (row.isEmpty() || !row.get().open() || row.get().customer() != null) {
                return own.orElseGet(() -> createFor(handle, customer));
            }
            if (own.isEmpty()) {
                CartStore.adopt(handle, guest, customer);
                return guest;
            }
            CartStore.lock(handle, own.get());
            handle.createUpdate(CareSql.REMEMBER)
                    .bind("guest", guest.value())
                    .bind("own", own.get().value())
                    .execute();
            DefaultCartCare.inherit(handle, guest, own.get());
            CartStore.mergeInto(handle, guest, own.get());
            return own.get();
        });
    }

    private Outcome<Cart> change(CartId id, Change change) {
        try {
            return database.write(handle -> {
                Optional<CartStore.Row> row = CartStore.change(handle, id);
                if (row.isEmpty()) {
                    return Outcome.refused(Refusal.of("orders.cart_gone"));
                }
                Outcome<Cart> outcome = change.on(handle, row.get());
                if (outcome instanceof Outcome.Refused<Cart>(Refusal reason)) {
                    throw new RefusedException(reason);
                }
                return outcome;
            });
        } catch (RefusedException e) {
            return Outcome.refused(e.reason());
        }
    }

    private Cart price(Handle handle, CartId id, @Nullable String coupon, Shopper shopper) {
        return pricing.price(new Pricing.Draft(id, CartStore.items(handle, id), coupon, shopper));
    }

    private static Cart.Line lineOf(Cart cart, SkuId sku) {
        return cart.lines().stream()
                .filter(line -> line.sku().id().equals(sku))
                .findFirst()
                .orElseThrow();
    }

    private void announce(int units, Cart.Line line, Shopper shopper) {
        if (units != 0) {
            announcer.announce(CartChanged.by(
                    units, line, new CartChanged.Moment(Tokens.next(), clock.instant(), shopper.visitor())));
        }
    }
}

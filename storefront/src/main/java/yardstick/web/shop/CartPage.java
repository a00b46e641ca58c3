package yardstick.web.shop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.SkuId;
import yardstick.kernel.Flag;
import yardstick.kernel.Flags;
import yardstick.kernel.Money;
import yardstick.membership.Points;
import yardstick.orders.Cart;
import yardstick.orders.CartCare;
import yardstick.orders.CartId;
import yardstick.orders.Carts;
import yardstick.orders.CustomerId;
import yardstick.orders.Deliveries;
import yardstick.web.Access;
import yardstick.web.CurrentVisit;
import yardstick.web.Flash;
import yardstick.web.Head;
import yardstick.web.Pages;
import yardstick.web.Role;
import yardstick.web.View;
import yardstick.web.Visit;
import yardstick.web.shop.CartView.Removed;

/** Shows the cart; what changes it is in {@link CartForms}. */
@Path("/{lang:en|zh}/cart")
@ApplicationScoped
public class CartPage {

    /** Shows "bought together" in the cart to those in treatment. */
    static final Flag BOUGHT_TOGETHER = new Flag("cart-bought-together", "control");

    static final String REMOVED = "removed";
    private static final int ROW = 4;

    @Inject
    Pages pages;

    @Inject
    Frames frames;

    @Inject
    CurrentVisit current;

    @Inject
    Carts carts;

    @Inject
    CartCare care;

    @Inject
    Flags flags;

    @Inject
    Suggestions suggestions;

    @Inject
    Deliveries deliveries;

    @Inject
    Points points;

    @Inject
    Notes notes;

    @GET
    @Access(Role.SHOPPER)
    public Response cart() {
        Visit visit = current.get();
        CartId id = visit.cart();
        Cart cart = id == null ? null : carts.find(id, visit.shopper()).orElse(null);
        View page = pages.view(Head.of(pages.text("shop.cart.title")));
        boolean empty = cart == null || cart.lines().isEmpty();
        CartView view = new CartView(
                frames.frame(),
                cart,
                removed(page.flash()),
                cart == null ? 0 : towardsFreeShipping(cart),
                id == null ? List.of() : care.saved(id, visit.shopper()),
                id == null ? null : care.merged(id).orElse(null),
                cart == null || empty ? List.of() : together(page, cart),
                empty ? suggestions.popular(page, ROW) : List.of(),
                deliveries.promise(CheckoutPage.method(cart)),
                points(visit));
        if (cart == null) {
            notes.pageView();
        } else {
            notes.cart("view_cart", cart);
        }
        return pages.page("shop/cart.jte", page, view);
    }

    private Points.@Nullable Standing points(Visit visit) {
        CustomerId customer = visit.customer();
        return customer == null ? null : points.of(customer).orElse(null);
    }

    /** Both arms meet the place where the row would be; only then are they comparable. */
    private List<Suggestion> together(View page, Cart cart) {
        List<SkuId> skus = cart.lines().stream().map(line -> line.sku().id()).toList();
        List<Suggestion> row = suggestions.boughtTogether(page, skus, ROW);
        if (row.isEmpty()) {
            return row;
        }
        String variant = flags.expose(BOUGHT_TOGETHER, current.get().subject());
        return variant.equals("treatment") ? row : List.of();
    }

    private static int towardsFreeShipping(Cart cart) {
        Money gap = cart.freeShippingGap();
        if (gap == null) {
            return 100;
        }
        long goal = cart.goods().plus(gap).minor();
        return goal <= 0 ? 0 : (int) Math.clamp(cart.goods().minor() * 100 / goal, 0, 100);
    }

    /** The flash of a removal is {@code sku quantity title}. */
    private static @Nullable Removed removed(@Nullable Flash flash) {
        if (flash == null || !flash.kind().equals(REMOVED)) {
            return null;
        }
        String[] parts = flash.text().split(" ", 3);
        return new Removed(Long.parseLong(parts[0]), Integer.parseInt(parts[1]), parts[2]);
    }
}

package yardstick.web.shop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import yardstick.catalog.SkuId;
import yardstick.kernel.Messages;
import yardstick.kernel.Outcome;
import yardstick.membership.Points;
import yardstick.orders.Cart;
import yardstick.orders.CartCare;
import yardstick.orders.CartCare.Reordered;
import yardstick.orders.CartId;
import yardstick.orders.Carts;
import yardstick.orders.CustomerId;
import yardstick.orders.Order;
import yardstick.orders.Orders;
import yardstick.web.Access;
import yardstick.web.CurrentVisit;
import yardstick.web.Head;
import yardstick.web.Pages;
import yardstick.web.Role;
import yardstick.web.View;
import yardstick.web.Visit;

/** Everything that changes a cart. Each form ends in a redirect to a page that shows the result. */
@Path("/{lang:en|zh}/cart")
@Consumes(MediaType.APPLICATION_FORM_URLENCODED)
@ApplicationScoped
public class CartForms {

    private static final int LONGEST_FLASH = 800;

    @Inject
    Pages pages;

    @Inject
    CurrentVisit current;

    @Inject
    Carts carts;

    @Inject
    CartCare care;

    @Inject
    Orders orders;

    @Inject
    Points points;

    @Inject
    Messages messages;

    @POST
    @Path("add")
    @Access(Role.SHOPPER)
    public Response add(
            @FormParam("sku") long sku,
            @FormParam("quantity") @DefaultValue("1") String quantity,
            @FormParam("back") @DefaultValue("") String back) {
        Visit visit = current.get();
        Outcome<Cart> outcome = carts.add(cartToFill(visit), new SkuId(sku), units(quantity), visit.shopper());
        if (outcome instanceof Outcome.Refused<Cart>(var refusal)) {
            visit.flash("problem", messages.text(visit.language(), refusal));
            return Pages.seeOther(SafeAddress.of(back, cart(visit)));
        }
        visit.flash("done", messages.text(visit.language(), "shop.cart.added"));
        return Pages.seeOther(cart(visit));
    }

    /** A cart that has become an order is not filled again. */
    private CartId cartToFill(Visit visit) {
        CartId known = visit.cart();
        if (known != null && carts.find(known, visit.shopper()).isPresent()) {
            return known;
        }
        CartId fresh = carts.create(visit.shopper());
        if (known != null) {
            care.inherit(known, fresh);
        }
        visit.keepCart(fresh);
        return fresh;
    }

    @POST
    @Path("quantity")
    @Access(Role.SHOPPER)
    public Response quantity(@FormParam("sku") long sku, @FormParam("quantity") @DefaultValue("1") String quantity) {
        Visit visit = current.get();
        CartId cart = visit.cart();
        int units = units(quantity);
        if (units < 0) {
            visit.flash("problem", messages.text(visit.language(), "orders.quantity_range"));
        } else if (cart != null) {
            settle(visit, carts.setQuantity(cart, new SkuId(sku), units, visit.shopper()));
        }
        return Pages.seeOther(cart(visit));
    }

    /** What a person typed; -1, which no cart takes, for what is no number. */
    private static int units(String typed) {
        try {
            return Integer.parseInt(typed.strip());
        } catch (NumberFormatException e) {
            return -1;
        }
    }

    @POST
    @Path("remove")
    @Access(Role.SHOPPER)
    public Response remove(@FormParam("sku") long sku) {
        Visit visit = current.get();
        CartId id = visit.cart();
        if (id == null) {
            return Pages.seeOther(cart(visit));
        }
        carts.find(id, visit.shopper()).stream()
                .flatMap(cart -> cart.lines().stream())
                .filter(line -> line.sku().id().value() == sku)
                .forEach(line -> visit.flash(
                        CartPage.REMOVED,
                        sku + " " + line.quantity() + " " + line.sku().title()));
        Outcome<Cart> outcome = carts.setQuantity(id, new SkuId(sku), 0, visit.shopper());
        if (outcome instanceof Outcome.Refused<Cart>) {
            settle(visit, outcome);
        }
        return Pages.seeOther(cart(visit));
    }

    @POST
    @Path("save")
    @Access(Role.SHOPPER)
    public Response save(@FormParam("sku") long sku) {
        Visit visit = current.get();
        CartId cart = visit.cart();
        if (cart != null) {
            settle(visit, care.save(cart, new SkuId(sku), visit.shopper()));
        }
        return Pages.seeOther(cart(visit) + "#saved");
    }

    @POST
    @Path("restore")
    @Access(Role.SHOPPER)
    public Response restore(@FormParam("sku") long sku) {
        Visit visit = current.get();
        settle(visit, care.restore(cartToFill(visit), new SkuId(sku), visit.shopper()));
        return Pages.seeOther(cart(visit));
    }

    @POST
    @Path("forget")
    @Access(Role.SHOPPER)
    public Response forget(@FormParam("sku") long sku) {
        Visit visit = current.get();
        CartId cart = visit.cart();
        if (cart != null) {
            care.forget(cart, new SkuId(sku));
        }
        return Pages.seeOther(cart(visit) + "#saved");
    }

    @POST
    @Path("merge/undo")
    @Access(Role.SHOPPER)
    public Response undoMerge() {
        Visit visit = current.get();
        CartId cart = visit.cart();
        if (cart != null && care.undoMerge(cart)) {
            visit.flash("done", messages.text(visit.language(), "shop.cart.merged.undone"));
        }
        return Pages.seeOther(cart(visit));
    }

    /** Whoever holds the token of an order may order the same again; says what is not as it was. */
    @POST
    @Path("reorder")
    @Access(Role.SHOPPER)
    public Response reorder(@FormParam("order") @DefaultValue("") String token) {
        Visit visit = current.get();
        Order order = orders.byToken(token).orElseThrow(NotFoundException::new);
        if (care.reorder(cartToFill(visit), order, visit.shopper()) instanceof Outcome.Done<Reordered>(var again)) {
            View page = pages.view(Head.of(""));
            StringBuilder said = new StringBuilder(page.t("shop.order.again.done", "count", again.units()));
            again.notes().forEach(note -> said.append(' ').append(page.t(note)));
            visit.flash(again.units() == 0 ? "problem" : "done", shortened(said.toString()));
        }
        return Pages.seeOther(cart(visit));
    }

    /** A message travels in a cookie. */
    private static String shortened(String text) {
        return text.length() <= LONGEST_FLASH ? text : text.substring(0, LONGEST_FLASH) + '…';
    }

    @POST
    @Path("coupon")
    @Access(Role.SHOPPER)
    public Response coupon(@FormParam("code") @DefaultValue("") String code) {
        Visit visit = current.get();
        CartId cart = visit.cart();
        String entered = code.strip();
        if (cart != null && !entered.isEmpty() && entered.length() <= 60) {
            settle(visit, carts.enterCoupon(cart, entered, visit.shopper()));
        }
        return Pages.seeOther(cart(visit) + "#coupon");
    }

    @POST
    @Path("coupon/remove")
    @Access(Role.SHOPPER)
    public Response removeCoupon() {
        Visit visit = current.get();
        CartId cart = visit.cart();
        if (cart != null) {
            settle(visit, carts.removeCoupon(cart, visit.shopper()));
        }
        return Pages.seeOther(cart(visit) + "#coupon");
    }

    /** Members only; a guest has none to use. */
    @POST
    @Path("points")
    @Access(Role.SHOPPER)
    public Response points(@FormParam("points") @DefaultValue("") String text) {
        Visit visit = current.get();
        CustomerId customer = visit.customer();
        String entered = text.strip();
        if (customer != null && entered.matches("\\d{1,15}")) {
            settle(visit, points.use(customer, Long.parseLong(entered)));
        }
        return Pages.seeOther(cart(visit) + "#points");
    }

    private void settle(Visit visit, Outcome<?> outcome) {
        if (outcome instanceof Outcome.Refused<?>(var refusal)) {
            visit.flash("problem", messages.text(visit.language(), refusal));
        }
    }

    private static String cart(Visit visit) {
        return "/" + visit.language().code() + "/cart";
    }
}

package yardstick.web.shop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.orders.CartId;
import yardstick.orders.Pickups;
import yardstick.orders.Pickups.Point;
import yardstick.orders.Pickups.Slot;
import yardstick.web.Access;
import yardstick.web.CurrentVisit;
import yardstick.web.Head;
import yardstick.web.Pages;
import yardstick.web.Role;
import yardstick.web.View;
import yardstick.web.Visit;

/** 到店自提: where and when. The slot is taken when the order is placed. */
@Path("/{lang:en|zh}/pickup")
@ApplicationScoped
public class PickupPage {

    private static final int MOST_SLOTS = 400;

    @Inject
    Pages pages;

    @Inject
    Frames frames;

    @Inject
    CurrentVisit current;

    @Inject
    Pickups pickups;

    @GET
    @Access(Role.SHOPPER)
    public Response choose() {
        Visit visit = current.get();
        Map<String, Point> points =
                pickups.points().stream().collect(Collectors.toMap(Point::code, Function.identity()));
        Map<Point, List<Slot>> slots = new LinkedHashMap<>();
        pickups.open(MOST_SLOTS)
                .forEach(slot -> Optional.ofNullable(points.get(slot.point()))
                        .ifPresent(point -> slots.computeIfAbsent(point, key -> new java.util.ArrayList<>())
                                .add(slot)));
        CartId cart = visit.cart();
        long chosen = cart == null ? 0 : pickups.chosen(cart).map(Slot::id).orElse(0L);
        View page = pages.view(Head.of(pages.text("shop.pickup.title")));
        return pages.page("shop/pickup.jte", page, new PickupView(frames.frame(), slots, chosen));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access(Role.SHOPPER)
    public Response chosen(@FormParam("slot") @DefaultValue("") String slot) {
        Visit visit = current.get();
        CartId cart = visit.cart();
        String language = "/" + visit.language().code();
        if (cart == null) {
            return Pages.seeOther(language + "/cart");
        }
        if (!slot.matches("\\d{1,18}")) {
            pickups.forget(cart);
            return Pages.seeOther(language + "/checkout");
        }
        if (pickups.choose(cart, Long.parseLong(slot)) instanceof Outcome.Refused<Slot>(Refusal reason)) {
            visit.flash("problem", pages.view(Head.of("")).t(reason));
            return Pages.seeOther(language + "/pickup");
        }
        return Pages.seeOther(language + "/checkout");
    }
}

package yardstick.web.shop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import yardstick.kernel.Messages;
import yardstick.kernel.Outcome;
import yardstick.orders.AfterSales;
import yardstick.orders.Deliveries;
import yardstick.orders.Order;
import yardstick.orders.Orders;
import yardstick.orders.Payments;
import yardstick.orders.Pickups;
import yardstick.orders.Pickups.Booking;
import yardstick.orders.Shipment;
import yardstick.orders.Shipments;
import yardstick.web.Access;
import yardstick.web.Barcode;
import yardstick.web.CurrentVisit;
import yardstick.web.Head;
import yardstick.web.Pages;
import yardstick.web.Role;
import yardstick.web.View;
import yardstick.web.Visit;

/** An order, for whoever holds its token. */
@Path("/{lang:en|zh}/order/{token}")
@ApplicationScoped
public class OrderPage {

    @Inject
    Pages pages;

    @Inject
    Frames frames;

    @Inject
    CurrentVisit current;

    @Inject
    Orders orders;

    @Inject
    Payments payments;

    @Inject
    Shipments shipments;

    @Inject
    Deliveries deliveries;

    @Inject
    TrackLinks links;

    @Inject
    Pickups pickups;

    @Inject
    Messages messages;

    @Inject
    AfterSales afterSales;

    @Inject
    Clock clock;

    @Inject
    Notes notes;

    @GET
    @Access(Role.SHOPPER)
    public Response order(@PathParam("token") String token) {
        Order order = orders.byToken(token).orElseThrow(NotFoundException::new);
        String title = messages.text(current.get().language(), "shop.order.title", Map.of("number", order.number()));
        boolean held = order.state() == Order.State.PENDING_PAYMENT
                && order.payments().isEmpty()
                && afterSales.waitsFor(order.id()).isPresent();
        View page = pages.view(Head.of(title).refreshing(held ? 0 : OrderViews.refresh(order, clock.instant())));
        notes.note("page_view", Map.of("page", "order"));
        return pages.page(
                "shop/order.jte",
                page,
                OrderViews.view(
                        page,
                        frames.frame(),
                        order,
                        new OrderView.Ways(payments.choices(order.id()), way(order), held)));
    }

    private OrderView.Way way(Order order) {
        Booking booking = pickups.ofOrder(order.id()).orElse(null);
        if (booking != null) {
            Barcode code = pickups.code(order.id()).map(Barcode::qr).orElse(null);
            return new OrderView.Way("", null, List.of(), booking, code);
        }
        boolean travels = switch (order.state()) {
            case PAID, SHIPPED, DELIVERED -> order.source().equals("shop");
            case PENDING_PAYMENT, CANCELLED, REFUNDED -> false;
        };
        if (!travels) {
            return OrderView.Way.delivered("", null, List.of());
        }
        return OrderView.Way.delivered(
                "/track/" + links.link(deliveries.reference(order.id())),
                deliveries.promised(order.id()).orElse(null),
                shipments.ofOrder(order.id()).stream()
                        .filter(parcel -> parcel.state() == Shipment.State.HANDED_OVER)
                        .toList());
    }

    /** Where the gateway sends the browser; what it says in the address is not believed. */
    @GET
    @Path("return")
    @Access(Role.SHOPPER)
    public Response returned(@PathParam("token") String token) {
        Order order = orders.byToken(token).orElseThrow(NotFoundException::new);
        payments.returned(order.token());
        return Pages.seeOther(address(token));
    }

    @POST
    @Path("pay")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access(Role.SHOPPER)
    public Response pay(@PathParam("token") String token, @FormParam("channel") @DefaultValue("") String channel) {
        Visit visit = current.get();
        Order order = orders.byToken(token).orElseThrow(NotFoundException::new);
        String back = visit.incoming().base() + address(order.token()) + "/return";
        return switch (payments.retry(order.token(), channel, back)) {
            case Outcome.Done<String>(String url) -> Pages.seeOther(url);
            case Outcome.Refused<String>(var refusal) -> {
                visit.flash("problem", messages.text(visit.language(), refusal));
                yield Pages.seeOther(address(token));
            }
        };
    }

    private String address(String token) {
        return "/" + current.get().language().code() + "/order/" + token;
    }
}

package yardstick.web.shop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.SkuId;
import yardstick.kernel.Messages;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.orders.AfterSale;
import yardstick.orders.AfterSales;
import yardstick.orders.AfterSales.Actor;
import yardstick.orders.AfterSales.Wanted;
import yardstick.orders.Invoices;
import yardstick.orders.Order;
import yardstick.orders.Orders;
import yardstick.web.Access;
import yardstick.web.CurrentVisit;
import yardstick.web.Head;
import yardstick.web.Pages;
import yardstick.web.Role;
import yardstick.web.Visit;

/** Cancelling, returning and exchanging, for whoever holds the order's token. Nothing happens before the explanation. */
@Path("/{lang:en|zh}/after-sale/{token}")
@ApplicationScoped
public class AfterSalePage {

    @Inject
    Pages pages;

    @Inject
    Frames frames;

    @Inject
    CurrentVisit current;

    @Inject
    Orders orders;

    @Inject
    AfterSales afterSales;

    @Inject
    Invoices invoices;

    @Inject
    Messages messages;

    @GET
    @Access(Role.SHOPPER)
    public Response form(@PathParam("token") String token) {
        Order order = order(token);
        return page(order, AfterSaleView.of(frames.frame(), order, afterSales, invoices.of(order.id())));
    }

    private Order order(String token) {
        return orders.byToken(token).orElseThrow(NotFoundException::new);
    }

    private Response page(Order order, AfterSaleView view) {
        return pages.page("shop/after-sale.jte", pages.view(Head.of(pages.text(title(order)))), view);
    }

    private static String title(Order order) {
        boolean before = order.state() == Order.State.PENDING_PAYMENT || order.state() == Order.State.PAID;
        return before ? "shop.after.cancel.title" : "shop.after.return.title";
    }

    /** Every cent, before anybody confirms. */
    @GET
    @Path("preview")
    @Access(Role.SHOPPER)
    public Response preview(@PathParam("token") String token, @Context UriInfo address) {
        Order order = order(token);
        List<Wanted> wanted = wanted(order, address.getQueryParameters());
        return switch (afterSales.preview(order.id(), wanted)) {
            case Outcome.Refused<AfterSale.Preview>(Refusal reason) -> problem(order, reason);
            case Outcome.Done<AfterSale.Preview>(AfterSale.Preview preview) ->
                page(
                        order,
                        AfterSaleView.of(frames.frame(), order, afterSales, invoices.of(order.id()))
                                .with(
                                        wanted,
                                        preview,
                                        again(address.getQueryParameters()),
                                        text(address.getQueryParameters(), "note")));
        };
    }

    @POST
    @Path("confirm")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access(Role.SHOPPER)
    public Response confirm(@PathParam("token") String token, MultivaluedMap<String, String> form) {
        Order order = order(token);
        List<Wanted> wanted = wanted(order, form);
        AfterSales.Request request = new AfterSales.Request(
                order.id(), wanted, replacement(order, wanted, again(form)), text(form, "note"), Actor.SHOPPER);
        boolean cancels = order.state() == Order.State.PAID;
        Outcome<AfterSale> outcome = cancels ? afterSales.cancel(request) : afterSales.ask(request);
        return answer(order, outcome, cancels ? "shop.after.cancelled" : "shop.after.asked");
    }

    /** The same goods again; other goods are arranged with the shop's staff. */
    private static AfterSales.@Nullable Replacement replacement(Order order, List<Wanted> wanted, boolean again) {
        if (!again || wanted.size() != 1) {
            return null;
        }
        SkuId sku = order.lines().get(wanted.getFirst().lineNo() - 1).sku();
        return sku == null
                ? null
                : new AfterSales.Replacement(sku, wanted.getFirst().quantity());
    }

    @POST
    @Path("cancel-order")
    @Access(Role.SHOPPER)
    public Response cancelOrder(@PathParam("token") String token) {
        Order order = order(token);
        if (order.state() != Order.State.PENDING_PAYMENT) {
            return problem(order, Refusal.of("orders.too_late_to_cancel"));
        }
        return answer(order, orders.cancel(order.id(), "shopper"), "shop.after.cancelled");
    }

    @POST
    @Path("withdraw/{number}")
    @Access(Role.SHOPPER)
    public Response withdraw(@PathParam("token") String token, @PathParam("number") String number) {
        Order order = order(token);
        AfterSale mine = afterSales.ofOrder(order.id()).stream()
                .filter(each -> each.number().equals(number))
                .findFirst()
                .orElseThrow(NotFoundException::new);
        return answer(order, afterSales.withdraw(mine.id(), Actor.SHOPPER), "shop.after.withdrawn");
    }

    private Response answer(Order order, Outcome<?> outcome, String messageKey) {
        Visit visit = current.get();
        switch (outcome) {
            case Outcome.Done<?> _ -> visit.flash("done", messages.text(visit.language(), messageKey));
            case Outcome.Refused<?>(Refusal reason) -> {
                return problem(order, reason);
            }
        }
        return Pages.seeOther("/" + visit.language().code() + "/after-sale/" + order.token());
    }

    private Response problem(Order order, Refusal reason) {
        Visit visit = current.get();
        visit.flash("problem", messages.text(visit.language(), reason));
        return Pages.seeOther("/" + visit.language().code() + "/after-sale/" + order.token());
    }

    private static List<Wanted> wanted(Order order, MultivaluedMap<String, String> fields) {
        List<Wanted> wanted = new ArrayList<>();
        for (int line = 1; line <= order.lines().size(); line++) {
            String units = text(fields, "units" + line);
            if (units.matches("[1-9]\\d{0,3}")) {
                wanted.add(new Wanted(line, Integer.parseInt(units), text(fields, "reason" + line)));
            }
        }
        return wanted;
    }

    private static boolean again(MultivaluedMap<String, String> fields) {
        return text(fields, "instead").equals("again");
    }

    private static String text(MultivaluedMap<String, String> fields, String name) {
        String value = fields.getFirst(name);
        return value == null ? "" : value.strip();
    }
}

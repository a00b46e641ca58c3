package yardstick.web.shop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Language;
import yardstick.kernel.Messages;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.orders.AfterSale;
import yardstick.orders.AfterSales;
import yardstick.orders.AfterSales.Actor;
import yardstick.orders.Invoices;
import yardstick.orders.Order;
import yardstick.orders.Orders;
import yardstick.web.Access;
import yardstick.web.CurrentVisit;
import yardstick.web.Head;
import yardstick.web.Pages;
import yardstick.web.ReasonWords;
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
    ExchangeArticles articles;

    @Inject
    Messages messages;

    @GET
    @Access(Role.SHOPPER)
    public Response form(@PathParam("token") String token) {
        return page(order(token), null);
    }

    private Order order(String token) {
        return orders.byToken(token).orElseThrow(NotFoundException::new);
    }

    private Response page(Order order, AfterSaleView.@Nullable Asked asked) {
        AfterSaleView view = new AfterSaleView(
                frames.frame(),
                order,
                AfterSaleView.mode(order),
                AfterSaleView.forms(order, afterSales),
                afterSales.ofOrder(order.id()),
                invoices.of(order.id()),
                ReasonWords.of(afterSales, messages, current.get().language()),
                asked);
        String title = view.forms().stream().anyMatch(form -> form.kind().equals("return"))
                ? "shop.after.return.title"
                : "shop.after.cancel.title";
        return pages.page("shop/after-sale.jte", pages.view(Head.of(pages.text(title))), view);
    }

    /** Every cent, before anybody confirms; another article is chosen here, too. */
    @GET
    @Path("preview")
    @Access(Role.SHOPPER)
    public Response preview(
            @PathParam("token") String token,
            @QueryParam("product") @DefaultValue("") String product,
            @QueryParam("q") @DefaultValue("") String search,
            @Context UriInfo address) {
        Order order = order(token);
        AfterSaleForm form = AfterSaleForm.of(order, address.getQueryParameters());
        if (form.unclear()) {
            return problem(order, Refusal.of("shop.after.one_thing"));
        }
        if (form.choosing()) {
            Language language = current.get().language();
            return page(
                    order,
                    new AfterSaleView.Asked(
                            form, null, articles.choice(language, first(order, form, product), search.strip())));
        }
        return switch (afterSales.preview(form.asks(), form.request(order))) {
            case Outcome.Refused<AfterSale.Preview>(Refusal reason) -> problem(order, reason);
            case Outcome.Done<AfterSale.Preview>(AfterSale.Preview preview) ->
                page(order, new AfterSaleView.Asked(form, preview, null));
        };
    }

    /** The product whose variants are shown: the chosen one, else the first that goes back. */
    private static String first(Order order, AfterSaleForm form, String product) {
        return product.isEmpty()
                ? form.wanted().stream()
                        .map(each -> order.lines().get(each.lineNo() - 1).slug())
                        .filter(Objects::nonNull)
                        .findFirst()
                        .orElse("")
                : product;
    }

    @POST
    @Path("confirm")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access(Role.SHOPPER)
    public Response confirm(@PathParam("token") String token, MultivaluedMap<String, String> fields) {
        Order order = order(token);
        AfterSaleForm form = AfterSaleForm.of(order, fields);
        Outcome<AfterSale> outcome =
                form.cancels() ? afterSales.cancel(form.request(order)) : afterSales.ask(form.request(order));
        return answer(order, outcome, form.cancels() ? "shop.after.cancelled" : "shop.after.asked");
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
}

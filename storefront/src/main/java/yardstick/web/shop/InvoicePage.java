package yardstick.web.shop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import yardstick.orders.Invoices;
import yardstick.orders.Order;
import yardstick.orders.Orders;
import yardstick.web.Access;
import yardstick.web.CurrentVisit;
import yardstick.web.Role;

/** Invoices and credit notes, for whoever holds the order's token, in the language of the address. */
@Path("/{lang:en|zh}/invoice/{token}")
@ApplicationScoped
public class InvoicePage {

    @Inject
    Orders orders;

    @Inject
    Invoices invoices;

    @Inject
    CurrentVisit current;

    @GET
    @Path("{number:[A-Z]{2,3}-\\d{4}-\\d{6}}.pdf")
    @Access(Role.SHOPPER)
    public Response pdf(@PathParam("token") String token, @PathParam("number") String number) {
        Order order = orders.byToken(token).orElseThrow(NotFoundException::new);
        byte[] pdf = invoices.pdf(order.id(), number, current.get().language()).orElseThrow(NotFoundException::new);
        return Response.ok(pdf)
                .type("application/pdf")
                .header("Content-Disposition", "attachment; filename=\"" + number + ".pdf\"")
                .header("Cache-Control", "private, no-store")
                .build();
    }
}

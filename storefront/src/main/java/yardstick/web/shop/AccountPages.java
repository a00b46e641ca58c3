package yardstick.web.shop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.ForbiddenException;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Response;
import org.jspecify.annotations.Nullable;
import yardstick.membership.Member;
import yardstick.membership.Members;
import yardstick.membership.Members.NextTier;
import yardstick.membership.Points;
import yardstick.orders.CustomerId;
import yardstick.orders.Orders;
import yardstick.web.Access;
import yardstick.web.CurrentVisit;
import yardstick.web.Head;
import yardstick.web.Pages;
import yardstick.web.Role;
import yardstick.web.View;

/** What a member sees of the own account. */
@Path("/{lang:en|zh}/account")
@ApplicationScoped
public class AccountPages {

    private static final int LATEST = 3;
    private static final int ALL = 200;
    private static final int MOVEMENTS = 10;

    @Inject
    Pages pages;

    @Inject
    Frames frames;

    @Inject
    CurrentVisit current;

    @Inject
    Members members;

    @Inject
    Orders orders;

    @Inject
    Points points;

    @Inject
    Notes notes;

    @GET
    @Access(Role.MEMBER)
    public Response account() {
        return show("shop.account.title", LATEST);
    }

    @GET
    @Path("orders")
    @Access(Role.MEMBER)
    public Response orders() {
        return show("shop.orders.title", ALL);
    }

    private Response show(String title, int limit) {
        CustomerId customer = current.get().customer();
        if (customer == null) {
            throw new ForbiddenException();
        }
        Member member = members.byId(customer).orElseThrow(ForbiddenException::new);
        NextTier next = members.next(member).orElse(null);
        View page = pages.view(Head.of(pages.text(title)));
        notes.pageView();
        AccountView view = new AccountView(
                frames.frame(),
                member,
                next,
                percent(member, next),
                orders.ofCustomer(customer, limit),
                limit == ALL,
                points.of(customer)
                        .map(standing -> new AccountView.Purse(standing, points.latest(customer, MOVEMENTS)))
                        .orElse(null));
        return pages.page("shop/account.jte", page, view);
    }

    private static int percent(Member member, @Nullable NextTier next) {
        if (next == null) {
            return 100;
        }
        long from = member.tier().from().minor();
        long width = next.tier().from().minor() - from;
        long walked = member.spent().minor() - from;
        return width <= 0 ? 100 : (int) Math.clamp(walked * 100 / width, 0, 100);
    }
}

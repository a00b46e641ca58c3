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
import java.util.List;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Messages;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.orders.TradeIns;
import yardstick.orders.TradeIns.TradeIn;
import yardstick.web.Access;
import yardstick.web.CurrentVisit;
import yardstick.web.Head;
import yardstick.web.Pages;
import yardstick.web.Role;
import yardstick.web.Visit;

/** Old for new: what a used thing is worth, and the code that pays with it. */
@Path("/{lang:en|zh}/trade-in")
@ApplicationScoped
public class TradeInPage {

    @Inject
    Pages pages;

    @Inject
    Frames frames;

    @Inject
    CurrentVisit current;

    @Inject
    TradeIns tradeIns;

    @Inject
    Messages messages;

    /** @param made the quote that was just made or looked up, or null */
    public record TradeInView(
            Frame frame,
            List<String> categories,
            List<TradeIns.Rate> rates,
            @Nullable TradeIn made) {}

    @GET
    @Access(Role.SHOPPER)
    public Response form() {
        return page(null);
    }

    private Response page(@Nullable TradeIn made) {
        List<TradeIns.Rate> rates = tradeIns.rates();
        List<String> categories =
                rates.stream().map(TradeIns.Rate::category).distinct().toList();
        return pages.page(
                "shop/trade-in.jte",
                pages.view(Head.of(pages.text("shop.trade_in.title"))),
                new TradeInView(frames.frame(), categories, rates, made));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access(Role.SHOPPER)
    public Response offer(
            @FormParam("category") @DefaultValue("") String category,
            @FormParam("grade") @DefaultValue("") String grade,
            @FormParam("description") @DefaultValue("") String description,
            @FormParam("email") @DefaultValue("") String email) {
        Visit visit = current.get();
        String home = "/" + visit.language().code() + "/trade-in";
        return switch (tradeIns.offer(
                new TradeIns.Offer(category, grade, description, email.strip(), visit.language()))) {
            case Outcome.Done<TradeIn>(TradeIn made) -> Pages.seeOther(home + "/" + made.code());
            case Outcome.Refused<TradeIn>(Refusal reason) -> {
                visit.flash("problem", messages.text(visit.language(), reason));
                yield Pages.seeOther(home);
            }
        };
    }

    /** The code is the right to see it. */
    @GET
    @Path("{code:TI-[A-Z2-9]{12}}")
    @Access(Role.SHOPPER)
    public Response quote(@PathParam("code") String code) {
        return page(tradeIns.find(code).orElseThrow(NotFoundException::new));
    }
}

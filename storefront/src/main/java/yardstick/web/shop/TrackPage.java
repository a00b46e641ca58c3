package yardstick.web.shop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.Response;
import java.util.Map;
import yardstick.orders.Deliveries;
import yardstick.web.Access;
import yardstick.web.ErrorPages;
import yardstick.web.Head;
import yardstick.web.Pages;
import yardstick.web.Role;
import yardstick.web.View;

/** Where the parcels of an order are, for whoever was sent the link. */
@Path("/{lang:en|zh}/track/{link}")
@ApplicationScoped
public class TrackPage {

    @Inject
    Pages pages;

    @Inject
    Frames frames;

    @Inject
    TrackLinks links;

    @Inject
    Deliveries deliveries;

    @Inject
    ErrorPages errors;

    @Inject
    Notes notes;

    @GET
    @Access(Role.SHOPPER)
    public Response track(@PathParam("link") String link) {
        return switch (links.read(link)) {
            case TrackLinks.Read.Forged() -> throw new NotFoundException();
            case TrackLinks.Read.Expired() -> errors.answer(410, "link_expired");
            case TrackLinks.Read.Good(String reference) -> show(reference);
        };
    }

    private Response show(String reference) {
        Deliveries.Tracking tracking = deliveries.track(reference).orElseThrow(NotFoundException::new);
        View page = pages.view(Head.of(pages.text("shop.track.title", "number", tracking.orderNumber())));
        notes.note("page_view", Map.of("page", "track"));
        Response response = pages.page("shop/track.jte", page, new TrackView(frames.frame(), tracking));
        response.getHeaders().putSingle("Referrer-Policy", "no-referrer");
        response.getHeaders().putSingle("X-Robots-Tag", "noindex");
        return response;
    }
}

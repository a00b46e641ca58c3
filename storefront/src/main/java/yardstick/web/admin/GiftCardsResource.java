package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.kernel.Settings;
import yardstick.orders.GiftCards;
import yardstick.web.Access;
import yardstick.web.Head;
import yardstick.web.Role;

/** Gift cards: issue, look, block. A code is shown once, to whoever issued it. */
@ApplicationScoped
@Path("/admin/gift-cards")
public class GiftCardsResource {

    private static final int MOST = 200;

    @Inject
    GiftCards giftCards;

    @Inject
    Settings settings;

    @Inject
    Office office;

    /** @param code of the card that was just issued, or null */
    public record GiftCardsView(
            List<GiftCards.Card> cards,
            Form form,
            String currency,
            @Nullable String code) {}

    public record MovementsView(long id, List<GiftCards.Movement> movements) {}

    @GET
    @Access({Role.OWNER, Role.FINANCE, Role.SUPPORT})
    public Response list() {
        return page(200, Form.empty(), null);
    }

    private Response page(int status, Form form, @Nullable String code) {
        return office.page(
                status,
                "gift-cards",
                "admin.gift-cards.title",
                new GiftCardsView(giftCards.latest(MOST), form, settings.currency(), code));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access({Role.OWNER, Role.FINANCE})
    public Response issue(MultivaluedMap<String, String> fields) {
        Form form = new Form(fields);
        form.required("amount");
        Money amount = form.money("amount", settings.currency()).orElse(Money.zero(settings.currency()));
        Instant expires = form.day("expires")
                .map(day -> day.plusDays(1).atStartOfDay(settings.zone()).toInstant())
                .orElse(null);
        if (form.failed()) {
            return page(422, form, null);
        }
        return switch (giftCards.issue(amount, expires, form.text("note"), office.actor())) {
            case Outcome.Done<GiftCards.Issued>(var issued) -> page(201, Form.empty(), issued.code());
            case Outcome.Refused<GiftCards.Issued>(Refusal reason) -> {
                form.refuse("amount", reason);
                yield page(422, form, null);
            }
        };
    }

    @GET
    @Path("{id}")
    @Access({Role.OWNER, Role.FINANCE, Role.SUPPORT})
    public Response movements(@PathParam("id") long id) {
        List<GiftCards.Movement> movements = giftCards.movements(id);
        return movements.isEmpty()
                ? office.notFound()
                : office.page(
                        "gift-card",
                        Head.of(office.text("admin.gift-card.title", Map.of("id", id))),
                        new MovementsView(id, movements));
    }

    @POST
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access({Role.OWNER, Role.FINANCE, Role.SUPPORT})
    public Response block(@PathParam("id") long id, @FormParam("blocked") boolean blocked) {
        giftCards.block(id, blocked);
        return office.done("/admin/gift-cards", blocked ? "admin.gift-cards.blocked" : "admin.gift-cards.unblocked");
    }
}

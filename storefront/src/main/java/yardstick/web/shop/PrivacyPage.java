package yardstick.web.shop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import yardstick.orders.Tariffs;
import yardstick.tracking.Consent;
import yardstick.tracking.Consent.Purpose;
import yardstick.tracking.Consents;
import yardstick.web.Access;
import yardstick.web.ConsentCookie;
import yardstick.web.CurrentVisit;
import yardstick.web.Head;
import yardstick.web.Pages;
import yardstick.web.Role;
import yardstick.web.Visit;

/** Consent and appearance: decisions of a browser, changed as easily as they were made. */
@Path("/{lang:en|zh}")
@ApplicationScoped
public class PrivacyPage {

    @Inject
    Pages pages;

    @Inject
    Frames frames;

    @Inject
    CurrentVisit current;

    @Inject
    Consents consents;

    @Inject
    Tariffs tariffs;

    @Inject
    Notes notes;

    @GET
    @Path("privacy")
    @Access(Role.SHOPPER)
    public Response privacy() {
        Visit visit = current.get();
        List<PrivacyView.Choice> choices = Arrays.stream(Purpose.values())
                .map(purpose ->
                        new PrivacyView.Choice(key(purpose), visit.consent().allows(purpose)))
                .toList();
        notes.pageView();
        return pages.page(
                "shop/privacy.jte",
                pages.view(Head.of(pages.text("shop.privacy.title"))),
                new PrivacyView(frames.frame(), choices, visit.consentDecided()));
    }

    static String key(Purpose purpose) {
        return purpose.name().toLowerCase(Locale.ROOT);
    }

    @POST
    @Path("privacy")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access(Role.SHOPPER)
    public Response decide(MultivaluedMap<String, String> form) {
        Visit visit = current.get();
        @Nullable String choice = form.getFirst("choice");
        Consent consent = switch (choice == null ? "" : choice) {
            case "all" -> Consent.all();
            case "none" -> Consent.none();
            default -> new Consent(chosen(form));
        };
        consents.decided(visit.unit(), consent, ConsentCookie.POLICY);
        visit.decideConsent(consent);
        return back(visit, form, "/privacy");
    }

    private static Set<Purpose> chosen(MultivaluedMap<String, String> form) {
        Set<Purpose> purposes = EnumSet.noneOf(Purpose.class);
        for (Purpose purpose : Purpose.values()) {
            if (form.containsKey(key(purpose))) {
                purposes.add(purpose);
            }
        }
        return purposes;
    }

    @POST
    @Path("appearance")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access(Role.SHOPPER)
    public Response appearance(MultivaluedMap<String, String> form) {
        Visit visit = current.get();
        @Nullable String theme = form.getFirst("theme");
        visit.chooseTheme(theme != null && (theme.equals("light") || theme.equals("dark")) ? theme : "system");
        return back(visit, form, "");
    }

    @POST
    @Path("currency")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access(Role.SHOPPER)
    public Response currency(MultivaluedMap<String, String> form) {
        Visit visit = current.get();
        @Nullable String currency = form.getFirst("currency");
        if (currency != null && tariffs.currencies().contains(currency)) {
            visit.chooseCurrency(currency);
        }
        return back(visit, form, "");
    }

    private static Response back(Visit visit, MultivaluedMap<String, String> form, String otherwise) {
        String prefix = "/" + visit.language().code();
        @Nullable String wanted = form.getFirst("back");
        return Pages.seeOther(
                SafeAddress.of(wanted == null || !wanted.matches("(/.*)?") ? "" : prefix + wanted, prefix + otherwise));
    }
}

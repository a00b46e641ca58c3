package yardstick.web.shop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.kernel.Settings;
import yardstick.membership.Members;
import yardstick.orders.Cart;
import yardstick.orders.CartId;
import yardstick.orders.Checkout;
import yardstick.orders.Checkout.Placed;
import yardstick.orders.Checkout.Quote;
import yardstick.orders.Checkout.Wish;
import yardstick.orders.CustomerId;
import yardstick.orders.Deliveries;
import yardstick.orders.GiftCards;
import yardstick.orders.Pickups;
import yardstick.orders.Tariffs;
import yardstick.web.Access;
import yardstick.web.ClientAddress;
import yardstick.web.CurrentVisit;
import yardstick.web.Head;
import yardstick.web.Pages;
import yardstick.web.Role;
import yardstick.web.View;
import yardstick.web.Visit;

/** One page from cart to order, for guests and members alike. */
@Path("/{lang:en|zh}/checkout")
@ApplicationScoped
public class CheckoutPage {

    static final List<String> FIELDS =
            List.of("name", "email", "phone", "country", "line1", "city", "region", "district", "postcode");
    private static final int LONGEST = 300;

    @Inject
    Settings settings;

    @Inject
    Pages pages;

    @Inject
    Frames frames;

    @Inject
    CurrentVisit current;

    @Inject
    Checkout checkout;

    @Inject
    Deliveries deliveries;

    @Inject
    Pickups pickups;

    @Inject
    Members members;

    @Inject
    Tariffs tariffs;

    @Inject
    GiftCards giftCards;

    @Inject
    StepUpPage stepUp;

    @Inject
    Notes notes;

    /** What a rejected submission looks like. */
    private record Input(
            Map<String, String> values,
            Map<String, Refusal> errors,
            List<Refusal> problems,
            boolean priceChanged,
            String channel,
            String gift) {

        /** As it was typed, before anything was found wrong. */
        static Input typed(MultivaluedMap<String, String> form) {
            return new Input(
                    CheckoutPage.values(form), Map.of(), List.of(), false, text(form, "channel"), text(form, "gift"));
        }

        Input wrong(Map<String, Refusal> fields) {
            return new Input(values, fields, List.of(), false, channel, gift);
        }

        Input refused(List<Refusal> reasons) {
            return new Input(values, Map.of(), reasons, false, channel, gift);
        }

        Input changed() {
            return new Input(values, Map.of(), List.of(), true, channel, gift);
        }
    }

    @GET
    @Access(Role.SHOPPER)
    public Response form() {
        Visit visit = current.get();
        Optional<Quote> quote = quote(visit, new Wish("", wished(visit)));
        if (quote.isEmpty() || !quote.get().cart().buyable()) {
            return Pages.seeOther(cart(visit));
        }
        notes.cart("begin_checkout", quote.get().cart());
        return show(200, quote.get(), new Input(known(visit), Map.of(), List.of(), false, "", ""));
    }

    private Optional<Quote> quote(Visit visit, Wish wish) {
        CartId cart = visit.cart();
        return cart == null ? Optional.empty() : checkout.begin(cart, visit.shopper(), wish);
    }

    private Map<String, String> known(Visit visit) {
        Map<String, String> values = new HashMap<>();
        values.put("country", tariffs.home());
        CustomerId customer = visit.customer();
        if (customer != null) {
            members.byId(customer).ifPresent(member -> {
                values.put("name", member.name());
                values.put("email", member.email());
            });
        }
        return values;
    }

    /** Whoever has just chosen a pick-up time wants to pick it up. */
    private String wished(Visit visit) {
        CartId cart = visit.cart();
        return cart != null && pickups.chosen(cart).isPresent() ? Pickups.METHOD : "";
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access(Role.SHOPPER)
    public Response place(MultivaluedMap<String, String> form, @Context HttpServletRequest request) {
        Visit visit = current.get();
        CartId cart = visit.cart();
        if (cart == null) {
            return Pages.seeOther(cart(visit));
        }
        Input input = Input.typed(form);
        if (!text(form, "apply").isEmpty()) {
            return again(200, wish(form), input);
        }
        String back = visit.incoming().base() + "/" + visit.language().code() + "/order/{token}/return";
        Optional<Response> asked = stepUp.answered(form);
        if (asked.isPresent()) {
            return asked.get();
        }
        stepUp.assess(new StepUpPage.Asked(
                text(form, "key"), input.values(), ClientAddress.of(request, settings), text(form, "gift")));
        Checkout.Command command = new Checkout.Command(
                text(form, "key"), input.channel(), input.values(), back, text(form, "shipping"), gift(form));
        return switch (checkout.place(cart, command, visit.shopper())) {
            case Placed.Accepted(String token, String redirect) ->
                Pages.seeOther(redirect.isEmpty() ? "/" + visit.language().code() + "/order/" + token : redirect);
            case Placed.KeyReused(String token) -> {
                visit.flash("problem", pages.text("shop.checkout.key_reused"));
                yield Pages.seeOther("/" + visit.language().code() + "/order/" + token);
            }
            case Placed.PriceChanged(Quote quote) -> show(409, quote, input.changed());
            case Placed.Invalid(Map<String, Refusal> fields) -> again(422, wish(form), input.wrong(fields));
            case Placed.Refused(List<Refusal> reasons) when StepUpPage.wanted(reasons) -> stepUp.page(form, null);
            case Placed.Refused(List<Refusal> reasons) -> again(409, wish(form), input.refused(reasons));
        };
    }

    private Checkout.@Nullable Gift gift(MultivaluedMap<String, String> form) {
        String code = text(form, "gift");
        String shown = text(form, "gift_minor");
        long minor = shown.matches("\\d{1,15}") ? Long.parseLong(shown) : 0;
        return code.isEmpty() ? null : new Checkout.Gift(code, minor);
    }

    private CheckoutView.Gift gift(View page, Quote quote, String code) {
        if (code.isEmpty()) {
            return new CheckoutView.Gift(giftCards.taken(), "", null, "");
        }
        return switch (giftCards.preview(code, quote.total())) {
            case Outcome.Done<GiftCards.Applied>(var applied) -> new CheckoutView.Gift(true, code, applied, "");
            case Outcome.Refused<GiftCards.Applied>(Refusal reason) ->
                new CheckoutView.Gift(giftCards.taken(), code, null, page.t(reason));
        };
    }

    private static Wish wish(MultivaluedMap<String, String> form) {
        return new Wish(text(form, "country"), text(form, "shipping"));
    }

    private Response again(int status, Wish wish, Input input) {
        Visit visit = current.get();
        Optional<Quote> quote = quote(visit, wish);
        if (quote.isPresent()) {
            return show(status, quote.get(), input);
        }
        input.problems().stream()
                .findFirst()
                .ifPresent(
                        reason -> visit.flash("problem", pages.view(Head.of("")).t(reason)));
        return Pages.seeOther(cart(visit));
    }

    private Response show(int status, Quote quote, Input input) {
        View page = pages.view(Head.of(pages.text("shop.checkout.title")));
        Map<String, String> errors = new LinkedHashMap<>();
        FIELDS.stream()
                .filter(input.errors()::containsKey)
                .forEach(field -> errors.put(field, error(page, input, field)));
        input.errors().keySet().forEach(field -> errors.putIfAbsent(field, error(page, input, field)));
        String channel = input.channel().isEmpty() && !quote.channels().isEmpty()
                ? quote.channels().getFirst().code()
                : input.channel();
        CheckoutView view = new CheckoutView(
                frames.frame(),
                quote,
                input.values(),
                errors,
                input.problems().stream().map(page::t).toList(),
                input.priceChanged(),
                channel,
                Countries.in(page.language()),
                gift(page, quote, input.gift()),
                deliveries.promise(method(quote.cart())),
                pickups.chosen(quote.cart().id()).orElse(null));
        return pages.page(status, "shop/checkout.jte", page, view);
    }

    static String method(@Nullable Cart cart) {
        Cart.Delivery delivery = cart == null ? null : cart.terms().delivery();
        return delivery == null ? Deliveries.STANDARD : delivery.code();
    }

    private static String error(View page, Input input, String field) {
        Refusal refusal = input.errors().get(field);
        return refusal == null ? "" : page.t(refusal);
    }

    private static Map<String, String> values(MultivaluedMap<String, String> form) {
        Map<String, String> values = new LinkedHashMap<>();
        FIELDS.forEach(field -> values.put(field, text(form, field)));
        return values;
    }

    private static String text(MultivaluedMap<String, String> form, String name) {
        @Nullable String value = form.getFirst(name);
        String text = value == null ? "" : value.strip();
        return text.length() > LONGEST ? text.substring(0, LONGEST) : text;
    }

    private static String cart(Visit visit) {
        return "/" + visit.language().code() + "/cart";
    }
}

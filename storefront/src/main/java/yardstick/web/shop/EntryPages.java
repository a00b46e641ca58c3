package yardstick.web.shop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.FormParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.membership.Member;
import yardstick.membership.Members;
import yardstick.orders.CartId;
import yardstick.orders.Carts;
import yardstick.orders.CustomerId;
import yardstick.web.Access;
import yardstick.web.CurrentVisit;
import yardstick.web.Head;
import yardstick.web.Pages;
import yardstick.web.Role;
import yardstick.web.View;
import yardstick.web.Visit;

/** Becoming a member, signing in, signing out. The guest's cart comes along. */
@Path("/{lang:en|zh}")
@ApplicationScoped
public class EntryPages {

    private static final List<String> FIELDS = List.of("email", "password", "name");

    @Inject
    Pages pages;

    @Inject
    Frames frames;

    @Inject
    CurrentVisit current;

    @Inject
    Members members;

    @Inject
    Carts carts;

    @Inject
    Notes notes;

    /** What a form shows: what was typed, and what was wrong with it. */
    private record Input(String next, Map<String, String> values, Map<String, Refusal> errors) {}

    @GET
    @Path("sign-in")
    @Access(Role.SHOPPER)
    public Response signInForm(@QueryParam("next") @DefaultValue("") String next) {
        return fresh("sign_in", next);
    }

    @GET
    @Path("sign-up")
    @Access(Role.SHOPPER)
    public Response signUpForm(@QueryParam("next") @DefaultValue("") String next) {
        return fresh("sign_up", next);
    }

    @POST
    @Path("sign-in")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access(Role.SHOPPER)
    public Response signIn(
            @FormParam("email") @DefaultValue("") String email,
            @FormParam("password") @DefaultValue("") String password,
            @FormParam("next") @DefaultValue("") String next) {
        return switch (members.signIn(email.strip(), password)) {
            case Outcome.Done<Member>(Member member) -> welcome(member, next, "login");
            case Outcome.Refused<Member>(Refusal refusal) ->
                form(422, "sign_in", new Input(next, Map.of("email", email), Map.of("", refusal)));
        };
    }

    @POST
    @Path("sign-up")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access(Role.SHOPPER)
    public Response signUp(
            @FormParam("email") @DefaultValue("") String email,
            @FormParam("password") @DefaultValue("") String password,
            @FormParam("name") @DefaultValue("") String name,
            @FormParam("next") @DefaultValue("") String next) {
        Visit visit = current.get();
        return switch (members.signUp(email.strip(), password, name.strip(), visit.language())) {
            case Outcome.Done<Member>(Member member) -> welcome(member, next, "sign_up");
            case Outcome.Refused<Member>(Refusal refusal) ->
                form(
                        422,
                        "sign_up",
                        new Input(next, Map.of("email", email, "name", name), Map.of(field(refusal), refusal)));
        };
    }

    private static String field(Refusal refusal) {
        String code = refusal.code().substring(refusal.code().indexOf('.') + 1);
        return FIELDS.stream().filter(code::startsWith).findFirst().orElse("");
    }

    private Response welcome(Member member, String next, String event) {
        Visit visit = current.get();
        CustomerId customer = member.customer();
        CartId guest = visit.cart();
        visit.signIn(customer);
        visit.keepCart(carts.merge(guest == null ? carts.create(visit.shopper()) : guest, customer));
        notes.note(event, Map.of("method", "password", "customer", customer.value()));
        return Pages.seeOther(SafeAddress.of(next, "/" + visit.language().code() + "/account"));
    }

    @POST
    @Path("sign-out")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access(Role.SHOPPER)
    public Response signOut() {
        Visit visit = current.get();
        visit.signOut();
        visit.forgetCart();
        return Pages.seeOther("/" + visit.language().code());
    }

    private Response fresh(String form, String next) {
        notes.pageView();
        return form(200, form, new Input(next, Map.of(), Map.of()));
    }

    private Response form(int status, String form, Input input) {
        View page = pages.view(Head.of(pages.text("shop." + form + ".title")));
        Map<String, String> texts = new LinkedHashMap<>();
        input.errors().forEach((field, refusal) -> texts.put(field, page.t(refusal)));
        EntryView view = new EntryView(frames.frame(), input.next(), input.values(), texts);
        return pages.page(status, form.equals("sign_in") ? "shop/signin.jte" : "shop/signup.jte", page, view);
    }
}

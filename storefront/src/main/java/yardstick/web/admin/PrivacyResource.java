package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.PersonalData.Person;
import yardstick.tracking.Erasures;
import yardstick.web.Access;
import yardstick.web.Role;

/** People who ask what is kept about them, or to be forgotten. */
@ApplicationScoped
@Path("/admin/privacy")
public class PrivacyResource {

    @Inject
    Erasures erasures;

    @Inject
    Office office;

    /** @param asked whether somebody was looked for; {@code query} the same again */
    public record PrivacyView(
            Form form, boolean asked, String query, List<List<String>> held, List<List<String>> proofs) {}

    @GET
    @Access({Role.OWNER, Role.SUPPORT})
    public Response page(
            @QueryParam("visitor") @Nullable String visitor, @QueryParam("customer") @Nullable String customer) {
        Form form = form(visitor, customer);
        Person person = person(form);
        Wording words = new Wording(office);
        List<List<String>> held = person == null
                ? List.of()
                : erasures.preview(person).entrySet().stream()
                        .map(place -> List.of(place.getKey(), words.number(place.getValue())))
                        .toList();
        List<List<String>> proofs = erasures.proofs().stream()
                .map(proof -> List.of(
                        Long.toString(proof.id()),
                        proof.at().toString(),
                        proof.subject(),
                        proof.actor(),
                        counts(proof.before()),
                        proof.complete() ? words.text("admin.privacy.complete") : counts(proof.after())))
                .toList();
        return office.page(
                "privacy-desk",
                "admin.privacy.title",
                new PrivacyView(form, person != null, query(form), held, proofs));
    }

    private static String counts(Map<String, Long> held) {
        return held.entrySet().stream()
                .map(place -> place.getKey() + " " + place.getValue())
                .collect(Collectors.joining(", "));
    }

    @GET
    @Path("copy.json")
    @Access({Role.OWNER, Role.SUPPORT})
    public Response copy(
            @QueryParam("visitor") @Nullable String visitor, @QueryParam("customer") @Nullable String customer) {
        Person person = person(form(visitor, customer));
        if (person == null) {
            return office.notFound();
        }
        return Response.ok(erasures.copyAsJson(person))
                .type("application/json; charset=utf-8")
                .header("Content-Disposition", "attachment; filename=\"personal-data.json\"")
                .build();
    }

    /** Nothing can be brought back, so it is asked once more. */
    @POST
    @Path("erase/ask")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access(Role.OWNER)
    public Response ask(MultivaluedMap<String, String> fields) {
        Form form = form(fields.getFirst("visitor"), fields.getFirst("customer"));
        if (person(form) == null) {
            return office.problem("/admin/privacy", "admin.privacy.nobody");
        }
        return office.page(
                "confirm",
                "admin.privacy.erase",
                new ConfirmView(
                        office.text("admin.privacy.question"),
                        office.text("admin.privacy.consequence"),
                        office.text("admin.privacy.erase"),
                        "/admin/privacy/erase?" + query(form),
                        "/admin/privacy?" + query(form)));
    }

    @POST
    @Path("erase")
    @Access(Role.OWNER)
    public Response erase(
            @QueryParam("visitor") @Nullable String visitor, @QueryParam("customer") @Nullable String customer) {
        Person person = person(form(visitor, customer));
        if (person == null) {
            return office.problem("/admin/privacy", "admin.privacy.nobody");
        }
        Erasures.Proof proof = erasures.erase(person, office.actor());
        return proof.complete()
                ? office.done("/admin/privacy", "admin.privacy.done")
                : office.problem("/admin/privacy", "admin.privacy.left");
    }

    private static Form form(@Nullable String visitor, @Nullable String customer) {
        return Form.empty()
                .with("visitor", visitor == null ? "" : visitor.strip())
                .with("customer", customer == null ? "" : customer.strip());
    }

    private static @Nullable Person person(Form form) {
        String visitor = form.text("visitor");
        Integer customer = form.whole("customer", 1, 999_999_999).orElse(null);
        return visitor.isEmpty() && customer == null
                ? null
                : new Person(visitor.isEmpty() ? null : visitor, customer == null ? null : (long) customer);
    }

    private static String query(Form form) {
        return "visitor=" + java.net.URLEncoder.encode(form.text("visitor"), java.nio.charset.StandardCharsets.UTF_8)
                + "&customer="
                + java.net.URLEncoder.encode(form.text("customer"), java.nio.charset.StandardCharsets.UTF_8);
    }
}

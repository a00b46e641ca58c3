package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import yardstick.catalog.Dictionary;
import yardstick.catalog.Dictionary.CategoryNode;
import yardstick.catalog.Dictionary.Change;
import yardstick.catalog.Dictionary.ChoiceEdit;
import yardstick.catalog.Dictionary.Detail;
import yardstick.catalog.Dictionary.Edit;
import yardstick.catalog.Dictionary.Entry;
import yardstick.kernel.Language;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.web.Access;
import yardstick.web.CurrentVisit;
import yardstick.web.Head;
import yardstick.web.Role;

/** The attribute dictionary: look up, name, merge, undo. */
@ApplicationScoped
@Path("/admin/dictionary")
public class DictionaryResource {

    private static final String HOME = "/admin/dictionary";

    @Inject
    Dictionary dictionary;

    @Inject
    CurrentVisit current;

    @Inject
    Office office;

    @Inject
    Uploads uploads;

    public record DictionaryView(
            String text,
            List<Entry> entries,
            List<Change> changes,
            List<CategoryNode> categories,
            long version,
            Form form) {}

    public record EntryView(Detail detail, Form form, List<String> kinds) {}

    public static final List<String> KINDS =
            List.of("TEXT", "NUMBER", "ENUM", "COLOUR", "SIZE", "BOOLEAN", "DATE", "REFERENCE");

    @GET
    @Access({Role.OWNER, Role.MARKETING})
    public Response list(@QueryParam("q") @DefaultValue("") String text) {
        return page(text, Form.empty());
    }

    private Response page(String text, Form form) {
        return office.page(
                form.failed() ? 422 : 200,
                "dictionary",
                "admin.dictionary.title",
                new DictionaryView(
                        text,
                        dictionary.entries(text),
                        dictionary.changes(20),
                        dictionary.categories(current.get().language()),
                        dictionary.version(),
                        form));
    }

    @GET
    @Path("{code}")
    @Access({Role.OWNER, Role.MARKETING})
    public Response entry(@PathParam("code") String code) {
        return dictionary
                .entry(code)
                .map(detail -> office.page(
                        "dictionary-entry",
                        Head.of(detail.entry().nameEn()),
                        new EntryView(detail, form(detail), KINDS)))
                .orElseGet(office::notFound);
    }

    private static Form form(Detail detail) {
        Entry entry = detail.entry();
        return Form.empty()
                .with("name_en", entry.nameEn())
                .with("name_zh", entry.nameZh())
                .with("unit", entry.unit())
                .with("aliases", String.join("; ", detail.aliases()));
    }

    @POST
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access({Role.OWNER, Role.MARKETING})
    public Response create(MultivaluedMap<String, String> fields) {
        Form form = new Form(fields);
        return saved(form.text("code"), form);
    }

    @POST
    @Path("{code}")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access({Role.OWNER, Role.MARKETING})
    public Response save(@PathParam("code") String code, MultivaluedMap<String, String> fields) {
        return saved(code, new Form(fields));
    }

    private Response saved(String code, Form form) {
        Outcome<String> outcome = dictionary.save(
                new Edit(
                        code,
                        form.text("kind"),
                        form.text("unit"),
                        form.text("name_en"),
                        form.text("name_zh"),
                        form.text("facet").equals("on"),
                        names(form.text("aliases"))),
                office.actor());
        boolean made = outcome instanceof Outcome.Done<String>;
        return office.back(
                made || dictionary.entry(code).isPresent() ? HOME + "/" + code : HOME,
                outcome,
                "admin.dictionary.saved");
    }

    private static List<String> names(String list) {
        return Arrays.stream(list.split("[;；\\n]"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    @POST
    @Path("{code}/choices")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access({Role.OWNER, Role.MARKETING})
    public Response saveChoice(@PathParam("code") String code, MultivaluedMap<String, String> fields) {
        Form form = new Form(fields);
        return office.back(
                HOME + "/" + code,
                dictionary.saveChoice(
                        new ChoiceEdit(
                                code,
                                form.text("choice"),
                                form.text("name_en"),
                                form.text("name_zh"),
                                form.text("swatch"),
                                names(form.text("aliases"))),
                        office.actor()),
                "admin.dictionary.saved");
    }

    @POST
    @Path("{code}/merge")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access({Role.OWNER, Role.MARKETING})
    public Response merge(@PathParam("code") String code, MultivaluedMap<String, String> fields) {
        Form form = new Form(fields);
        String choice = form.text("choice");
        Outcome<String> outcome = choice.isEmpty()
                ? dictionary.merge(code, form.text("into"), office.actor())
                : dictionary.mergeChoice(code, List.of(choice, form.text("into")), office.actor());
        return office.back(HOME + "/" + code, outcome, "admin.dictionary.merged");
    }

    @POST
    @Path("crosswalk")
    @Consumes(MediaType.APPLICATION_FORM_URLENCODED)
    @Access({Role.OWNER, Role.MARKETING})
    public Response crosswalk(MultivaluedMap<String, String> fields) {
        Form form = new Form(fields);
        Dictionary.Crosswalk numbers =
                new Dictionary.Crosswalk(form.text("path"), form.text("google"), form.text("gs1"));
        return office.back(HOME, dictionary.crosswalk(numbers, office.actor()), "admin.crosswalk.saved");
    }

    @POST
    @Path("taxonomy")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Access(Role.OWNER)
    public Response taxonomy(List<EntityPart> parts) throws IOException {
        Language language = Language.EN;
        Outcome<java.nio.file.Path> kept = Outcome.refused(Refusal.of("admin.upload.empty"));
        for (EntityPart part : parts) {
            try (InputStream content = part.getContent()) {
                if (part.getName().equals("language")) {
                    language = Language.byCode(new String(content.readNBytes(4), StandardCharsets.UTF_8))
                            .orElse(Language.EN);
                } else if (part.getName().equals("file")) {
                    kept = uploads.keep(content, part.getFileName().orElse("taxonomy.txt"));
                }
            }
        }
        return switch (kept) {
            case Outcome.Done<java.nio.file.Path>(java.nio.file.Path file) -> taken(file, language);
            case Outcome.Refused<java.nio.file.Path> refused -> office.back(HOME, refused, "admin.taxonomy.title");
        };
    }

    private Response taken(java.nio.file.Path file, Language language) throws IOException {
        try {
            return switch (dictionary.taxonomy(file, language, office.actor())) {
                case Outcome.Done<Dictionary.Taken>(Dictionary.Taken taken) ->
                    office.say(
                            HOME,
                            office.text("admin.taxonomy.done", Map.of("read", taken.read(), "taken", taken.taken())));
                case Outcome.Refused<Dictionary.Taken> refused -> office.back(HOME, refused, "admin.taxonomy.title");
            };
        } finally {
            Files.deleteIfExists(file);
        }
    }

    @POST
    @Path("changes/{version}/undo")
    @Access({Role.OWNER, Role.MARKETING})
    public Response undo(@PathParam("version") long version) {
        return office.back(HOME, dictionary.undo(version, office.actor()), "admin.dictionary.undone");
    }
}

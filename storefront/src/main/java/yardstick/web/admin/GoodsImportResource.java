package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.StreamingOutput;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.ImportDesk;
import yardstick.catalog.ImportDesk.Columns;
import yardstick.catalog.ImportDesk.Run;
import yardstick.catalog.ImportDesk.State;
import yardstick.kernel.Jobs;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.kernel.Settings;
import yardstick.web.Access;
import yardstick.web.Head;
import yardstick.web.Pages;
import yardstick.web.Role;
import yardstick.web.admin.GoodsImport.ImportView;

/** The steps of a catalogue import: file or address, columns, check, import, result and undo. */
@ApplicationScoped
@Path("/admin/goods-imports")
public class GoodsImportResource {

    private static final String HOME = "/admin/goods-imports";
    private static final String ID = "id";
    private static final String FILE = "goods-file";
    private static final int FAILURES_SHOWN = 100;
    private static final int LATEST = 20;
    private static final int MOST_COLUMNS = 500;
    private static final int REFRESH_SECONDS = 3;

    @Inject
    ImportDesk desk;

    @Inject
    Uploads uploads;

    @Inject
    Jobs jobs;

    @Inject
    Clock clock;

    @Inject
    Settings settings;

    @Inject
    Office office;

    /** The first page: a new import and the earlier ones. */
    public record StartView(List<Run> runs, Form form) {}

    @GET
    @Access(Role.OWNER)
    public Response start() {
        return start(200, Form.empty());
    }

    private Response start(int status, Form form) {
        return office.page(
                status, "goods-imports", "admin.goods_import.title", new StartView(desk.latest(LATEST), form));
    }

    /** The form token stands in the address: this body may be gigabytes and is read once. */
    @POST
    @Path("upload")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Access(Role.OWNER)
    public Response upload(List<EntityPart> parts) throws IOException {
        Form form = Form.empty();
        java.nio.file.@Nullable Path file = null;
        String name = "";
        for (EntityPart part : parts) {
            try (InputStream content = part.getContent()) {
                if (!part.getName().equals(FILE)) {
                    form.with(part.getName(), new String(content.readNBytes(10_000), StandardCharsets.UTF_8).strip());
                } else if (file == null && !part.getFileName().orElse("").isEmpty()) {
                    name = Uploads.safe(part.getFileName().orElse(""));
                    switch (uploads.keep(content, name)) {
                        case Outcome.Done<java.nio.file.Path>(java.nio.file.Path kept) -> file = kept;
                        case Outcome.Refused<java.nio.file.Path>(Refusal refusal) -> form.refuse(FILE, refusal);
                    }
                }
            }
        }
        if (file == null) {
            form.refuse(FILE, Refusal.of("admin.upload.empty"));
            return start(422, form);
        }
        return opened(desk.open(file, name, form.text("supplier"), office.actor()), form, FILE);
    }

    @POST
    @Path("address")
    @Access(Role.OWNER)
    public Response address(MultivaluedMap<String, String> fields) {
        Form form = new Form(fields);
        String address = form.required("address");
        return form.failed()
                ? start(422, form)
                : opened(desk.fetch(address, form.text("address_supplier"), office.actor()), form, "address");
    }

    private Response opened(Outcome<Long> run, Form form, String field) {
        return switch (run) {
            case Outcome.Done<Long>(Long id) -> Pages.seeOther(HOME + "/" + id);
            case Outcome.Refused<Long>(Refusal refusal) -> start(422, form.refused(field, refusal));
        };
    }

    @GET
    @Path("{id: \\d{1,18}}")
    @Access(Role.OWNER)
    public Response page(@PathParam(ID) long id) {
        return page(200, id, Form.empty());
    }

    private Response page(int status, long id, Form form) {
        Optional<Run> found = desk.run(id);
        if (found.isEmpty()) {
            return office.notFound();
        }
        Run run = found.get();
        boolean choosing = run.state() == State.MAPPING
                || run.state() == State.COMPARED
                || run.state() == State.FAILED
                || run.state() == State.CANCELLED;
        Columns columns = null;
        if (choosing && desk.columns(id) instanceof Outcome.Done<Columns>(Columns read)) {
            columns = read;
        }
        JobPage.JobView job = run.job() == null || !run.state().working()
                ? null
                : jobs.find(run.job())
                        .map(each -> JobPage.view(each, clock.instant()))
                        .orElse(null);
        Head head = Head.of(run.file());
        return office.page(
                status,
                "goods-import",
                run.state().working() ? head.refreshing(REFRESH_SECONDS) : head,
                new ImportView(
                        run,
                        columns,
                        desk.targets(),
                        job,
                        GoodsImport.summary(run.report()),
                        desk.failures(id, FAILURES_SHOWN),
                        form,
                        settings.currency()));
    }

    @POST
    @Path("{id: \\d{1,18}}/compare")
    @Access(Role.OWNER)
    public Response compare(@PathParam(ID) long id, MultivaluedMap<String, String> fields) {
        Form form = new Form(fields);
        List<String> targets = new ArrayList<>();
        for (int i = 0; i < MOST_COLUMNS && fields.containsKey("target_" + i); i++) {
            targets.add(form.text("target_" + i));
        }
        Optional<Money> price = form.money("default_price", settings.currency());
        Optional<Integer> stock = form.whole("default_stock", 0, 1_000_000);
        if (form.failed()) {
            return page(422, id, form);
        }
        ImportDesk.Choice choice =
                new ImportDesk.Choice(targets, price.map(Money::minor).orElse(null), stock.orElse(null));
        return moved(id, desk.compare(id, choice), form);
    }

    private Response moved(long id, Outcome<?> outcome, Form form) {
        return switch (outcome) {
            case Outcome.Done<?> _ -> Pages.seeOther(HOME + "/" + id);
            case Outcome.Refused<?>(Refusal refusal) -> page(422, id, form.refused("step", refusal));
        };
    }

    @POST
    @Path("{id: \\d{1,18}}/apply")
    @Access(Role.OWNER)
    public Response apply(@PathParam(ID) long id) {
        return moved(id, desk.apply(id), Form.empty());
    }

    @POST
    @Path("{id: \\d{1,18}}/undo")
    @Access(Role.OWNER)
    public Response undo(@PathParam(ID) long id) {
        return moved(id, desk.undo(id, office.actor()), Form.empty());
    }

    @POST
    @Path("{id: \\d{1,18}}/cancel")
    @Access(Role.OWNER)
    public Response cancel(@PathParam(ID) long id) {
        desk.cancel(id);
        return office.done(HOME + "/" + id, "admin.job.cancelling");
    }

    @POST
    @Path("{id: \\d{1,18}}/retry")
    @Access(Role.OWNER)
    public Response retry(@PathParam(ID) long id) {
        return switch (desk.retry(id, office.actor())) {
            case Outcome.Done<Long>(Long retried) -> Pages.seeOther(HOME + "/" + retried);
            case Outcome.Refused<Long>(Refusal refusal) ->
                page(422, id, Form.empty().refused("step", refusal));
        };
    }

    @GET
    @Path("{id: \\d{1,18}}/failed.csv")
    @Access(Role.OWNER)
    public Response failed(@PathParam(ID) long id) {
        if (desk.run(id).isEmpty()) {
            return office.notFound();
        }
        StreamingOutput body = out -> {
            Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
            desk.writeFailures(id, writer);
            writer.flush();
        };
        return Csv.download("failed-rows-" + id + ".csv", body);
    }
}

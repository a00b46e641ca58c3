package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.EntityPart;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.util.Currency;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import yardstick.kernel.Job;
import yardstick.kernel.Jobs;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.kernel.Settings;
import yardstick.orders.OrderImports;
import yardstick.web.Access;
import yardstick.web.Pages;
import yardstick.web.Role;

/** Order files: upload, and what became of the earlier ones. */
@ApplicationScoped
@Path("/admin/imports")
public class ImportsResource {

    private static final int LATEST = 20;

    @Inject
    Uploads uploads;

    @Inject
    OrderImports orderImports;

    @Inject
    Jobs jobs;

    @Inject
    Settings settings;

    @Inject
    Office office;

    /** @param currency of the shop, as the default of an order file */
    public record ImportsView(List<Job> jobs, String currency, Form form) {}

    private record Upload(Form form, java.nio.file.Path file, String name) {}

    @GET
    @Access(Role.OWNER)
    public Response list() {
        return page(200, Form.empty());
    }

    private Response page(int status, Form form) {
        return office.page(
                status,
                "imports",
                "admin.imports.title",
                new ImportsView(jobs.latest(LATEST), settings.currency(), form));
    }

    /** The form token stands in the address: this body may be gigabytes and is read once. */
    @POST
    @Path("orders")
    @Consumes(MediaType.MULTIPART_FORM_DATA)
    @Access(Role.OWNER)
    public Response upload(List<EntityPart> parts) throws IOException {
        Form form = Form.empty();
        Optional<Upload> upload = read(parts, form);
        if (upload.isEmpty() || form.failed()) {
            if (upload.isPresent()) {
                Files.deleteIfExists(upload.get().file());
            }
            form.refuse("orders-file", Refusal.of("admin.upload.empty"));
            return page(422, form);
        }
        Optional<UUID> job = startOrders(upload.get());
        if (job.isEmpty()) {
            Files.deleteIfExists(upload.get().file());
            return page(422, form);
        }
        return Pages.seeOther("/admin/jobs/" + job.get());
    }

    private Optional<Upload> read(List<EntityPart> parts, Form form) throws IOException {
        Optional<Upload> upload = Optional.empty();
        for (EntityPart part : parts) {
            try (InputStream content = part.getContent()) {
                if (!part.getName().endsWith("-file")) {
                    String text = new String(content.readNBytes(10_000), StandardCharsets.UTF_8);
                    form.with(part.getName(), text.strip());
                } else if (!part.getFileName().orElse("").isEmpty()) {
                    String name = part.getFileName().orElse("");
                    switch (uploads.keep(content, name)) {
                        case Outcome.Done<java.nio.file.Path>(java.nio.file.Path file) ->
                            upload = Optional.of(new Upload(form, file, Uploads.safe(name)));
                        case Outcome.Refused<java.nio.file.Path>(Refusal refusal) ->
                            form.refuse(part.getName(), refusal);
                    }
                }
            }
        }
        return upload;
    }

    private Optional<UUID> startOrders(Upload upload) {
        Form form = upload.form();
        String source = form.text("source").isEmpty() ? "history" : form.text("source");
        String currency = form.text("currency").isEmpty() ? settings.currency() : form.text("currency");
        if (Currency.getAvailableCurrencies().stream()
                .noneMatch(known -> known.getCurrencyCode().equals(currency))) {
            form.refuse("currency", Refusal.of("admin.field.currency"));
            return Optional.empty();
        }
        return Optional.of(
                orderImports.start(new OrderImports.Request(upload.file(), upload.name(), source, currency)));
    }
}

package yardstick.web.api;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.InputStream;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.CatalogImports;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.kernel.Settings;
import yardstick.orders.OrderImports;
import yardstick.web.Access;
import yardstick.web.Role;
import yardstick.web.admin.Uploads;

/** Files in, jobs out: the body is the file as it is, CSV or gzip, streamed to the disk. */
@ApplicationScoped
@Path("/api/admin/imports")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.WILDCARD)
@Tag(name = "Administration")
public class ImportResource {

    @Inject
    Uploads uploads;

    @Inject
    CatalogImports catalogImports;

    @Inject
    OrderImports orderImports;

    @Inject
    Settings settings;

    @Inject
    ApiContext context;

    /** Options of an import as query parameters. */
    public static class Options {
        @QueryParam("name")
        @DefaultValue("upload.csv")
        String name = "upload.csv";

        @QueryParam("supplier")
        @DefaultValue("default")
        String supplier = "default";

        @QueryParam("dry_run")
        @DefaultValue("false")
        boolean dryRun;

        @QueryParam("default_price_minor")
        @Nullable Long defaultPriceMinor;

        @QueryParam("default_stock")
        @Nullable Integer defaultStock;

        @QueryParam("stock_as_of")
        @Nullable String stockAsOf;

        @QueryParam("source")
        @DefaultValue("history")
        String source = "history";

        @QueryParam("currency")
        @Nullable String currency;
    }

    @POST
    @Path("catalog")
    @Access(Role.TOKEN)
    @Operation(
            summary =
                    "Import a catalogue file; query: name, supplier, dry_run, default_price_minor, default_stock, stock_as_of")
    @APIResponse(
            responseCode = "202",
            description = "Accepted; the job reports progress",
            content = @Content(schema = @Schema(implementation = AdminJson.Started.class)))
    public Response catalog(@BeanParam Options options, InputStream body) {
        @Nullable Instant asOf;
        try {
            asOf = options.stockAsOf == null ? null : Instant.parse(options.stockAsOf);
        } catch (DateTimeParseException e) {
            return context.refused(400, "api.invalid_query");
        }
        return start(
                options,
                body,
                file -> catalogImports.start(new CatalogImports.Request(
                        file,
                        options.name,
                        options.supplier,
                        options.dryRun,
                        options.defaultPriceMinor,
                        options.defaultStock,
                        asOf)));
    }

    @POST
    @Path("orders")
    @Access(Role.TOKEN)
    @Operation(summary = "Import order history; query: name, source, currency")
    @APIResponse(
            responseCode = "202",
            description = "Accepted; the job reports progress",
            content = @Content(schema = @Schema(implementation = AdminJson.Started.class)))
    public Response orders(@BeanParam Options options, InputStream body) {
        String currency = options.currency == null ? settings.currency() : options.currency;
        if (!currency.matches("[A-Z]{3}")) {
            return context.refused(400, "api.invalid_query");
        }
        return start(
                options,
                body,
                file -> orderImports.start(new OrderImports.Request(file, options.name, options.source, currency)));
    }

    private Response start(Options options, InputStream body, Function<java.nio.file.Path, UUID> start) {
        return switch (uploads.keep(body, options.name)) {
            case Outcome.Done<java.nio.file.Path>(java.nio.file.Path file) ->
                Response.status(202)
                        .entity(new AdminJson.Started(start.apply(file).toString()))
                        .build();
            case Outcome.Refused<java.nio.file.Path>(Refusal refusal) -> context.refused(422, refusal);
        };
    }
}

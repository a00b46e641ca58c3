package yardstick.cli;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import yardstick.cli.launch.AdminClient;
import yardstick.cli.launch.UsageFailure;

@Command(
        name = "import",
        mixinStandardHelpOptions = true,
        description = "Bring a merchant's catalogue or order history into the running shop.",
        synopsisSubcommandLabel = "(catalog | orders)")
final class ImportCommand {

    @Mixin
    private DataOption data = new DataOption();

    @Command(
            name = "catalog",
            mixinStandardHelpOptions = true,
            description = "Products from a CSV file (docs/import-catalog.md).")
    int catalog(@Mixin CatalogOptions options, @Mixin DataOption shop) {
        Map<String, String> query = new HashMap<>();
        query.put("supplier", options.supplier);
        query.put("dry_run", Boolean.toString(options.dryRun));
        if (options.defaultPrice != null) {
            query.put("default_price_minor", options.defaultPrice.toString());
        }
        if (options.defaultStock != null) {
            query.put("default_stock", options.defaultStock.toString());
        }
        if (options.stockAsOf != null) {
            query.put("stock_as_of", options.stockAsOf);
        }
        return run(new Upload("catalog", options.file, options.json, query), shop);
    }

    /** Options of {@code import catalog}. */
    static final class CatalogOptions {
        @Parameters(paramLabel = "FILE", description = "CSV, may be gzip-compressed")
        private Path file = Path.of("");

        @Option(names = "--supplier", defaultValue = "default", description = "Whose stock codes these are")
        private String supplier = "default";

        @Option(names = "--dry-run", description = "Report what would change and change nothing")
        private boolean dryRun;

        @Option(names = "--default-price-minor", description = "Price in minor units for rows without one")
        private @Nullable Long defaultPrice;

        @Option(names = "--default-stock", description = "Stock for rows without one")
        private @Nullable Integer defaultStock;

        @Option(
                names = "--stock-as-of",
                description = "When the stock was counted, for example 2026-01-31T08:00:00Z (default: now)")
        private @Nullable String stockAsOf;

        @Option(names = "--json", description = "One JSON document on standard output")
        private boolean json;
    }

    @Command(
            name = "orders",
            mixinStandardHelpOptions = true,
            description = "Order history from a CSV file (docs/import-orders.md).")
    int orders(@Mixin OrderOptions options, @Mixin DataOption shop) {
        Map<String, String> query = new HashMap<>(Map.of("source", options.source));
        if (options.currency != null) {
            query.put("currency", options.currency.toUpperCase(Locale.ROOT));
        }
        return run(new Upload("orders", options.file, options.json, query), shop);
    }

    /** Options of {@code import orders}. */
    static final class OrderOptions {
        @Parameters(paramLabel = "FILE", description = "CSV, may be gzip-compressed")
        private Path file = Path.of("");

        @Option(names = "--source", defaultValue = "history", description = "Name of the system the orders come from")
        private String source = "history";

        @Option(names = "--currency", description = "ISO 4217 code of the prices (default: the shop's)")
        private @Nullable String currency;

        @Option(names = "--json", description = "One JSON document on standard output")
        private boolean json;
    }

    private record Upload(String kind, Path file, boolean json, Map<String, String> query) {}

    private static int run(Upload upload, DataOption shop) {
        if (!Files.isReadable(upload.file()) || Files.isDirectory(upload.file())) {
            throw new UsageFailure("cannot read the file " + upload.file() + ".");
        }
        AdminClient client = new AdminClient(shop.shop());
        Map<String, String> query = new HashMap<>(upload.query());
        query.put("name", upload.file().getFileName().toString());
        String id = client.upload("/api/admin/imports/" + upload.kind(), query, upload.file())
                .getString("job");
        JsonObject job = await(client, id);
        if (!job.getString("state").equals("DONE")) {
            throw new UsageFailure("the import ended as " + job.getString("state") + ": "
                    + job.getString("message", "no reason given") + ". Nothing was changed.");
        }
        JsonObject result = result(job);
        if (upload.json()) {
            System.out.println(result);
        } else {
            System.out.print(ImportSummary.of(result));
        }
        return 0;
    }

    private static JsonObject result(JsonObject job) {
        try (JsonReader reader = Json.createReader(new StringReader(job.getString("result", "{}")))) {
            return reader.readObject();
        }
    }

    private static JsonObject await(AdminClient client, String id) {
        boolean watched = System.console() != null && System.console().isTerminal();
        while (true) {
            JsonObject job = client.get("/api/admin/jobs/" + id, Map.of());
            boolean over = switch (job.getString("state")) {
                case "DONE", "FAILED", "CANCELLED" -> true;
                default -> false;
            };
            if (watched || over) {
                System.err.print((watched ? "\r" : "") + progress(job) + (over ? System.lineSeparator() : ""));
            }
            if (over) {
                return job;
            }
            pause();
        }
    }

    private static String progress(JsonObject job) {
        long total = job.getJsonNumber("total").longValue();
        return String.format(
                "%s: %,d of %s rows, %,d failed  ",
                job.getString("state").toLowerCase(Locale.ROOT),
                job.getJsonNumber("done").longValue(),
                total < 0 ? "?" : String.format("%,d", total),
                job.getJsonNumber("failed").longValue());
    }

    private static void pause() {
        try {
            Thread.sleep(300);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new UsageFailure("interrupted; the import goes on in the shop, see the admin pages.");
        }
    }
}

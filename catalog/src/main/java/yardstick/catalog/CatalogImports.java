package yardstick.catalog;

import java.nio.file.Path;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Imports of catalogue files as jobs; the job's result is the JSON report that {@code import catalog --json} prints. */
public interface CatalogImports {

    /**
     * @param file CSV, optionally gzip-compressed; format in {@code docs/import-catalog.md}
     * @param supplier whose stock codes these are; {@code default} when the file is the merchant's own
     * @param defaultPriceMinor price of rows without one, or null to leave them unpriced
     * @param defaultStock stock claim of rows without one, or null for none
     * @param stockAsOf when the stock of the file was counted; null means when the import starts
     */
    record Request(
            Path file,
            String name,
            String supplier,
            boolean dryRun,
            @Nullable Long defaultPriceMinor,
            @Nullable Integer defaultStock,
            @Nullable Instant stockAsOf) {

        /** A file whose stock was counted just now. */
        public Request(
                Path file,
                String name,
                String supplier,
                boolean dryRun,
                @Nullable Long defaultPriceMinor,
                @Nullable Integer defaultStock) {
            this(file, name, supplier, dryRun, defaultPriceMinor, defaultStock, null);
        }
    }

    UUID start(Request request);
}

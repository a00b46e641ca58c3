package yardstick.orders;

import java.nio.file.Path;
import java.util.UUID;

/** Imports of order history as jobs; the job's result is the JSON report that {@code import orders --json} prints. */
public interface OrderImports {

    /**
     * @param file CSV, optionally gzip-compressed; format in {@code docs/import-orders.md}
     * @param source name of the system it comes from; with the invoice number the natural key of an order
     * @param currency ISO 4217 code of the prices in the file
     */
    record Request(Path file, String name, String source, String currency) {}

    UUID start(Request request);
}

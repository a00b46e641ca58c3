package yardstick.web.demo;

import java.io.BufferedWriter;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import yardstick.web.demo.DemoOrder.Line;

/** Orders and returned goods in the format of {@code docs/import-orders.md}. */
final class OrderFile {

    private static final String COUNTRY = "CN";

    private OrderFile() {}

    static void write(Path file, DemoHistory history) throws IOException {
        try (BufferedWriter out = Files.newBufferedWriter(file)) {
            out.write("InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country\n");
            for (DemoOrder order : history.orders()) {
                for (Line line : order.lines()) {
                    out.write(
                            new Row(order.invoice(), line, line.quantity(), order.placedAt(), order.customer()).text());
                }
            }
            for (DemoOrder.Returned returned : history.returned()) {
                DemoOrder order = returned.order();
                Line line = returned.line();
                out.write(
                        new Row("C" + order.invoice(), line, -line.quantity(), returned.at(), order.customer()).text());
            }
        }
    }

    private record Row(
            String invoice,
            Line line,
            int quantity,
            Instant at,
            @Nullable String customer) {
        String text() {
            DemoProduct product = line.product();
            return String.join(
                            ",",
                            invoice,
                            product.code(),
                            '"' + product.title().replace("\"", "\"\"") + '"',
                            String.valueOf(quantity),
                            at.toString(),
                            BigDecimal.valueOf(product.priceMinor(), 2).toPlainString(),
                            customer == null ? "" : customer,
                            COUNTRY)
                    + "\n";
        }
    }
}

package yardstick.catalog.goods;

import de.siegmar.fastcsv.writer.CsvWriter;
import jakarta.json.Json;
import jakarta.json.stream.JsonGenerator;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.Goods.Filter;
import yardstick.catalog.Goods.Format;
import yardstick.catalog.Goods.Line;
import yardstick.catalog.export.Workbook;
import yardstick.kernel.Database;
import yardstick.kernel.Money;

/** Lines as a file whose columns an import understands; read with a cursor, never held. */
final class GoodsExport {

    private static final int FETCH = 1_000;
    private static final List<String> COLUMNS = List.of(
            "sku",
            "supplier",
            "title",
            "title_zh",
            "variant",
            "brand",
            "category",
            "price",
            "list_price",
            "currency",
            "gtin",
            "package_size",
            "active");

    private GoodsExport() {}

    /** Takes one line at a time. */
    private interface Sheet {
        void line(List<@Nullable Object> cells) throws IOException;
    }

    static void write(Database database, Filter filter, Format format, OutputStream out) throws IOException {
        try {
            switch (format) {
                case CSV -> csv(database, filter, out);
                case XLSX -> xlsx(database, filter, out);
                case JSON -> json(database, filter, out);
            }
        } catch (UncheckedIOException e) {
            throw Objects.requireNonNull(e.getCause());
        }
    }

    private static void csv(Database database, Filter filter, OutputStream out) throws IOException {
        Writer writer = new OutputStreamWriter(out, StandardCharsets.UTF_8);
        writer.write('\ufeff');
        CsvWriter csv = CsvWriter.builder().build(writer);
        csv.writeRecord(COLUMNS);
        lines(
                database,
                filter,
                cells -> csv.writeRecord(
                        cells.stream().map(GoodsExport::harmless).toList()));
        csv.flush();
        writer.flush();
    }

    private static void xlsx(Database database, Filter filter, OutputStream out) throws IOException {
        try (Workbook workbook = new Workbook(out)) {
            workbook.row(COLUMNS);
            lines(database, filter, workbook::row);
        }
    }

    private static void json(Database database, Filter filter, OutputStream out) throws IOException {
        try (JsonGenerator json = Json.createGenerator(out)) {
            json.writeStartArray();
            lines(database, filter, cells -> {
                json.writeStartObject();
                for (int i = 0; i < COLUMNS.size(); i++) {
                    Object cell = cells.get(i);
                    if (cell instanceof BigDecimal amount) {
                        json.write(COLUMNS.get(i), amount);
                    } else if (cell instanceof Boolean yes) {
                        json.write(COLUMNS.get(i), yes);
                    } else if (cell != null) {
                        json.write(COLUMNS.get(i), cell.toString());
                    }
                }
                json.writeEnd();
            });
            json.writeEnd();
        }
    }

    private static void lines(Database database, Filter filter, Sheet sheet) {
        database.execute(handle -> {
            GoodsQuery query = new GoodsQuery(handle, filter);
            query.bind(handle.createQuery(query.lines() + " ORDER BY s.id"))
                    .setFetchSize(FETCH)
                    .map((row, context) -> GoodsQuery.line(row))
                    .forEach(line -> {
                        try {
                            sheet.line(cells(line));
                        } catch (IOException e) {
                            throw new UncheckedIOException(e);
                        }
                    });
        });
    }

    private static List<@Nullable Object> cells(Line line) {
        return Arrays.asList(
                line.code(),
                line.supplier(),
                line.title(),
                line.titleZh(),
                line.variant(),
                line.brand(),
                line.category(),
                amount(line.priceMinor(), line.currency()),
                amount(line.listPriceMinor(), line.currency()),
                line.currency(),
                line.gtin(),
                line.packSize(),
                line.active());
    }

    private static @Nullable BigDecimal amount(@Nullable Long minor, String currency) {
        return minor == null ? null : Money.of(minor, currency).major();
    }

    /** A spreadsheet must not take a supplier's text for a formula. */
    static String harmless(@Nullable Object cell) {
        String text = cell == null ? "" : cell.toString();
        boolean formula = !text.isEmpty() && "=+-@\t\r\n".indexOf(text.charAt(0)) >= 0;
        return formula && !(cell instanceof BigDecimal) ? "'" + text : text;
    }
}

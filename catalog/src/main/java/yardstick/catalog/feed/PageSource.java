package yardstick.catalog.feed;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import yardstick.catalog.extract.PageExtraction;
import yardstick.catalog.extract.PageRow;

/** Products of an HTML page or of an archive of them; every value knows the rule that read it and its confidence. */
final class PageSource implements RowSource {

    private static final int MOST_COLUMNS = 500;

    private final Spool rows = new Spool();
    private final Path file;
    private final List<String> names;
    private int next;

    PageSource(Path file) throws IOException {
        this.file = file;
        Set<String> found = new LinkedHashSet<>(
                List.of("page", "sku", "title", "brand", "gtin", "price", "currency", "category", "description"));
        try {
            PageExtraction.rows(file, row -> {
                row.values().keySet().stream()
                        .filter(name -> found.contains(name) || found.size() < MOST_COLUMNS)
                        .forEach(found::add);
                rows.add(json(row));
            });
            rows.finish();
            if (rows.size() == 0) {
                throw new IllegalArgumentException("No page of the file shows a product.");
            }
        } catch (IOException | RuntimeException e) {
            rows.close();
            throw e;
        }
        names = List.copyOf(found);
    }

    private static String json(PageRow row) {
        var values = Json.createObjectBuilder().add("page", row.page());
        row.values().forEach(values::add);
        return Json.createObjectBuilder()
                .add("values", values)
                .add("rules", row.rules())
                .build()
                .toString();
    }

    @Override
    public List<String> names() {
        return names;
    }

    @Override
    public boolean hasNext() {
        return next < rows.size();
    }

    @Override
    public Row next() {
        try (JsonReader reader = Json.createReader(new StringReader(rows.get(next)))) {
            JsonObject row = reader.readObject();
            JsonObject values = row.getJsonObject("values");
            List<String> fields = new ArrayList<>();
            names.forEach(name -> fields.add(values.getString(name, "")));
            next++;
            return new Row(next, fields, row.getString("rules"));
        }
    }

    @Override
    public double share() {
        return (double) next / rows.size();
    }

    @Override
    public String digest() {
        try (FileBytes bytes = FileBytes.open(file)) {
            bytes.transferTo(OutputStream.nullOutputStream());
            return bytes.digest();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}

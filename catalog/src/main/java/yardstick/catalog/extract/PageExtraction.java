package yardstick.catalog.extract;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jsoup.helper.DataUtil;

/** Standard records of pages, wherever they are. */
public final class PageExtraction {

    private PageExtraction() {}

    /** @return {@code {"records":[...],"pages":n,"without_product":[...]}} */
    public static String json(String place) throws IOException {
        List<String> records = new ArrayList<>();
        List<String> without = new ArrayList<>();
        if (place.matches("(?i)[a-z][a-z0-9+.-]+:.*") && !place.matches("(?i)[a-z]:\\\\.*")) {
            PageFetch.Page page = PageFetch.get(place);
            add(page.address(), page.bytes(), records, without);
        } else {
            Path file = Path.of(place);
            if (!Files.isReadable(file)) {
                throw new IllegalArgumentException("cannot read " + place + ".");
            }
            PageFiles.read(file, (name, bytes) -> add(name, bytes, records, without));
        }
        return "{\"pages\":" + (records.size() + without.size()) + ",\"records\":[" + String.join(",", records)
                + "],\"without_product\":["
                + String.join(",", without.stream().map(StandardRecord::quote).toList()) + "]}";
    }

    /** One row for each page with a product; the names of the others. */
    public static List<String> rows(Path file, Consumer<PageRow> rows) throws IOException {
        List<String> without = new ArrayList<>();
        PageFiles.read(file, (name, bytes) -> {
            StandardRecord read = record(name, bytes);
            if (read.empty()) {
                without.add(name);
            } else {
                rows.accept(read.row());
            }
        });
        return without;
    }

    private static void add(String name, byte[] bytes, List<String> records, List<String> without) {
        StandardRecord read = record(name, bytes);
        if (read.empty()) {
            without.add(name);
        } else {
            records.add(read.json());
        }
    }

    static StandardRecord record(String name, byte[] bytes) {
        try {
            String html =
                    DataUtil.load(new ByteArrayInputStream(bytes), null, "").outerHtml();
            return new StandardRecord(name, PageReader.read(html, name.startsWith("http") ? name : ""));
        } catch (IOException e) {
            return new StandardRecord(name, List.of());
        }
    }
}

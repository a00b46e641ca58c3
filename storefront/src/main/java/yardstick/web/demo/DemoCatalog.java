package yardstick.web.demo;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The demo's catalogue file and the demand that its history is made of. */
final class DemoCatalog {

    private static final String CURRENCY = "CNY";

    private DemoCatalog() {}

    static List<DemoProduct> products() {
        Map<String, NamedCsvRecord> demand = new HashMap<>();
        rows("demand.csv").forEach(row -> demand.put(row.getField("sku"), row));
        return rows("catalog.csv").stream()
                .filter(DemoCatalog::sold)
                .map(row -> product(row, Objects.requireNonNull(demand.get(row.getField("sku")))))
                .toList();
    }

    /** Of several variants the history sells the one whose code names the group. */
    static boolean sold(NamedCsvRecord row) {
        String group = row.getField("product_group");
        return group.isEmpty() || group.equals(row.getField("sku"));
    }

    private static DemoProduct product(NamedCsvRecord row, NamedCsvRecord demand) {
        return new DemoProduct(
                row.getField("sku"),
                row.getField("title"),
                new BigDecimal(row.getField("price")).movePointRight(2).longValueExact(),
                Integer.parseInt(demand.getField("weight")),
                !demand.getField("used_up_after_days").isEmpty(),
                Arrays.stream(demand.getField("companions").split(" "))
                        .filter(code -> !code.isEmpty())
                        .toList());
    }

    static List<NamedCsvRecord> rows(String name) {
        try (CsvReader<NamedCsvRecord> reader =
                CsvReader.builder().ofNamedCsvRecord(open(name), StandardCharsets.UTF_8)) {
            List<NamedCsvRecord> rows = new ArrayList<>();
            reader.forEach(rows::add);
            return rows;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read demo/" + name, e);
        }
    }

    /** Puts the catalogue file where imports read it, priced in the shop's currency. */
    static void writeTo(Path file, String currency) throws IOException {
        try (InputStream stream = open("catalog.csv")) {
            String text = new String(stream.readAllBytes(), StandardCharsets.UTF_8);
            Files.writeString(file, text.replace("," + CURRENCY + ",", "," + currency + ","));
        }
    }

    private static InputStream open(String name) {
        return Objects.requireNonNull(
                DemoCatalog.class.getResourceAsStream("/demo/" + name), () -> "demo/" + name + " is missing");
    }
}

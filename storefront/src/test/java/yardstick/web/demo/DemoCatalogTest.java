package yardstick.web.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class DemoCatalogTest {

    private static final Pattern CHINESE = Pattern.compile("\\p{IsHan}");
    private static final Pattern IN_STORE_GTIN = Pattern.compile("2[0-9]{12}");

    private final List<NamedCsvRecord> rows = DemoCatalog.rows("catalog.csv");

    @Test
    void everyProductIsCompleteInBothLanguages() {
        assertTrue(rows.size() >= 96);
        for (NamedCsvRecord row : rows) {
            String sku = row.getField("sku");
            for (String column : List.of("title", "brand", "category", "price", "stock", "package_size", "image")) {
                assertFalse(row.getField(column).isBlank(), sku + " " + column);
            }
            for (String column : List.of("title_zh", "category_zh", "description_zh")) {
                assertTrue(CHINESE.matcher(row.getField(column)).find(), sku + " " + column);
            }
            assertFalse(
                    CHINESE.matcher(row.getField("title") + row.getField("description"))
                            .find(),
                    sku);
            assertTrue(
                    row.getField("description").split("[.!?](\\s|$)").length >= 2,
                    sku + " is described in one sentence");
            assertEquals(
                    row.getField("category").split(" > ").length,
                    row.getField("category_zh").split(" > ").length,
                    sku);
        }
    }

    @Test
    void numbersAreUniqueAndGtinsAreOfTheInStoreRangeWithTheirCheckDigit() {
        Set<String> seen = new HashSet<>();
        for (NamedCsvRecord row : rows) {
            String gtin = row.getField("gtin");
            assertTrue(seen.add(row.getField("sku")) && seen.add(gtin), gtin);
            assertTrue(IN_STORE_GTIN.matcher(gtin).matches(), gtin);
            int sum = 0;
            for (int i = 0; i < 13; i++) {
                sum += (gtin.charAt(i) - '0') * (i % 2 == 0 ? 1 : 3);
            }
            assertEquals(0, sum % 10, gtin);
        }
    }

    @Test
    void formerPricesAreHigherAndAFewProductsAreShortOrSoldOut() {
        for (NamedCsvRecord row : rows) {
            if (!row.getField("list_price").isEmpty()) {
                BigDecimal former = new BigDecimal(row.getField("list_price"));
                assertTrue(former.compareTo(new BigDecimal(row.getField("price"))) > 0, row.getField("sku"));
            }
            assertEquals("CNY", row.getField("currency"));
        }
        List<Integer> stock =
                rows.stream().map(row -> Integer.valueOf(row.getField("stock"))).toList();
        assertTrue(stock.stream().filter(units -> units == 0).count() >= 3);
        assertTrue(stock.stream().filter(units -> units > 0 && units <= 5).count() >= 4);
    }

    @Test
    void demandKnowsEveryProductAndOnlyThem() {
        Set<String> codes = rows.stream()
                .filter(DemoCatalog::sold)
                .map(row -> row.getField("sku"))
                .collect(Collectors.toSet());
        List<DemoProduct> products = DemoCatalog.products();
        assertEquals(codes, products.stream().map(DemoProduct::code).collect(Collectors.toSet()));
        for (DemoProduct product : products) {
            assertTrue(product.weight() > 0, product.code());
            assertFalse(product.companions().isEmpty(), product.code());
            assertTrue(codes.containsAll(product.companions()), product.code());
            assertFalse(product.companions().contains(product.code()), product.code());
        }
    }

    @Test
    void picturesAreTheOnesTheGeneratorDrawsSmallAndOneForEveryProduct() throws IOException {
        Map<String, String> drawn = new DemoArt(DemoArt.SOURCES).pictures();
        Map<String, String> kept = new TreeMap<>();
        try (var files = Files.list(DemoArt.PICTURES)) {
            for (Path file : files.toList()) {
                kept.put(file.getFileName().toString(), Files.readString(file));
            }
        }
        assertEquals(drawn, kept);
        assertEquals(
                rows.stream().map(row -> row.getField("image")).collect(Collectors.toSet()),
                kept.keySet().stream().map(name -> "media/demo/" + name).collect(Collectors.toSet()));
        kept.forEach((name, text) -> assertTrue(text.length() < 4_096 && !text.contains("{"), name));
        assertTrue(kept.values().stream().mapToInt(String::length).sum() < 400_000);
    }
}

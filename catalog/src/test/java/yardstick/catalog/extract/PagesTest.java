package yardstick.catalog.extract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Pages written for this test, and what each of them says: field, {@code en:}, {@code zh:} or {@code key:} of an attribute. */
class PagesTest {

    private static final Path PAGES = Path.of("src/test/resources/pages");

    private static StandardRecord read(String name) throws IOException {
        return PageExtraction.record(name + ".html", Files.readAllBytes(PAGES.resolve(name + ".html")));
    }

    private static String actual(StandardRecord record, String key) {
        String name = key.substring(key.indexOf(':') + 1);
        return switch (key.substring(0, Math.max(0, key.indexOf(':')))) {
            case "en" -> record.attribute(name, false);
            case "zh" -> record.attribute(name, true);
            case "key" -> record.key(name);
            default -> record.value(key);
        };
    }

    @Test
    void everyPageSaysWhatItSays() throws IOException {
        List<String> wrong = new ArrayList<>();
        Set<String> pages = new HashSet<>();
        for (String line : Files.readAllLines(PAGES.resolve("expected.tsv"))) {
            String[] field = line.split("\t", -1);
            pages.add(field[0]);
            String found = actual(read(field[0]), field[1]);
            if (!found.equals(field[2])) {
                wrong.add(field[0] + " " + field[1] + ": " + found + " instead of " + field[2]);
            }
        }
        assertEquals(List.of(), wrong);
        assertTrue(pages.size() >= 40, () -> "only " + pages.size() + " pages");
    }

    @Test
    void everyValueHasSourceRuleAndConfidence() throws IOException {
        String json = read("conflict").json();
        assertTrue(
                json.contains(
                        "\"price\":{\"value\":\"49\",\"rule\":\"json-ld\",\"confidence\":0.95,\"source\":\"conflict.html\","
                                + "\"differing\":[{\"value\":\"45\",\"rule\":\"spec-table\",\"confidence\":0.78}]}"),
                json);
        assertTrue(json.contains("\"attribute\":\"colour\",\"name\":\"colour\",\"value\":\"Green\""), json);
        assertTrue(json.contains("\"differing\":[{\"value\":\"Blue\",\"rule\":\"spec-table\""), json);
        assertFalse(read("broken-script").json().contains("alert"));
    }

    @Test
    void anotherCharacterSetIsReadAsDeclared() {
        byte[] page = "<html><head><meta charset=gbk><title>x</title></head><h1>陶瓷茶杯</h1></html>"
                .getBytes(java.nio.charset.Charset.forName("GBK"));
        assertEquals("陶瓷茶杯", PageExtraction.record("gbk.html", page).value("title"));
    }

    @Test
    void amountsOfAllCountries() {
        for (String pair : List.of(
                "1,299.00=1299.00",
                "1.299,00 €=1299.00",
                "1 299 kr=1299",
                "¥89=89",
                "1,299=1299",
                "12,5=12.5",
                "0.999=0.999",
                "1.000.000=1000000",
                "£1’234.50=1",
                "free=")) {
            String[] sides = pair.split("=", -1);
            assertEquals(
                    sides[1], Cleaning.amount(sides[0]).map(Object::toString).orElse(""), sides[0]);
        }
    }

    @Test
    void randomBytesNeverFail() {
        java.util.Random random = new java.util.Random(5);
        String[] bits = {
            "<table>",
            "<tr>",
            "<td>",
            "<div itemscope itemprop=offers>",
            "<script type=application/ld+json>",
            "{\"@type\":\"Product\"",
            "\"name\":[",
            "]}",
            "</script>",
            "<dl><dt>",
            "&#x0;",
            "\u0000",
            "<h1>",
            "Ｗeight",
            "：",
            "1e999",
            "<!--",
            "\"offers\":{\"price\":\"-\"}"
        };
        for (int i = 0; i < 300; i++) {
            StringBuilder page = new StringBuilder();
            for (int j = 0; j < 60; j++) {
                page.append(bits[random.nextInt(bits.length)]);
            }
            assertTrue(PageExtraction.record("x", page.toString().getBytes(StandardCharsets.UTF_8))
                    .json()
                    .startsWith("{"));
        }
    }
}

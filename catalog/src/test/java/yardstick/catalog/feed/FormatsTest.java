package yardstick.catalog.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yardstick.catalog.export.Workbook;

/** One product in every format; and files that want to do harm. */
class FormatsTest {

    @TempDir
    Path directory;

    private Path file(String name, String content) throws IOException {
        return Files.writeString(directory.resolve(name), content);
    }

    private static List<Map<String, String>> rows(Path file) throws IOException {
        List<Map<String, String>> rows = new ArrayList<>();
        try (RowSource source = Sources.open(file)) {
            while (source.hasNext()) {
                Row row = source.next();
                Map<String, String> fields = new LinkedHashMap<>();
                for (int i = 0; i < source.names().size(); i++) {
                    fields.put(source.names().get(i), row.fields().get(i));
                }
                rows.add(fields);
            }
            assertEquals(1.0, source.share(), 0.2);
        }
        return rows;
    }

    @Test
    void workbook() throws IOException {
        Path file = directory.resolve("goods.bin");
        try (OutputStream out = Files.newOutputStream(file);
                Workbook workbook = new Workbook(out)) {
            workbook.row(List.of("sku", "标题", "price"));
            workbook.row(List.of("A1", "绿茶 <250 g> & \"tee\"", 19.8));
            workbook.row(List.of("=2+3", "", 5012345678900L));
        }
        List<Map<String, String>> rows = rows(file);
        assertEquals(Map.of("sku", "A1", "标题", "绿茶 <250 g> & \"tee\"", "price", "19.8"), rows.getFirst());
        assertEquals(Map.of("sku", "=2+3", "标题", "", "price", "5012345678900"), rows.getLast());
    }

    @Test
    void jsonInThreeShapes() throws IOException {
        String one = "{\"sku\":\"A1\",\"title\":\"Tea\",\"price\":19.80,\"tags\":[\"a\",\"b\"],"
                + "\"attributes\":{\"Material\":\"Tin\"},\"dimensions\":{\"width\":3}}";
        for (String text : List.of("[" + one + "]", "{\"count\":1,\"products\":[" + one + "]}", one + "\n" + one)) {
            Map<String, String> row = rows(file("goods.json", text)).getFirst();
            assertEquals("A1", row.get("sku"));
            assertEquals("19.80", row.get("price"));
            assertEquals("a, b", row.get("tags"));
            assertEquals("Tin", row.get("attr:Material"));
            assertEquals("3", row.get("dimensions.width"));
        }
    }

    @Test
    void markupInWhatItSaysItsEncodingIs() throws IOException {
        String feed =
                "<?xml version=\"1.0\" encoding=\"%s\"?><products><product><id>A1</id><title>绿茶</title></product></products>";
        for (String name : List.of("UTF-8", "GBK", "GB18030", "UTF-16", "Big5-HKSCS", "UTF-16LE")) {
            String text = feed.formatted(name).replace("绿茶", name.startsWith("Big5") ? "綠茶" : "绿茶");
            Path file = Files.write(directory.resolve("feed.xml"), text.getBytes(Charset.forName(name)));
            assertEquals(
                    name.startsWith("Big5") ? "綠茶" : "绿茶", rows(file).getFirst().get("title"), name);
        }
        assertEquals(
                "绿茶",
                rows(file("feed.xml", "\ufeff" + feed.formatted("UTF-8")))
                        .getFirst()
                        .get("title"));
        Path unknown = file("feed.xml", feed.formatted("KOI-99"));
        assertTrue(String.valueOf(assertThrows(IllegalArgumentException.class, () -> rows(unknown)))
                .contains("KOI-99"));
    }

    /** What a parser tells the console nobody reads, and a feed could fill the disk with it. */
    @Test
    void brokenMarkupIsRefusedAndNothingElse() throws IOException {
        java.io.ByteArrayOutputStream said = new java.io.ByteArrayOutputStream();
        java.io.PrintStream console = System.err;
        System.setErr(new java.io.PrintStream(said, true, StandardCharsets.UTF_8));
        try {
            for (byte[] broken : List.of(
                    "<?xml version=\"1.0\"?><a\u00ff".getBytes(StandardCharsets.ISO_8859_1),
                    "<?xml version=\"1.0\"?>".getBytes(StandardCharsets.UTF_8),
                    "<?xml version=\"1.0\" encoding=\"UTF-8\"?><a>\u00ff</a>".getBytes(StandardCharsets.ISO_8859_1))) {
                Path file = Files.write(directory.resolve("feed.xml"), broken);
                assertThrows(IllegalArgumentException.class, () -> rows(file));
            }
        } finally {
            System.setErr(console);
        }
        assertEquals("", said.toString(StandardCharsets.UTF_8));
    }

    @Test
    void merchantFeed() throws IOException {
        Map<String, String> row = rows(file("feed.xml", """
                        <?xml version="1.0"?>
                        <rss version="2.0" xmlns:g="http://base.google.com/ns/1.0"><channel><title>Shop</title>
                        <item><g:id>A1</g:id><g:title>Tea &amp; cups</g:title><g:price>25.00 CNY</g:price>
                        <g:sale_price>19.80 CNY</g:sale_price><g:item_group_id>T</g:item_group_id>
                        <g:product_type>Food &gt; Tea</g:product_type><g:color>Green</g:color>
                        <g:shipping><g:price>5 CNY</g:price></g:shipping>
                        <g:product_detail><g:attribute_name>Origin</g:attribute_name>
                        <g:attribute_value>Hangzhou</g:attribute_value></g:product_detail></item></channel></rss>""")).getFirst();
        assertEquals("A1", row.get("sku"));
        assertEquals("Tea & cups", row.get("title"));
        assertEquals("19.80 CNY", row.get("price"));
        assertEquals("25.00 CNY", row.get("list_price"));
        assertEquals("T", row.get("product_group"));
        assertEquals("Food > Tea", row.get("category"));
        assertEquals("Green", row.get("attr:Color"));
        assertEquals("Hangzhou", row.get("attr:Origin"));
    }

    @Test
    void pagesInAnArchive() throws IOException {
        Path file = directory.resolve("pages.zip");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("a.html"));
            zip.write("""
                    <html><script type="application/ld+json">{"@type":"Product","name":"Tea","sku":"A1",
                    "offers":{"price":"19.80","priceCurrency":"CNY"}}</script><h1>Tea</h1>
                    <table><tr><th>Material</th><td>Tin</td></tr></table></html>""".getBytes(StandardCharsets.UTF_8));
        }
        Map<String, String> row = rows(file).getFirst();
        assertEquals("A1", row.get("sku"));
        assertEquals("19.80", row.get("price"));
        assertEquals("Tin", row.get("attr:Material"));
    }

    @Test
    void chineseDesktopEncoding() throws IOException {
        Path file = Files.write(directory.resolve("gbk.csv"), "商品编码,标题\nA1,绿茶\n".getBytes(Charset.forName("GB18030")));
        assertEquals(Map.of("商品编码", "A1", "标题", "绿茶"), rows(file).getFirst());
    }

    @Test
    void billionLaughsAreRefused() throws IOException {
        StringBuilder bomb = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE lolz [<!ENTITY lol \"lol\">");
        for (int i = 1; i < 10; i++) {
            bomb.append("<!ENTITY lol")
                    .append(i)
                    .append(" \"")
                    .append(("&lol" + (i == 1 ? "" : i - 1) + ";").repeat(10));
            bomb.append("\">");
        }
        Path file = file("lol.xml", bomb + "]><products><product><sku>&lol9;</sku></product></products>");
        long began = System.nanoTime();
        assertThrows(IllegalArgumentException.class, () -> rows(file));
        assertTrue(System.nanoTime() - began < 2_000_000_000L, "takes no time");
    }

    @Test
    void externalEntitiesAreRefused() throws IOException {
        Path file = file(
                "xxe.xml",
                "<?xml version=\"1.0\"?><!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]>"
                        + "<products><product><sku>&x;</sku></product></products>");
        assertThrows(IllegalArgumentException.class, () -> rows(file));
    }

    @Test
    void workbookBombIsRefused() throws IOException {
        Path file = directory.resolve("bomb.xlsx");
        try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
            zip.putNextEntry(new ZipEntry("xl/workbook.xml"));
            zip.write("<workbook><sheets><sheet name=\"a\"/></sheets></workbook>".getBytes(StandardCharsets.UTF_8));
            zip.putNextEntry(new ZipEntry("xl/worksheets/sheet1.xml"));
            zip.write("<worksheet><sheetData><row><c><v>".getBytes(StandardCharsets.UTF_8));
            byte[] blanks = new byte[1 << 20];
            java.util.Arrays.fill(blanks, (byte) ' ');
            for (int i = 0; i < 64; i++) {
                zip.write(blanks);
            }
        }
        long began = System.nanoTime();
        assertThrows(IllegalArgumentException.class, () -> rows(file));
        assertTrue(System.nanoTime() - began < 2_000_000_000L, "takes no time");
    }

    @Test
    void brokenFilesSaySo() throws IOException {
        for (Map.Entry<String, String> broken : Map.of(
                        "a.json", "[{\"sku\":",
                        "b.json", "{}",
                        "g.json", "[[1, [2",
                        "c.xml", "<?xml version=\"1.0\"?><products><product>",
                        "d.csv", "",
                        "e.zip", "PK\u0003\u0004xx",
                        "f.html", "<html><p>nothing to buy</p></html>")
                .entrySet()) {
            Path file = file(broken.getKey(), broken.getValue());
            assertThrows(IllegalArgumentException.class, () -> rows(file), broken.getKey());
        }
    }

    @Test
    void deepJsonIsRefusedWithoutHarm() throws IOException {
        Path file = file("deep.json", "[{\"a\":" + "[".repeat(100_000) + "]".repeat(100_000) + "}]");
        assertThrows(IllegalArgumentException.class, () -> rows(file));
    }
}

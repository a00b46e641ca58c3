package yardstick.catalog.feed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import yardstick.catalog.extract.InsideAddresses;
import yardstick.catalog.media.DefaultPictures;
import yardstick.catalog.media.Drawn;
import yardstick.kernel.Job;
import yardstick.kernel.Outcome;

/** Everything that is sent to hurt: refused at the door that staff and suppliers use, each within two seconds. */
class HostileInputTest {

    private static final Duration SOON = Duration.ofSeconds(2);
    private static TestShop shop;

    @BeforeAll
    static void open() {
        shop = new TestShop();
        shop.load("sku,title,price\nH0,Harmless,1\n");
    }

    @AfterAll
    static void close() {
        shop.close();
    }

    static Stream<String> addresses() {
        return InsideAddresses.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("addresses")
    void nothingInsideIsFetched(String address) {
        assertTimeout(SOON, () -> assertInstanceOf(Outcome.Refused.class, shop.desk.fetch(address, "x", "ann")));
    }

    @Test
    void thereAreSixtyAddresses() {
        assertTrue(InsideAddresses.ALL.size() >= 60);
    }

    private static final Map<String, byte[]> FILES = files();

    static Stream<String> files_() {
        return FILES.keySet().stream();
    }

    /** A file is refused when it is opened, or fails as a whole when it is read; either way the shop is as before. */
    @ParameterizedTest
    @MethodSource("files_")
    void noFileHurts(String name) throws IOException {
        Path file = Files.write(Files.createTempFile("hostile", ".bin"), FILES.getOrDefault(name, new byte[0]));
        long before = shop.count("catalog.sku");
        assertTimeout(SOON, () -> {
            if (shop.desk.open(file, name, "hostile", "ann") instanceof Outcome.Done<Long>) {
                Job job = shop.run(TestShop.request(file, false));
                assertEquals(Job.State.FAILED, job.state(), () -> name + ": " + job.result());
            }
        });
        assertEquals(before, shop.count("catalog.sku"));
        Files.deleteIfExists(file);
    }

    private static final Map<String, byte[]> PICTURES = Map.of(
            "100,000 x 100,000 pixels", Drawn.boasting(100_000, 100_000),
            "100,000 x 1 pixels", Drawn.boasting(100_000, 1),
            "script as picture", "<svg onload=alert(1)>".getBytes(StandardCharsets.UTF_8),
            "web page as picture", "<html><script>alert(1)</script>".getBytes(StandardCharsets.UTF_8),
            "half a picture", java.util.Arrays.copyOf(Drawn.picture("jpg", 400, 400), 300));

    static Stream<String> pictures() {
        return PICTURES.keySet().stream();
    }

    @ParameterizedTest
    @MethodSource("pictures")
    void noPictureHurts(String name) {
        DefaultPictures pictures = new DefaultPictures(shop.database, shop.settings);
        assertTimeout(
                SOON,
                () -> assertInstanceOf(Outcome.Refused.class, pictures.keep(PICTURES.getOrDefault(name, new byte[0]))));
    }

    private static Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        files.put("zip bomb", zip("x.html", 300));
        files.put("gzip bomb of one line", gzip(300));
        files.put("workbook bomb", zip("xl/worksheets/sheet1.xml", 300));
        for (String name : new String[] {"../x.html", "/etc/x.html", "a/../../x.html", "..\\x.html", "C:\\x.html"}) {
            files.put("zip slip " + name, zip(name, 0));
        }
        files.put("billion laughs", utf8(laughs()));
        files.put("external entity", utf8("""
                <?xml version="1.0"?><!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>
                <products><product><sku>1</sku><title>&x;</title></product></products>"""));
        files.put("external document type", utf8("""
                <?xml version="1.0"?><!DOCTYPE r SYSTEM "http://127.0.0.1/x.dtd">
                <products><product><sku>1</sku><title>t</title></product></products>"""));
        files.put("document type of no XML character", utf8("<?xml version=\"1.0\"?><!DOCTYPE x [\u0001]><a/>"));
        files.put("deep JSON", utf8("[".repeat(200_000)));
        files.put("deep XML", utf8("<a>".repeat(200_000)));
        files.put("endless quote", utf8("sku,title\n\"" + "x".repeat(20_000_000)));
        files.put("no end of columns", utf8("sku,title," + "a,".repeat(100_000) + "\n1,2\n"));
        files.put("one endless JSON text", utf8("[{\"sku\":\"" + "x".repeat(20_000_000) + "\"}]"));
        files.put("nothing", new byte[0]);
        files.put("noise", Drawn.picture("png", 300, 300));
        return files;
    }

    private static String laughs() {
        StringBuilder xml = new StringBuilder("<?xml version=\"1.0\"?><!DOCTYPE l [<!ENTITY a0 \"ha\">");
        for (int i = 1; i < 10; i++) {
            xml.append("<!ENTITY a")
                    .append(i)
                    .append(" \"")
                    .append(("&a" + (i - 1) + ";").repeat(10))
                    .append("\">");
        }
        return xml.append("]><products><product><sku>1</sku><title>&a9;</title></product></products>")
                .toString();
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] zip(String name, int megabytes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            for (int i = 0; i < megabytes; i++) {
                zip.write(new byte[1 << 20]);
            }
            zip.write(utf8("<h1>Page</h1>"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(int megabytes) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(utf8("sku,title\n1,\""));
            byte[] block = new byte[1 << 20];
            java.util.Arrays.fill(block, (byte) 'x');
            for (int i = 0; i < megabytes; i++) {
                gzip.write(block);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }
}

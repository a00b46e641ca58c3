package yardstick.catalog.extract;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeout;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GuardTest {

    @Test
    void nothingInsideIsFetched() {
        List<String> passed = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        assertTimeout(Duration.ofSeconds(2), () -> {
            for (String address : InsideAddresses.ALL) {
                try {
                    AddressGuard.resolve(AddressGuard.check(address).getHost());
                    passed.add(address);
                } catch (AddressGuard.Refused | UnknownHostException reason) {
                    refused.add(address);
                }
            }
        });
        assertEquals(List.of(), passed);
        assertEquals(InsideAddresses.ALL, refused);
        assertTrue(InsideAddresses.ALL.size() >= 60);
    }

    @Test
    void publicAddressesPass() throws UnknownHostException {
        assertDoesNotThrow(() -> AddressGuard.check("https://example.com/p/1?x=2"));
        for (String address : List.of("93.184.215.14", "1.1.1.1", "172.32.0.1", "100.128.0.1", "2606:4700::1111")) {
            assertTrue(AddressGuard.publicAddress(InetAddress.getByName(address)), address);
        }
    }

    @Test
    void robotsAreObeyed() {
        Robots robots = Robots.parse("""
                User-agent: *
                Disallow: /cart
                Disallow: /*.pdf$
                Allow: /cart/help
                User-agent: YardstickImport
                User-agent: other
                Disallow: /private""", PageFetch.AGENT);
        assertFalse(robots.allows("/private/x"));
        assertTrue(robots.allows("/cart"));
        Robots everybody =
                Robots.parse("User-agent: *\nDisallow: /cart\nDisallow: /*.pdf$\nAllow: /cart/help", "Foo/1");
        assertFalse(everybody.allows("/cart/1"));
        assertTrue(everybody.allows("/cart/help"));
        assertFalse(everybody.allows("/a/b.pdf"));
        assertTrue(everybody.allows("/a/b.pdf?x"));
        assertTrue(Robots.parse("", "Foo/1").allows("/"));
    }

    private static Path zip(Path file, String name, long zeros) throws IOException {
        try (OutputStream bytes = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(bytes)) {
            zip.putNextEntry(new ZipEntry(name));
            byte[] block = new byte[1 << 20];
            for (long written = 0; written < zeros; written += block.length) {
                zip.write(block);
            }
            zip.write("<h1>Page in an archive</h1>".getBytes(java.nio.charset.StandardCharsets.UTF_8));
        }
        return file;
    }

    @Test
    void archivesThatClimbOrExplodeAreRefused(@TempDir Path directory) throws IOException {
        String fine = PageExtraction.json(
                zip(directory.resolve("a.zip"), "p/page.html", 0).toString());
        assertTrue(fine.contains("Page in an archive"), fine);
        for (String name : List.of("../x.html", "/etc/x.html", "a/../../x.html", "..\\x.html", "C:\\x.html")) {
            Path climbing = zip(directory.resolve("b.zip"), name, 0);
            assertThrows(IllegalArgumentException.class, () -> PageExtraction.json(climbing.toString()), name);
        }
        Path bomb = zip(directory.resolve("c.zip"), "x.html", 200L << 20);
        assertTimeout(
                Duration.ofSeconds(2),
                () -> assertThrows(IllegalArgumentException.class, () -> PageExtraction.json(bomb.toString())));
        Path damaged = Files.write(directory.resolve("d.zip"), new byte[] {'P', 'K', 3, 4, 9, 9, 9, 9, 9});
        assertThrows(Exception.class, () -> PageExtraction.json(damaged.toString()));
    }
}

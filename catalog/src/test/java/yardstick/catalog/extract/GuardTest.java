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

    /** Addresses that lead inside, or somewhere that is not the web. */
    private static final List<String> INSIDE = List.of(
            "http://localhost/",
            "http://LOCALHOST/",
            "http://localhost./",
            "http://localhost:8080/",
            "http://a.localhost/",
            "http://127.0.0.1/",
            "http://127.1/",
            "http://127.0.1/",
            "http://127.255.255.254/",
            "http://2130706433/",
            "http://0x7f000001/",
            "http://0x7f.0.0.1/",
            "http://0177.0.0.1/",
            "http://017700000001/",
            "http://127.0.0.1.:80/",
            "http://0.0.0.0/",
            "http://0/",
            "http://0.1.2.3/",
            "http://10.0.0.1/",
            "http://10.255.255.255/",
            "http://172.16.0.1/",
            "http://172.31.255.1/",
            "http://192.168.0.1/",
            "http://192.168.255.255/",
            "http://169.254.169.254/latest/meta-data/",
            "http://169.254.170.2/",
            "http://100.64.0.1/",
            "http://100.100.100.200/",
            "http://192.0.0.192/",
            "http://192.0.2.1/",
            "http://198.18.0.1/",
            "http://198.51.100.1/",
            "http://203.0.113.1/",
            "http://224.0.0.1/",
            "http://255.255.255.255/",
            "http://240.0.0.1/",
            "http://192.88.99.1/",
            "http://[::1]/",
            "http://[::]/",
            "http://[::ffff:127.0.0.1]/",
            "http://[::ffff:7f00:1]/",
            "http://[::ffff:10.0.0.1]/",
            "http://[::127.0.0.1]/",
            "http://[fe80::1]/",
            "http://[fc00::1]/",
            "http://[fd12:3456::1]/",
            "http://[ff02::1]/",
            "http://[64:ff9b::7f00:1]/",
            "http://[2002:7f00:1::]/",
            "http://[2001:db8::1]/",
            "http://[2001:0:53aa::1]/",
            "http://[fec0::1]/",
            "http://metadata/",
            "http://metadata.google.internal/",
            "http://db.local/",
            "http://intranet.corp/",
            "http://host.lan/",
            "http://user:pw@example.com/",
            "http://example.com@127.0.0.1/",
            "http://example.com:22/",
            "http://example.com:5432/",
            "http://example.com:6379/",
            "ftp://example.com/",
            "file:///etc/passwd",
            "gopher://example.com/",
            "jar:http://example.com!/",
            "javascript:alert(1)",
            "data:text/html,x",
            "http:///x",
            "http://exa mple.com/",
            "http://１２７.0.0.1/",
            "//example.com/",
            "ldap://x");

    @Test
    void nothingInsideIsFetched() {
        List<String> passed = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        assertTimeout(Duration.ofSeconds(2), () -> {
            for (String address : INSIDE) {
                try {
                    AddressGuard.resolve(AddressGuard.check(address).getHost());
                    passed.add(address);
                } catch (AddressGuard.Refused | UnknownHostException reason) {
                    refused.add(address);
                }
            }
        });
        assertEquals(List.of(), passed);
        assertEquals(INSIDE, refused);
        assertTrue(INSIDE.size() >= 60);
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

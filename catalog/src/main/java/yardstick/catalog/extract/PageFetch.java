package yardstick.catalog.extract;

import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/**
 * Gets one page from the web: only public addresses, at every redirect; what robots.txt forbids is not fetched; size,
 * time and redirects are bounded.
 */
final class PageFetch {

    static final String AGENT = "YardstickImport/1.0";
    private static final int LARGEST = 8 * 1024 * 1024;
    private static final int LARGEST_ROBOTS = 500 * 1024;
    private static final int MOST_REDIRECTS = 4;
    private static final int PATIENCE_MS = 10_000;
    private static final long LONGEST_NANOS = 30_000_000_000L;

    private PageFetch() {}

    /** A page as bytes with where it finally was. */
    record Page(String address, byte[] bytes, String type) {}

    static Page get(String address) throws IOException {
        URI uri = AddressGuard.check(address);
        if (!Robots.parse(robots(uri), AGENT).allows(path(uri))) {
            throw new AddressGuard.Refused("robots.txt of " + uri.getHost() + " forbids this page.");
        }
        return follow(uri, LARGEST);
    }

    private static String path(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    private static String robots(URI uri) throws IOException {
        try {
            URI robots = AddressGuard.check(uri.getScheme() + "://" + uri.getRawAuthority() + "/robots.txt");
            return new String(follow(robots, LARGEST_ROBOTS).bytes(), StandardCharsets.UTF_8);
        } catch (NotThere e) {
            return "";
        }
    }

    private static final class NotThere extends IOException {
        NotThere(String message) {
            super(message);
        }
    }

    private static Page follow(URI start, int largest) throws IOException {
        URI uri = start;
        for (int hop = 0; hop <= MOST_REDIRECTS; hop++) {
            AddressGuard.resolve(uri.getHost());
            URLConnection opened = uri.toURL().openConnection(java.net.Proxy.NO_PROXY);
            if (!(opened instanceof HttpURLConnection connection)) {
                throw new IOException("not an HTTP address");
            }
            connection.setInstanceFollowRedirects(false);
            connection.setConnectTimeout(PATIENCE_MS);
            connection.setReadTimeout(PATIENCE_MS);
            connection.setRequestProperty("User-Agent", AGENT);
            connection.setRequestProperty(
                    "Accept", "text/html,application/xhtml+xml,application/xml,application/json,text/csv");
            int status = connection.getResponseCode();
            String next = connection.getHeaderField("Location");
            if (status >= 300 && status < 400 && next != null) {
                connection.disconnect();
                uri = AddressGuard.check(uri.resolve(next).toString());
            } else if (status >= 400 && status < 500) {
                throw new NotThere("the server answered " + status + " for " + uri);
            } else if (status != 200) {
                throw new IOException("the server answered " + status + " for " + uri);
            } else {
                String type = connection.getContentType();
                return new Page(
                        uri.toString(), body(connection, largest), type == null ? "" : type.toLowerCase(Locale.ROOT));
            }
        }
        throw new AddressGuard.Refused("too many redirects.");
    }

    private static byte[] body(HttpURLConnection connection, int largest) throws IOException {
        long began = System.nanoTime();
        try (InputStream in = connection.getInputStream()) {
            java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
            byte[] buffer = new byte[16 * 1024];
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                bytes.write(buffer, 0, read);
                if (bytes.size() > largest) {
                    throw new AddressGuard.Refused("the page is larger than " + largest / 1024 + " KB.");
                }
                if (System.nanoTime() - began > LONGEST_NANOS) {
                    throw new AddressGuard.Refused("the page takes too long.");
                }
            }
            return bytes.toByteArray();
        } finally {
            connection.disconnect();
        }
    }
}

package yardstick.catalog.extract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
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

    /** Where it finally was and what it says to be. */
    record Arrived(String address, String type) {}

    /** Where the bytes go, how many may come and how long they may take. */
    record Sink(OutputStream out, long largest, long nanos) {}

    static Page get(String address) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        Arrived arrived = download(address, new Sink(bytes, LARGEST, LONGEST_NANOS));
        return new Page(arrived.address(), bytes.toByteArray(), arrived.type());
    }

    static Arrived download(String address, Sink sink) throws IOException {
        URI uri = AddressGuard.check(address);
        if (!Robots.parse(robots(uri), AGENT).allows(path(uri))) {
            throw new AddressGuard.Refused("robots.txt of " + uri.getHost() + " forbids this page.");
        }
        return follow(uri, sink);
    }

    private static String path(URI uri) {
        String path = uri.getRawPath() == null || uri.getRawPath().isEmpty() ? "/" : uri.getRawPath();
        return uri.getRawQuery() == null ? path : path + "?" + uri.getRawQuery();
    }

    private static String robots(URI uri) throws IOException {
        try {
            URI robots = AddressGuard.check(uri.getScheme() + "://" + uri.getRawAuthority() + "/robots.txt");
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            follow(robots, new Sink(bytes, LARGEST_ROBOTS, LONGEST_NANOS));
            return bytes.toString(StandardCharsets.UTF_8);
        } catch (NotThere e) {
            return "";
        }
    }

    private static final class NotThere extends IOException {
        NotThere(String message) {
            super(message);
        }
    }

    private static Arrived follow(URI start, Sink sink) throws IOException {
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
                    "Accept",
                    "text/html,application/xhtml+xml,application/xml,application/json,text/csv,image/webp,image/*");
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
                body(connection, sink);
                return new Arrived(uri.toString(), type == null ? "" : type.toLowerCase(Locale.ROOT));
            }
        }
        throw new AddressGuard.Refused("too many redirects.");
    }

    private static void body(HttpURLConnection connection, Sink sink) throws IOException {
        long began = System.nanoTime();
        try (InputStream in = connection.getInputStream()) {
            byte[] buffer = new byte[16 * 1024];
            long size = 0;
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                sink.out().write(buffer, 0, read);
                size += read;
                if (size > sink.largest()) {
                    throw new AddressGuard.Refused("the page is larger than " + sink.largest() / 1024 + " KB.");
                }
                if (System.nanoTime() - began > sink.nanos()) {
                    throw new AddressGuard.Refused("the page takes too long.");
                }
            }
        } finally {
            connection.disconnect();
        }
    }
}

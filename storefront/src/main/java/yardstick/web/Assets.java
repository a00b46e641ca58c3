package yardstick.web;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.servlet.ServletContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * Style sheets, scripts and icons in memory, each under an address that names its content
 * ({@code /assets/<hash>/shop.css}), so that browsers may keep it for ever.
 */
@ApplicationScoped
public class Assets {

    private static final int WORTH_GZIP = 600;

    /** @param gzip null when compression is not worth it */
    record Asset(String url, String type, byte[] plain, byte @Nullable [] gzip) {}

    private volatile Map<String, Asset> byName = Map.of();
    private volatile Map<String, Asset> byUrl = Map.of();
    private volatile Map<String, String> texts = Map.of();

    void load(ServletContext context) {
        Map<String, byte[]> files = new HashMap<>();
        Set<String> paths = context.getResourcePaths("/assets/");
        for (String path : paths == null ? Set.<String>of() : paths) {
            try (InputStream stream = context.getResourceAsStream(path)) {
                if (stream != null) {
                    files.put(path.substring("/assets/".length()), stream.readAllBytes());
                }
            } catch (IOException e) {
                throw new UncheckedIOException("cannot read " + path, e);
            }
        }
        load(files);
    }

    /** Address of a product picture: catalogues give it below the shop's root, or whole. */
    public static String picture(String path) {
        return path.startsWith("/") || path.startsWith("https://") || path.startsWith("http://") ? path : "/" + path;
    }

    /** @param files content by file name */
    public void load(Map<String, byte[]> files) {
        Map<String, Asset> names = new HashMap<>();
        Map<String, Asset> urls = new HashMap<>();
        Map<String, String> text = new HashMap<>();
        files.forEach((name, bytes) -> {
            Asset asset = asset(name, bytes);
            names.put(name, asset);
            urls.put(asset.url(), asset);
            if (name.endsWith(".css")) {
                text.put(name, minified(new String(bytes, StandardCharsets.UTF_8)));
            }
        });
        byName = Map.copyOf(names);
        byUrl = Map.copyOf(urls);
        texts = Map.copyOf(text);
    }

    private static Asset asset(String name, byte[] bytes) {
        String type = type(name);
        byte[] content = name.endsWith(".css")
                ? minified(new String(bytes, StandardCharsets.UTF_8)).getBytes(StandardCharsets.UTF_8)
                : bytes;
        String hash =
                Seal.digest(new String(bytes, StandardCharsets.ISO_8859_1)).substring(0, 10);
        boolean worth = content.length > WORTH_GZIP && !type.startsWith("image/png") && !type.startsWith("image/webp");
        return new Asset("/assets/" + hash + '/' + name, type, content, worth ? gzip(content) : null);
    }

    private static String minified(String css) {
        return css.replaceAll("(?s)/\\*.*?\\*/", "")
                .replaceAll("\\s+", " ")
                .replaceAll(" ?([{};,>]) ?", "$1")
                .replaceAll(": ", ":")
                .replace(";}", "}")
                .strip();
    }

    private static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(plain.length / 2);
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toByteArray();
    }

    private static String type(String name) {
        return switch (name.substring(name.lastIndexOf('.') + 1)) {
            case "css" -> "text/css; charset=utf-8";
            case "js" -> "text/javascript; charset=utf-8";
            case "svg" -> "image/svg+xml";
            case "png" -> "image/png";
            case "webp" -> "image/webp";
            case "jpg" -> "image/jpeg";
            case "woff2" -> "font/woff2";
            case "json", "webmanifest" -> "application/json";
            default -> "application/octet-stream";
        };
    }

    /** Address of the current content. */
    public String url(String name) {
        Asset asset = byName.get(name);
        return asset == null ? "/assets/" + name : asset.url();
    }

    /** The content of a style sheet, for inlining. */
    public String css(String name) {
        return texts.getOrDefault(name, "");
    }

    @Nullable Asset byUrl(String url) {
        return byUrl.get(url);
    }

    @Nullable Asset byName(String name) {
        return byName.get(name);
    }
}

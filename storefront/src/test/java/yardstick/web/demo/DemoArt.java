package yardstick.web.demo;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Draws the pictures of the demo shop: one motif per kind of product, coloured by a palette per product, on a ground
 * that is calm on light and on dark pages. Sources are in {@code build/demo-art}; run {@link #main} after a change.
 */
public final class DemoArt {

    static final Path SOURCES = Path.of("../build/demo-art");
    static final Path PICTURES = Path.of("src/main/webapp/media/demo");

    private static final String PAPER = "FFFDF8";
    private static final String WARM = "F0C25E";
    private static final String LEAF = "6C9A5B";

    private final Map<String, String> motifs = new TreeMap<>();
    private final Map<String, Map<String, String>> palettes = new TreeMap<>();
    private final List<String> products;

    DemoArt(Path sources) throws IOException {
        try (var files = Files.list(sources.resolve("motifs"))) {
            for (Path file : files.toList()) {
                motifs.put(file.getFileName().toString().replace(".svg", ""), Files.readString(file));
            }
        }
        List<String> lines = Files.readAllLines(sources.resolve("palettes.csv"));
        String[] names = lines.getFirst().split(",");
        for (String line : lines.subList(1, lines.size())) {
            String[] values = line.split(",");
            Map<String, String> colours = new LinkedHashMap<>();
            for (int i = 1; i < names.length; i++) {
                colours.put(names[i], values[i]);
            }
            colours.putAll(Map.of("paper", PAPER, "warm", WARM, "leaf", LEAF));
            palettes.put(values[0], colours);
        }
        List<String> rows = Files.readAllLines(sources.resolve("products.csv"));
        products = rows.subList(1, rows.size());
    }

    /** File name to SVG text. */
    Map<String, String> pictures() {
        Map<String, String> pictures = new TreeMap<>();
        for (String product : products) {
            String[] parts = product.split(",");
            pictures.put(parts[0].toLowerCase(java.util.Locale.ROOT) + ".svg", picture(parts[1], parts[2]));
        }
        return pictures;
    }

    private String picture(String motif, String palette) {
        String text = """
                <svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 400 400" width="400" height="400">
                <path fill="{ground}" d="M0 0h400v400H0z"/>
                <circle fill="{halo}" cx="200" cy="200" r="164"/>
                """ + found(motifs, motif) + "</svg>\n";
        for (Map.Entry<String, String> colour : found(palettes, palette).entrySet()) {
            text = text.replace("{" + colour.getKey() + "}", "#" + colour.getValue());
        }
        return text;
    }

    private static <T> T found(Map<String, T> in, String name) {
        T value = in.get(name);
        if (value == null) {
            throw new IllegalStateException("there is no " + name + " among " + in.keySet());
        }
        return value;
    }

    /** Run in the storefront directory. */
    public static void main(String[] arguments) throws IOException {
        Files.createDirectories(PICTURES);
        for (Map.Entry<String, String> picture : new DemoArt(SOURCES).pictures().entrySet()) {
            Files.writeString(PICTURES.resolve(picture.getKey()), picture.getValue());
        }
    }
}

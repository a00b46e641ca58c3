package yardstick.catalog.attribute;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** A text file of the dictionary that comes with the module; {@code #} begins a comment line. */
final class DictionaryFile {

    private DictionaryFile() {}

    static List<String> lines(String name) {
        try (InputStream stream = Objects.requireNonNull(
                        DictionaryFile.class.getClassLoader().getResourceAsStream("dictionary/" + name));
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("# "))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }
}

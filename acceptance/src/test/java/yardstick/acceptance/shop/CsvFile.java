package yardstick.acceptance.shop;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Small import files written by the tests themselves. */
public final class CsvFile {

    private CsvFile() {}

    public static Path write(String name, List<String> lines) {
        try {
            Path folder = Files.createDirectories(Path.of("target", "imports"));
            return Files.write(folder.resolve(name), lines).toAbsolutePath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

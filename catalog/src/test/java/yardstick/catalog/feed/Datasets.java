package yardstick.catalog.feed;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Assumptions;

/** Public retail files that are not part of the sources; tests that need an absent one are skipped. */
final class Datasets {

    private Datasets() {}

    static Path file(String name) {
        Path file = root().resolve("retail").resolve(name);
        Assumptions.assumeTrue(
                Files.isReadable(file),
                () -> "skipped: " + name + " not found; set YARDSTICK_DATASETS to its directory");
        return file;
    }

    private static Path root() {
        String named = System.getProperty("yardstick.datasets", System.getenv("YARDSTICK_DATASETS"));
        if (named != null) {
            return Path.of(named);
        }
        for (Path folder = Path.of("").toAbsolutePath(); folder != null; folder = folder.getParent()) {
            Path data = folder.resolve("shared").resolve("data");
            if (Files.isDirectory(data)) {
                return data;
            }
        }
        return Path.of("data");
    }
}

package yardstick.acceptance.architecture;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The source tree under test. */
final class Sources {

    private Sources() {}

    /** The project's top folder. */
    static Path root() {
        Path top = Path.of("..").toAbsolutePath().normalize();
        if (!Files.exists(top.resolve("mvnw"))) {
            throw new IllegalStateException("run this in the acceptance folder, not below " + top);
        }
        return top;
    }

    /** Java files of all modules' main code. */
    static List<Path> main() throws IOException {
        try (Stream<Path> files = Files.walk(root(), 12)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> file.toString().contains("/src/main/java/"))
                    .toList();
        }
    }
}

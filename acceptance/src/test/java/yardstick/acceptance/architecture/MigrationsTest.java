package yardstick.acceptance.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Two migrations of a module with one number keep every shop from starting. */
class MigrationsTest {

    private static final Pattern NAME = Pattern.compile("(V\\d{3})__[a-z0-9_]+\\.sql");

    @Test
    void everyMigrationHasANumberOfItsOwn() throws IOException {
        List<Path> migrations;
        try (Stream<Path> files = Files.walk(Sources.root(), 8)) {
            migrations = files.filter(file -> file.toString().contains("/src/main/resources/db/"))
                    .filter(file -> file.toString().endsWith(".sql"))
                    .toList();
        }
        assertTrue(migrations.size() > 50, () -> "only " + migrations.size() + " migrations were seen");
        assertEquals(
                List.of(),
                migrations.stream()
                        .filter(file ->
                                !NAME.matcher(file.getFileName().toString()).matches())
                        .toList());
        Map<String, List<Path>> byNumber = migrations.stream()
                .collect(Collectors.groupingBy(file ->
                        file.getParent() + "/" + file.getFileName().toString().substring(0, 4)));
        assertEquals(
                List.of(),
                byNumber.values().stream().filter(files -> files.size() > 1).toList());
    }
}

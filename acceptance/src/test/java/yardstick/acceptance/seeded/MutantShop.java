package yardstick.acceptance.seeded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/** The built product with a bug in it: all of it is linked, but the archive of the application, which is a changed copy. */
final class MutantShop implements AutoCloseable {

    private static final Path USER_DIRECTORY = Path.of("app-ear", "target", "usr");

    private final Path home;

    private MutantShop(Path home) {
        this.home = home;
    }

    static MutantShop with(SeededBug bug, Path built) throws IOException {
        MutantShop shop =
                new MutantShop(Files.createTempDirectory(Path.of("target").toAbsolutePath(), "mutant-shop"));
        Files.copy(built.resolve("yardstick"), shop.home.resolve("yardstick"), StandardCopyOption.COPY_ATTRIBUTES);
        for (String part : List.of("cli", "sandbox")) {
            Files.createSymbolicLink(shop.home.resolve(part), built.resolve(part));
        }
        Files.createDirectories(shop.home.resolve(USER_DIRECTORY));
        Files.createSymbolicLink(shop.home.resolve("app-ear/target/liberty"), built.resolve("app-ear/target/liberty"));
        copy(built.resolve(USER_DIRECTORY), shop.home.resolve(USER_DIRECTORY));
        shop.spoil(bug.module(), Mutant.classes(bug));
        return shop;
    }

    Path command() {
        return home.resolve("yardstick");
    }

    private void spoil(String module, Path classes) throws IOException {
        Path archive = home.resolve(USER_DIRECTORY).resolve("servers/yardstick/apps/yardstick.ear");
        Path jar = Files.createTempFile(home, module, ".jar");
        try (FileSystem ear = FileSystems.newFileSystem(archive)) {
            Path inside = only(ear.getPath("lib"), module);
            Files.copy(inside, jar, StandardCopyOption.REPLACE_EXISTING);
            try (FileSystem library = FileSystems.newFileSystem(jar)) {
                copy(classes, library.getPath("/"));
            }
            Files.copy(jar, inside, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static Path only(Path libraries, String module) throws IOException {
        try (Stream<Path> found = Files.list(libraries)) {
            return found.filter(each -> each.getFileName().toString().matches(module + "-\\d.*\\.jar"))
                    .findFirst()
                    .orElseThrow();
        }
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Path target = to.resolve(from.relativize(file).toString());
                Files.createDirectories(target.getParent());
                Files.copy(file, target, StandardCopyOption.REPLACE_EXISTING);
            }
        }
    }

    @Override
    public void close() {
        try (Stream<Path> files = Files.walk(home)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                if (Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                    Files.delete(file);
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}

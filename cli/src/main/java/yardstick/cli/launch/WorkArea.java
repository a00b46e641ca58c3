package yardstick.cli.launch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.stream.Stream;

/**
 * The server's cache of what it unpacked. It recognises a changed application by the times inside the archive, and a
 * reproducible build has the same times in every version, so a new application gets a new cache.
 */
final class WorkArea {

    private final Path folder;
    private final Path stamp;

    private WorkArea(Path folder) {
        this.folder = folder;
        this.stamp = folder.resolve("application");
    }

    static WorkArea of(ShopDirectory shop) {
        return new WorkArea(shop.path("liberty"));
    }

    void keepOnlyFor(Path application) {
        try {
            String current = Files.getLastModifiedTime(application) + " " + Files.size(application);
            if (Files.exists(stamp) && Files.readString(stamp).equals(current)) {
                return;
            }
            if (Files.exists(folder)) {
                delete();
            }
            Files.createDirectories(folder);
            Files.writeString(stamp, current);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot renew " + folder, e);
        }
    }

    private void delete() throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}

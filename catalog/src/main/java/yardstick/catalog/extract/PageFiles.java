package yardstick.catalog.extract;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.BiConsumer;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipInputStream;

/** Pages from a file, a directory or a zip archive, with bounds on size, number and compression. */
final class PageFiles {

    private static final long LARGEST = 16L * 1024 * 1024;
    private static final long LARGEST_ARCHIVE = 512L * 1024 * 1024;
    private static final int MOST_ENTRIES = 20_000;
    private static final int HIGHEST_RATIO = 200;
    private static final int MOST_FILES = 100_000;

    private PageFiles() {}

    static void read(Path file, BiConsumer<String, byte[]> pages) throws IOException {
        if (Files.isDirectory(file)) {
            directory(file, pages);
        } else if (name(file.toString()).endsWith(".zip")) {
            zip(file, pages);
        } else {
            pages.accept(file.getFileName().toString(), bytes(file));
        }
    }

    private static String name(String path) {
        return path.toLowerCase(Locale.ROOT);
    }

    private static boolean page(String path) {
        return name(path).matches(".*\\.(?:html?|xhtml|php|aspx?|jsp)");
    }

    private static byte[] bytes(Path file) throws IOException {
        if (Files.size(file) > LARGEST) {
            throw new IllegalArgumentException(file.getFileName() + " is larger than 16 MB.");
        }
        return Files.readAllBytes(file);
    }

    private static void directory(Path root, BiConsumer<String, byte[]> pages) throws IOException {
        List<Path> files;
        try (Stream<Path> walk = Files.walk(root, 12)) {
            files = walk.filter(file ->
                            Files.isRegularFile(file, java.nio.file.LinkOption.NOFOLLOW_LINKS) && page(file.toString()))
                    .sorted()
                    .limit(MOST_FILES)
                    .toList();
        }
        for (Path file : files) {
            pages.accept(root.relativize(file).toString(), bytes(file));
        }
    }

    /** Nothing is written to disk, so that a name can point nowhere; names that climb are refused all the same. */
    private static void zip(Path file, BiConsumer<String, byte[]> pages) throws IOException {
        long packed = Files.size(file);
        long unpacked = 0;
        int entries = 0;
        try (InputStream bytes = Files.newInputStream(file);
                ZipInputStream zip = new ZipInputStream(bytes)) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                String name = entry.getName();
                if (++entries > MOST_ENTRIES) {
                    throw new IllegalArgumentException("the archive has more than " + MOST_ENTRIES + " entries.");
                }
                if (name.startsWith("/") || name.contains("..") || name.contains("\\") || name.contains(":")) {
                    throw new IllegalArgumentException("the archive has an entry that points outside: " + name);
                }
                byte[] content = zip.readNBytes((int) LARGEST + 1);
                unpacked += content.length;
                boolean bomb = content.length > LARGEST
                        || unpacked > LARGEST_ARCHIVE
                        || unpacked > 1_000_000 && unpacked / Math.max(1, packed) > HIGHEST_RATIO;
                if (bomb) {
                    throw new IllegalArgumentException("the archive unpacks to far more than a catalogue needs.");
                }
                if (!entry.isDirectory() && page(name)) {
                    pages.accept(name, content);
                }
            }
            if (entries == 0) {
                throw new IllegalArgumentException("the archive is empty or damaged.");
            }
        } catch (ZipException | EOFException e) {
            throw new IllegalArgumentException("the archive is damaged: " + e.getMessage(), e);
        }
    }
}

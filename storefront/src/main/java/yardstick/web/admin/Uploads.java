package yardstick.web.admin;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.web.Seal;

/** Files that came in, streamed to {@code <data.dir>/uploads} and never held in memory. */
@ApplicationScoped
public class Uploads {

    private static final long LARGEST = 4L << 30;
    private static final int CHUNK = 64 * 1024;

    private final long largest;
    private final Path directory;

    /** For the container's proxy. */
    protected Uploads() {
        this.largest = 0;
        this.directory = Path.of("");
    }

    @Inject
    public Uploads(Settings settings) {
        this(settings.directory(Setting.DATA_DIR).resolve("uploads"), LARGEST);
    }

    Uploads(Path directory, long largest) {
        this.directory = directory;
        this.largest = largest;
    }

    /**
     * Keeps the stream under a name of its own that ends like the given one. Refused when it is empty, larger than the
     * limit, or does not fit on the disk; nothing is left of it then.
     */
    public Outcome<Path> keep(InputStream content, String name) {
        Path part = null;
        try {
            Files.createDirectories(directory);
            part = Files.createTempFile(directory, "upload", ".part");
            long size = copy(content, part);
            if (size == 0 || size > largest) {
                Files.delete(part);
                return Outcome.refused(
                        size == 0
                                ? Refusal.of("admin.upload.empty")
                                : Refusal.of("admin.upload.too_large", "gib", largest >> 30));
            }
            return Outcome.done(Files.move(part, directory.resolve(Seal.token() + "-" + safe(name))));
        } catch (IOException e) {
            delete(part);
            return Outcome.refused(Refusal.of("admin.upload.not_stored", "reason", String.valueOf(e.getMessage())));
        }
    }

    private long copy(InputStream content, Path file) throws IOException {
        byte[] chunk = new byte[CHUNK];
        long size = 0;
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int read = content.read(chunk); read >= 0 && size <= largest; read = content.read(chunk)) {
                out.write(chunk, 0, read);
                size += read;
            }
        }
        return size;
    }

    private static void delete(@org.jspecify.annotations.Nullable Path part) {
        if (part == null) {
            return;
        }
        try {
            Files.deleteIfExists(part);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot remove " + part, e);
        }
    }

    /** The last part of the name, of harmless characters, never empty. */
    static String safe(String name) {
        String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
        String harmless = last.replaceAll("[^\\p{L}\\p{N}._-]", "_").replaceAll("^\\.+", "");
        int length = harmless.length();
        return harmless.isEmpty() ? "upload.csv" : harmless.substring(Math.max(0, length - 80));
    }
}

package yardstick.catalog.media;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;

/** Renderings below {@code <data.dir>/media}, each under the digest of the original, so that equal pictures are one. */
final class PictureFiles {

    private final Path root;

    PictureFiles(Path root) {
        this.root = root;
    }

    static String digest(byte[] bytes) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(bytes))
                    .substring(0, 40);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    Path file(String digest, int width) {
        return root.resolve(digest.substring(0, 2)).resolve(digest + "-" + width + ".webp");
    }

    void remove(String digest, int width) {
        try {
            Files.deleteIfExists(file(digest, width));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void keep(String digest, Rendering rendering) throws IOException {
        for (Map.Entry<Integer, byte[]> each : rendering.byWidth().entrySet()) {
            Path file = file(digest, each.getKey());
            Files.createDirectories(file.getParent());
            Path part = Files.createTempFile(file.getParent(), digest, ".part");
            try {
                Files.write(part, each.getValue());
                Files.move(part, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } catch (FileAlreadyExistsException e) {
                Files.deleteIfExists(part);
            }
        }
    }
}

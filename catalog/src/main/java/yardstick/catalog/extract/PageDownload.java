package yardstick.catalog.extract;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/** Gets a catalogue file from a public address, with the guards of {@link PageFetch} and room for a feed. */
public final class PageDownload {

    private static final long LARGEST = 512L << 20;
    private static final long LARGEST_PICTURE = 15L << 20;
    private static final long LONGEST_PICTURE_NANOS = 20_000_000_000L;

    private PageDownload() {}

    /** A picture as bytes, whatever they are.
     *
     * @throws IllegalArgumentException with a readable message for what is refused */
    public static byte[] picture(String address) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        PageFetch.download(address, new PageFetch.Sink(bytes, LARGEST_PICTURE, LONGEST_PICTURE_NANOS));
        return bytes.toByteArray();
    }

    /** @throws IllegalArgumentException with a readable message for what is refused */
    public static void to(String address, Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            PageFetch.download(address, new PageFetch.Sink(out, LARGEST, 600_000_000_000L));
        }
    }
}

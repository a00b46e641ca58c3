package yardstick.catalog.feed;

import java.io.BufferedOutputStream;
import java.io.Closeable;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;

/** Texts by number on the disk: eight bytes of memory for each. */
final class Spool implements Closeable {

    private static final int MOST = 20_000_000;

    private final Path file;
    private final DataOutputStream out;
    private long[] starts = new long[1_024];
    private int size;
    private long written;
    private FileChannel channel;

    Spool() throws IOException {
        file = Files.createTempFile("import", ".spool");
        out = new DataOutputStream(
                new BufferedOutputStream(Files.newOutputStream(file, StandardOpenOption.WRITE), 1 << 16));
        channel = FileChannel.open(file, StandardOpenOption.READ);
    }

    void add(String text) {
        if (size == MOST) {
            throw new IllegalArgumentException("The file has more texts than the shop takes.");
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, size * 2);
        }
        starts[size++] = written;
        try {
            out.write(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        written += bytes.length;
    }

    void finish() {
        try {
            out.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int size() {
        return size;
    }

    String get(int number) {
        if (number < 0 || number >= size) {
            throw new IllegalArgumentException("The file refers to a text that it does not have.");
        }
        long end = number + 1 < size ? starts[number + 1] : written;
        ByteBuffer bytes = ByteBuffer.allocate((int) (end - starts[number]));
        try {
            for (int read = 0; read >= 0 && bytes.hasRemaining(); ) {
                read = channel.read(bytes, starts[number] + bytes.position());
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return new String(bytes.array(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() throws IOException {
        channel.close();
        out.close();
        Files.deleteIfExists(file);
    }
}

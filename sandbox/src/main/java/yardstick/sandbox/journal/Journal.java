package yardstick.sandbox.journal;

import static yardstick.sandbox.json.Documents.JSON;

import jakarta.json.JsonException;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A file of JSON lines that is only ever appended to. A line cut off by a kill was never confirmed to anybody and is
 * dropped at the next start, and so is, at once, one for which there was no space; a broken line anywhere else is a damaged file and stops the start.
 */
public final class Journal implements AutoCloseable {

    private final FileChannel channel;
    private final Object disk = new Object();
    private volatile long written;
    private volatile long durable;

    private Journal(FileChannel channel) {
        this.channel = channel;
    }

    /** Opens the file, handing every complete line to {@code replay}, oldest first. */
    public static Journal open(Path file, Consumer<JsonObject> replay) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            FileChannel channel = FileChannel.open(
                    file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE);
            long end = replay(file, replay);
            channel.truncate(end);
            channel.position(end);
            return new Journal(channel);
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open " + file, e);
        }
    }

    private static long replay(Path file, Consumer<JsonObject> replay) throws IOException {
        byte[] content = Files.readAllBytes(file);
        int start = 0;
        for (int i = 0; i < content.length; i++) {
            if (content[i] == '\n') {
                String line = new String(content, start, i - start, StandardCharsets.UTF_8);
                JsonObject object = parse(line);
                if (object == null) {
                    throw new IOException("damaged line at byte " + start + " of " + file);
                }
                replay.accept(object);
                start = i + 1;
            }
        }
        return start;
    }

    private static @Nullable JsonObject parse(String line) {
        try (JsonReader reader = JSON.createReader(new StringReader(line))) {
            return reader.readObject();
        } catch (JsonException e) {
            return null;
        }
    }

    /** On the disk when this returns. */
    public void append(JsonObject line) {
        add(line);
        sync();
    }

    /** Written, and on the disk after the next {@link #sync()}. */
    public synchronized void add(JsonObject line) {
        write(line);
        written++;
    }

    /** Everything added before is on the disk when this returns. Those who wait at the same time share one sync. */
    public void sync() {
        long wanted = written;
        synchronized (disk) {
            if (durable >= wanted) {
                return;
            }
            long reached = written;
            try {
                channel.force(false);
            } catch (IOException e) {
                throw new UncheckedIOException("cannot sync the journal", e);
            }
            durable = reached;
        }
    }

    /** For notes whose loss only repeats work: in the operating system's hands when this returns, dropped after closing. */
    public synchronized void note(JsonObject line) {
        if (channel.isOpen()) {
            write(line);
        }
    }

    private void write(JsonObject line) {
        ByteBuffer bytes = ByteBuffer.wrap((line + "\n").getBytes(StandardCharsets.UTF_8));
        try {
            long begin = channel.position();
            try {
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
            } catch (IOException e) {
                channel.truncate(begin);
                throw e;
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot write the journal", e);
        }
    }

    @Override
    public synchronized void close() {
        try {
            channel.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot close the journal", e);
        }
    }
}

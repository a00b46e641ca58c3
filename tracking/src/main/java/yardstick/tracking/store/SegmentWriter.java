package yardstick.tracking.store;

import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * The one thread that writes segments. Everything that waits when it comes round is written together and forced to
 * disk once (group commit), so a busy store does fewer, larger syncs. A segment belongs to one UTC day.
 */
final class SegmentWriter implements AutoCloseable {

    private static final Logger LOG = System.getLogger(SegmentWriter.class.getName());
    private static final int QUEUE = 20_000;
    private static final int GROUP = 2_000;
    private static final long ENOUGH = 64L << 20;

    private final EventDirectory directory;
    private final Clock clock;
    private final BlockingQueue<Work> queue = new ArrayBlockingQueue<>(QUEUE);
    private final Thread thread;

    private volatile boolean closed;
    private volatile boolean waiting;
    private @Nullable Path current;
    private @Nullable FileChannel channel;
    private LocalDate day = LocalDate.EPOCH;
    private long number;
    private long size;

    /** @param bytes lines to write; empty asks for a new segment */
    private record Work(byte[] bytes, CompletableFuture<Long> done) {}

    SegmentWriter(EventDirectory directory, Clock clock) {
        this.directory = directory;
        this.clock = clock;
        this.number = directory.nextNumber();
        this.thread = Thread.ofPlatform().name("events-writer").daemon().start(this::run);
    }

    /** Returns once the lines are on disk. */
    void append(List<String> lines) {
        if (!lines.isEmpty()) {
            waiting = true;
            await(put(new Work(bytes(lines), new CompletableFuture<>())));
        }
    }

    /** @return false when the queue is full and the line was dropped */
    boolean offer(String line) {
        waiting = true;
        return !closed && queue.offer(new Work(bytes(List.of(line)), new CompletableFuture<>()));
    }

    /**
     * Ends the current segment, after everything queued so far.
     *
     * @return number of the next segment: all lower ones are complete
     */
    long rotate() {
        waiting = false;
        return await(put(new Work(new byte[0], new CompletableFuture<>())));
    }

    /** Whether anything was taken since the last rotation. */
    boolean waiting() {
        return waiting;
    }

    private static byte[] bytes(List<String> lines) {
        return (String.join("\n", lines) + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private CompletableFuture<Long> put(Work work) {
        try {
            while (!queue.offer(work, 1, TimeUnit.SECONDS)) {
                failWhenClosed();
            }
            failWhenClosed();
            return work.done();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while storing events", e);
        }
    }

    private void failWhenClosed() {
        if (closed) {
            throw new IllegalStateException("the event store is closed");
        }
    }

    private static long await(CompletableFuture<Long> done) {
        return done.orTimeout(60, TimeUnit.SECONDS).join();
    }

    private void run() {
        List<Work> group = new ArrayList<>();
        while (!closed || !queue.isEmpty()) {
            try {
                Work first = queue.poll(100, TimeUnit.MILLISECONDS);
                if (first != null) {
                    group.add(first);
                    queue.drainTo(group, GROUP);
                    handle(group);
                    group.clear();
                }
            } catch (InterruptedException e) {
                closed = true;
            }
        }
        endSegment();
    }

    private void handle(List<Work> group) {
        try {
            write(group);
            if (group.stream().anyMatch(work -> work.bytes().length == 0) || size > ENOUGH) {
                endSegment();
            }
            group.forEach(work -> work.done().complete(number));
        } catch (IOException | RuntimeException e) {
            LOG.log(Level.ERROR, "events could not be written", e);
            dropUnfinished();
            group.forEach(work -> work.done().completeExceptionally(e));
        }
    }

    private void write(List<Work> group) throws IOException {
        int length = group.stream().mapToInt(work -> work.bytes().length).sum();
        if (length == 0) {
            return;
        }
        ByteBuffer buffer = ByteBuffer.allocate(length);
        group.forEach(work -> buffer.put(work.bytes()));
        buffer.flip();
        FileChannel segment = segment();
        while (buffer.hasRemaining()) {
            segment.write(buffer);
        }
        segment.force(false);
        size += length;
    }

    private FileChannel segment() throws IOException {
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        if (!today.equals(day)) {
            endSegment();
        }
        FileChannel segment = channel;
        if (segment == null) {
            day = today;
            Path path = directory.newSegment(number++, day);
            current = path;
            segment = FileChannel.open(path, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
            size = 0;
            channel = segment;
            directory.syncOpen();
        }
        return segment;
    }

    /** After a failed write the segment is cut back to what was acknowledged. */
    private void dropUnfinished() {
        try {
            FileChannel segment = channel;
            if (segment != null) {
                segment.truncate(size);
                segment.force(true);
            }
        } catch (IOException e) {
            LOG.log(Level.ERROR, "cannot cut back " + current, e);
        }
        endSegment();
    }

    private void endSegment() {
        FileChannel segment = channel;
        channel = null;
        try {
            if (segment != null) {
                segment.close();
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot close " + current, e);
        }
        current = null;
    }

    @Override
    public void close() {
        closed = true;
        try {
            thread.join(TimeUnit.SECONDS.toMillis(30));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

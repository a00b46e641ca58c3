package yardstick.tracking.store;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.io.UncheckedIOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folders of the store and this process's place in them. The node name is the first of {@code n1, n2, ...} whose
 * lock file nobody holds, so a restarted process finds the segments it left behind and two processes never share one.
 */
final class EventDirectory implements AutoCloseable {

    private static final int MOST_NODES = 256;

    private final Path root;
    private final Path open;
    private final FileChannel lockFile;
    private final FileLock lock;
    private final String node;

    private final Map<Path, Folder> listed = new ConcurrentHashMap<>();

    /** A day's files as they were found when the folder had last been changed. */
    private record Folder(FileTime changed, List<EventFile> every, List<EventFile> current) {}

    private record Slot(String node, FileChannel file, FileLock lock) {}

    EventDirectory(Path root) {
        this.root = root;
        this.open = root.resolve("open");
        try {
            Files.createDirectories(open);
            Files.createDirectories(root.resolve("rollup"));
            Slot slot = claim(open);
            this.node = slot.node();
            this.lockFile = slot.file();
            this.lock = slot.lock();
            removeUnfinished();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot open the event store in " + root, e);
        }
    }

    private static Slot claim(Path open) throws IOException {
        for (int i = 1; i <= MOST_NODES; i++) {
            String node = "n" + i;
            FileChannel file =
                    FileChannel.open(open.resolve(node + ".lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(file);
            if (lock != null) {
                return new Slot(node, file, lock);
            }
            file.close();
        }
        throw new IOException("more than " + MOST_NODES + " processes use this event store");
    }

    private static @Nullable FileLock tryLock(FileChannel file) throws IOException {
        try {
            return file.tryLock();
        } catch (OverlappingFileLockException e) {
            return null;
        }
    }

    private void removeUnfinished() throws IOException {
        for (Path path : list(open)) {
            String name = path.getFileName().toString();
            if (name.startsWith(node + "-") && name.endsWith(".tmp")) {
                Files.delete(path);
            }
        }
    }

    String node() {
        return node;
    }

    Path root() {
        return root;
    }

    /** This node's roll-ups. */
    Path rollup() {
        return root.resolve("rollup").resolve(node + ".duckdb");
    }

    Path temporary(String name) {
        return open.resolve(node + "-" + name + ".tmp");
    }

    Path newSegment(long number, LocalDate day) {
        return open.resolve(EventFile.segmentName(node, number, day));
    }

    long nextNumber() {
        return Stream.concat(segments().stream(), everySealed().stream())
                        .filter(file -> file.node().equals(node))
                        .mapToLong(EventFile::last)
                        .max()
                        .orElse(0)
                + 1;
    }

    /** Segments of this node, oldest first. */
    List<EventFile> segments() {
        return files(list(open), EventFile::segment).stream()
                .filter(file -> file.node().equals(node))
                .toList();
    }

    /** Sealed files of all nodes without the ones a merged file has replaced, in order of day, node and number. */
    List<EventFile> sealed() {
        return folders().stream().flatMap(folder -> folder.current().stream()).toList();
    }

    /** Sealed files of this node that a merged file has replaced. */
    List<EventFile> replaced() {
        return folders().stream()
                .flatMap(folder -> folder.every().stream()
                        .filter(file ->
                                file.node().equals(node) && !folder.current().contains(file)))
                .toList();
    }

    private List<EventFile> everySealed() {
        return folders().stream().flatMap(folder -> folder.every().stream()).toList();
    }

    /** Only a folder that has changed is listed again, and the two latest ones always: they may change at any moment. */
    private List<Folder> folders() {
        List<Path> days = list(root).stream()
                .filter(path -> path.getFileName().toString().startsWith("day="))
                .sorted()
                .toList();
        int settled = days.size() - 2;
        List<Folder> folders = new ArrayList<>();
        for (int i = 0; i < days.size(); i++) {
            Path day = days.get(i);
            FileTime changed = changed(day);
            Folder known = i < settled ? listed.get(day) : null;
            Folder folder = known != null && known.changed().equals(changed) ? known : folder(day, changed);
            listed.put(day, folder);
            folders.add(folder);
        }
        return folders;
    }

    private static Folder folder(Path day, FileTime changed) {
        List<EventFile> every = files(list(day), EventFile::sealed);
        List<EventFile> current = every.stream()
                .filter(file -> every.stream().noneMatch(other -> other != file && file.within(other)))
                .toList();
        return new Folder(changed, every, current);
    }

    private static FileTime changed(Path folder) {
        try {
            return Files.getLastModifiedTime(folder);
        } catch (IOException e) {
            return FileTime.fromMillis(0);
        }
    }

    /** Removes a sealed file of this node. */
    void remove(EventFile file) throws IOException {
        Files.deleteIfExists(file.path());
        listed.remove(root.resolve(EventFile.folder(file.day())));
    }

    private static List<EventFile> files(List<Path> paths, Function<Path, Optional<EventFile>> reading) {
        return paths.stream()
                .flatMap(path -> reading.apply(path).stream())
                .sorted(Comparator.comparing(EventFile::day)
                        .thenComparing(EventFile::node)
                        .thenComparing(EventFile::first))
                .toList();
    }

    private static List<Path> list(Path folder) {
        try (Stream<Path> paths = Files.list(folder)) {
            return paths.toList();
        } catch (NoSuchFileException e) {
            return List.of();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot list " + folder, e);
        }
    }

    /** Puts a finished file in its place, durably and in one step. */
    void publish(Path temporary, EventFile target) throws IOException {
        Path folder = Files.createDirectories(root.resolve(EventFile.folder(target.day())));
        sync(temporary);
        Files.move(temporary, target.path(), StandardCopyOption.ATOMIC_MOVE);
        listed.remove(folder);
        sync(folder);
        sync(root);
    }

    /** A file of this node to be made from the given ones of one day. */
    EventFile target(List<EventFile> parts, int rank) {
        LocalDate day = parts.getFirst().day();
        long first = parts.getFirst().first();
        long last = parts.getLast().last();
        Path path = root.resolve(EventFile.folder(day)).resolve(EventFile.sealedName(node, first, last, rank));
        return new EventFile(path, node, first, last, day, rank);
    }

    /** Makes new names in the folder of open segments durable. */
    void syncOpen() throws IOException {
        sync(open);
    }

    private static void sync(Path path) throws IOException {
        try (FileChannel channel = FileChannel.open(path, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }

    /** Cuts off a last line that was not written to its end: nobody was told that it is stored. */
    static void cutTornLine(Path segment) throws IOException {
        try (RandomAccessFile file = new RandomAccessFile(segment.toFile(), "rw")) {
            long end = file.length();
            while (end > 0) {
                file.seek(end - 1);
                if (file.read() == '\n') {
                    break;
                }
                end--;
            }
            if (end < file.length()) {
                file.setLength(end);
            }
        }
    }

    @Override
    public void close() {
        try {
            lock.release();
            lockFile.close();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot leave " + root, e);
        }
    }
}

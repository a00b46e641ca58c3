package yardstick.catalog.search;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FSDirectory;
import org.hibernate.search.backend.lucene.lowlevel.directory.spi.DirectoryCreationContext;
import org.hibernate.search.backend.lucene.lowlevel.directory.spi.DirectoryHolder;
import org.hibernate.search.backend.lucene.lowlevel.directory.spi.DirectoryProvider;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;

/**
 * Puts the index below the data directory. The folder carries the version of the document layout, so that a server
 * with a new layout starts a new index and never reads the old one.
 */
public final class IndexDirectory implements DirectoryProvider {

    private static final String LAYOUT = "v3";

    /** Where the index lives for these settings. */
    static Path root(Settings settings) {
        return settings.directory(Setting.DATA_DIR).resolve("index").resolve(LAYOUT);
    }

    @Override
    public DirectoryHolder createDirectoryHolder(DirectoryCreationContext context) {
        Path root = context.configurationPropertySource()
                .get("root")
                .map(value -> Path.of(value.toString()))
                .orElseGet(() -> root(Settings.fromEnvironment(System.getenv())));
        return new Holder(root.resolve(context.indexName()));
    }

    private static final class Holder implements DirectoryHolder {

        private final Path path;
        private @Nullable Directory directory;

        Holder(Path path) {
            this.path = path;
        }

        @Override
        public void start() throws IOException {
            Files.createDirectories(path);
            directory = FSDirectory.open(path);
        }

        @Override
        public void close() throws IOException {
            Directory open = directory;
            if (open != null) {
                open.close();
            }
        }

        @Override
        public Directory get() {
            Directory open = directory;
            if (open == null) {
                throw new IllegalStateException("the index at " + path + " is not open");
            }
            return open;
        }
    }
}

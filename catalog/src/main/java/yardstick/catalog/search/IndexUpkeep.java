package yardstick.catalog.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.apache.lucene.index.IndexReader;
import yardstick.kernel.Boot;
import yardstick.kernel.Database;
import yardstick.kernel.RecurringTask;
import yardstick.kernel.Settings;

/**
 * Works off the index queue, and at start-up decides whether the index on disk belongs to this database. One that does
 * not, or that misses products, is rebuilt in the background while searches answer from what is there.
 */
@ApplicationScoped
class IndexUpkeep implements RecurringTask {

    private static final Duration PERIOD = Duration.ofMillis(250);

    @Inject
    Database database;

    @Inject
    ProductIndex index;

    @Inject
    Settings settings;

    IndexUpkeep() {}

    IndexUpkeep(Database database, ProductIndex index, Settings settings) {
        this.database = database;
        this.index = index;
        this.settings = settings;
    }

    void onStart(@Observes Boot.Started started) {
        check();
    }

    /** Queues a rebuild when the index does not fit the database. */
    void check() {
        Path marker = IndexDirectory.root(settings).resolve("catalog-id");
        String identity = database.read(handle -> handle.createQuery("SELECT catalog FROM catalog.index_identity")
                .mapTo(String.class)
                .one());
        try {
            if (!Files.exists(marker) || !Files.readString(marker).equals(identity)) {
                index.purge();
                index.enqueueAll();
                Files.createDirectories(marker.getParent());
                Files.writeString(marker, identity);
            } else if (incomplete()) {
                index.enqueueAll();
            }
        } catch (IOException e) {
            throw new UncheckedIOException("cannot use the index directory " + marker.getParent(), e);
        }
    }

    private boolean incomplete() throws IOException {
        record State(long products, long queued) {}
        State state = database.read(handle -> handle.createQuery("""
                        SELECT (SELECT count(*) FROM catalog.product p WHERE active AND published AND EXISTS
                                   (SELECT 1 FROM catalog.sku s WHERE s.product_id = p.id AND s.active)),
                               (SELECT count(*) FROM catalog.index_queue)""")
                .map((row, context) -> new State(row.getLong(1), row.getLong(2)))
                .one());
        try (IndexReader reader = index.open()) {
            return state.queued() == 0 && reader.numDocs() != state.products();
        }
    }

    @Override
    public String name() {
        return "catalog.index";
    }

    @Override
    public Duration period() {
        return PERIOD;
    }

    /** Runs inside the kernel's transaction, so one batch per run keeps that short. */
    @Override
    public void run() {
        index.drainBatchUnlessBusy();
    }
}

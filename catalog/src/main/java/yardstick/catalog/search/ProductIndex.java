package yardstick.catalog.search;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.EntityManagerFactory;
import jakarta.persistence.PersistenceUnit;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.LongConsumer;
import org.apache.lucene.index.IndexReader;
import org.hibernate.search.backend.lucene.LuceneExtension;
import org.hibernate.search.backend.lucene.scope.LuceneIndexScope;
import org.hibernate.search.mapper.orm.Search;
import org.hibernate.search.mapper.orm.session.SearchSession;
import org.hibernate.search.mapper.orm.work.SearchIndexingPlan;
import org.hibernate.search.mapper.pojo.work.IndexingPlanSynchronizationStrategy;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Database;

/**
 * Keeps the index in step with the database. Whoever changes a product writes its id to the queue in the same
 * transaction ({@link #enqueue}); {@link #drain} reads the committed product and replaces its document. A crash between
 * the two loses nothing: the queue row is deleted only when the document is on disk.
 */
@ApplicationScoped
public class ProductIndex {

    private static final int BATCH = 2_000;

    @Inject
    Database database;

    @PersistenceUnit(unitName = "catalog")
    @Nullable EntityManagerFactory entityManagers;

    private final ReentrantLock writing = new ReentrantLock();
    private volatile @Nullable LuceneIndexScope scope;

    ProductIndex() {}

    /** Outside a container. */
    public ProductIndex(Database database, EntityManagerFactory entityManagers) {
        this.database = database;
        this.entityManagers = entityManagers;
    }

    /** Notes that these products must be indexed anew; call it in the transaction that changes them. */
    public void enqueue(Set<Long> products) {
        if (products.isEmpty()) {
            return;
        }
        database.execute(handle -> handle.createUpdate(
                        "INSERT INTO catalog.index_queue (product_id) SELECT unnest(CAST(:ids AS bigint[]))")
                .bindByType("ids", products.toArray(Long[]::new), Long[].class)
                .execute());
    }

    /** Notes that every product must be indexed anew. */
    public void enqueueAll() {
        database.execute(handle -> handle.execute(
                "INSERT INTO catalog.index_queue (product_id, bulk) SELECT id, true FROM catalog.product"));
    }

    /** Products waiting to be indexed. */
    public long queued() {
        return database.read(handle -> handle.createQuery("SELECT count(*) FROM catalog.index_queue")
                .mapTo(Long.class)
                .one());
    }

    /** Removes every document. */
    public void purge() {
        Search.mapping(factory()).scope(ProductEntity.class).workspace().purge();
        Search.mapping(factory()).scope(ProductEntity.class).workspace().flush();
    }

    /** Indexes what is queued, one batch after the other, until nothing is left. */
    public long drain(LongConsumer progress) {
        long done = 0;
        for (int batch = drainBatch(); batch > 0; batch = drainBatch()) {
            done += batch;
            progress.accept(done);
        }
        return done;
    }

    /**
     * One batch, unless somebody else in this server is indexing. For callers that are in a transaction: they must not
     * wait for the index while they hold queue rows.
     */
    void drainBatchUnlessBusy() {
        if (writing.tryLock()) {
            try {
                handleBatch();
            } finally {
                writing.unlock();
            }
        }
    }

    private int drainBatch() {
        writing.lock();
        try {
            return handleBatch();
        } finally {
            writing.unlock();
        }
    }

    /** @return queue rows handled, 0 when none is free */
    private int handleBatch() {
        return database.write(handle -> {
            List<Long> rows = claim(handle);
            if (rows.isEmpty()) {
                return 0;
            }
            List<Long> products = handle.createQuery(
                            "DELETE FROM catalog.index_queue WHERE id = ANY (:rows) RETURNING product_id")
                    .bindByType("rows", rows.toArray(Long[]::new), Long[].class)
                    .mapTo(Long.class)
                    .list();
            write(new LinkedHashSet<>(products));
            return rows.size();
        });
    }

    /**
     * Rows of the next products, with all other free rows of the same products. In steps with plain id arrays: one
     * nested statement is quadratic as long as the planner believes the queue of a fresh import to be small.
     */
    private static List<Long> claim(Handle handle) {
        List<Long> products =
                handle.createQuery("""
                        SELECT product_id FROM catalog.index_queue ORDER BY bulk, id LIMIT :batch
                        FOR UPDATE SKIP LOCKED""").bind("batch", BATCH).mapTo(Long.class).list();
        return handle.createQuery(
                        "SELECT id FROM catalog.index_queue WHERE product_id = ANY (:products) FOR UPDATE SKIP LOCKED")
                .bindByType("products", products.toArray(Long[]::new), Long[].class)
                .mapTo(Long.class)
                .list();
    }

    private void write(Set<Long> ids) {
        try (EntityManager entities = factory().createEntityManager()) {
            SearchSession session = Search.session(entities);
            session.indexingPlanSynchronizationStrategy(IndexingPlanSynchronizationStrategy.writeSync());
            SearchIndexingPlan plan = session.indexingPlan();
            Set<Long> gone = new HashSet<>(ids);
            for (ProductEntity product : load(entities, ids)) {
                if (product.active && product.published && product.cheapest().isPresent()) {
                    gone.remove(product.id);
                    plan.addOrUpdate(product);
                }
            }
            gone.forEach(id -> plan.purge(ProductEntity.class, id, null));
            plan.execute();
        }
    }

    private static List<ProductEntity> load(EntityManager entities, Set<Long> ids) {
        return entities.createQuery("""
                        SELECT DISTINCT p FROM ProductEntity p
                        LEFT JOIN FETCH p.skus LEFT JOIN FETCH p.category WHERE p.id IN :ids""", ProductEntity.class)
                .setParameter("ids", ids)
                .getResultList();
    }

    /** A view of the index that is at most a fifth of a second old; close it after use. */
    IndexReader open() {
        LuceneIndexScope current = scope;
        if (current == null) {
            current = Search.mapping(factory()).scope(ProductEntity.class).extension(LuceneExtension.get());
            scope = current;
        }
        return current.openIndexReader();
    }

    private EntityManagerFactory factory() {
        return Objects.requireNonNull(entityManagers, "no persistence unit");
    }
}

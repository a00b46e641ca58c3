package yardstick.catalog.goods;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Collectors;
import yardstick.catalog.ProductId;
import yardstick.catalog.ProductsChanged;
import yardstick.catalog.search.ProductIndex;
import yardstick.kernel.Announcer;
import yardstick.kernel.Database;
import yardstick.kernel.RecurringTask;

/** Shows products from the moment on that was set for them, and hides them again, with pages, search and site map. */
@ApplicationScoped
public class Publication implements RecurringTask {

    private static final Duration PERIOD = Duration.ofSeconds(1);
    private static final int PRODUCTS_PER_EVENT = 1_000;

    @Inject
    Database database;

    @Inject
    Announcer announcer;

    @Inject
    Clock clock;

    @Inject
    ProductIndex index;

    Publication() {}

    /** Outside a container. */
    public Publication(Database database, Announcer announcer, Clock clock, ProductIndex index) {
        this.database = database;
        this.announcer = announcer;
        this.clock = clock;
        this.index = index;
    }

    @Override
    public String name() {
        return "catalog.publication";
    }

    @Override
    public Duration period() {
        return PERIOD;
    }

    @Override
    public void run() {
        database.execute(handle -> {
            List<Long> turned = handle.createQuery("""
                            UPDATE catalog.product SET published = NOT published
                            WHERE (publish_from IS NOT NULL OR publish_until IS NOT NULL) AND published
                                <> (coalesce(publish_from <= :now, true) AND coalesce(publish_until > :now, true))
                            RETURNING id""")
                    .bind("now", clock.instant())
                    .mapTo(Long.class)
                    .list();
            for (int from = 0; from < turned.size(); from += PRODUCTS_PER_EVENT) {
                announcer.announce(new ProductsChanged(
                        turned.subList(from, Math.min(from + PRODUCTS_PER_EVENT, turned.size())).stream()
                                .map(ProductId::new)
                                .collect(Collectors.toSet())));
            }
            index.enqueue(new HashSet<>(turned));
        });
    }
}

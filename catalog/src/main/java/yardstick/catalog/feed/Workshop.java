package yardstick.catalog.feed;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.search.ProductIndex;
import yardstick.catalog.search.StockMarks;
import yardstick.kernel.Announcer;
import yardstick.kernel.Database;
import yardstick.kernel.Settings;

/** Hands every import what it works with. */
@ApplicationScoped
class Workshop {

    @Inject
    Database database;

    @Inject
    Announcer announcer;

    @Inject
    Clock clock;

    @Inject
    Settings settings;

    @Inject
    ProductIndex index;

    @Inject
    StockMarks stockMarks;

    @Resource(lookup = "java:comp/DefaultManagedExecutorService")
    ManagedExecutorService managed;

    private @Nullable ImportWorkshop given;

    Workshop() {}

    /** Outside a container. */
    Workshop(ImportWorkshop given) {
        this.given = given;
    }

    ImportWorkshop open() {
        ImportWorkshop outside = given;
        return outside == null
                ? new ImportWorkshop(database, announcer, clock, settings, index, stockMarks, managed)
                : outside;
    }
}

package yardstick.catalog.feed;

import java.time.Clock;
import java.util.concurrent.Executor;
import yardstick.catalog.search.ProductIndex;
import yardstick.catalog.search.StockMarks;
import yardstick.kernel.Announcer;
import yardstick.kernel.Database;
import yardstick.kernel.Settings;

/**
 * What every import works with.
 *
 * @param background runs what must happen beside a transaction
 */
record ImportWorkshop(
        Database database,
        Announcer announcer,
        Clock clock,
        Settings settings,
        ProductIndex index,
        StockMarks stockMarks,
        Executor background) {}

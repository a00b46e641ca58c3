package yardstick.catalog.search;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import yardstick.catalog.feed.TestShop;

class IndexUpkeepTest {

    @Test
    void aMissingIndexIsRebuiltAndAFittingOneIsLeftAlone() {
        try (TestShop shop = new TestShop()) {
            IndexUpkeep upkeep = new IndexUpkeep(shop.database, shop.index, shop.settings);
            upkeep.check();
            shop.load("sku,title\nA,Apple\nB,Pear\n");
            upkeep.check();
            assertEquals(0, shop.index.queued());

            shop.index.purge();
            TestShop.awaitRefresh();
            assertEquals(0, shop.search("").total());
            upkeep.check();
            assertEquals(2, shop.index.queued());
            upkeep.run();
            TestShop.awaitRefresh();
            assertEquals(2, shop.search("").total());
        }
    }

    @Test
    void anIndexOfAnotherDatabaseIsThrownAway() {
        try (TestShop shop = new TestShop()) {
            IndexUpkeep upkeep = new IndexUpkeep(shop.database, shop.index, shop.settings);
            upkeep.check();
            shop.load("sku,title\nA,Apple\n");
            shop.database.execute(handle -> {
                handle.execute("UPDATE catalog.index_identity SET catalog = gen_random_uuid()");
                handle.execute("UPDATE catalog.product SET active = false");
            });
            upkeep.check();
            upkeep.run();
            TestShop.awaitRefresh();
            assertEquals(0, shop.search("").total());
        }
    }

    @Test
    void withdrawnProductsLeaveTheIndex() {
        try (TestShop shop = new TestShop()) {
            shop.load("sku,title\nA,Apple\nB,Pear\n");
            shop.database.execute(handle -> handle.execute("UPDATE catalog.product SET active = false WHERE id = 1"));
            shop.index.enqueue(java.util.Set.of(1L));
            shop.index.drain(done -> {});
            TestShop.awaitRefresh();
            assertEquals(1, shop.search("").total());
        }
    }

    @Test
    void theTaskAndAnImportNeverWaitForEachOther() {
        try (TestShop shop = new TestShop()) {
            shop.load("sku,title\nA,Apple\nB,Pear\n");
            IndexUpkeep upkeep = new IndexUpkeep(shop.database, shop.index, shop.settings);
            shop.index.enqueueAll();
            assertTimeoutPreemptively(Duration.ofSeconds(20), () -> {
                shop.database.execute(handle -> {
                    upkeep.run();
                    shop.index.enqueue(java.util.Set.of(1L));
                    Thread other = Thread.ofPlatform().start(() -> shop.index.drain(done -> {}));
                    upkeep.run();
                    join(other);
                });
                shop.index.drain(done -> {});
            });
            assertEquals(0, shop.index.queued());
        }
    }

    private static void join(Thread thread) {
        try {
            thread.join();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}

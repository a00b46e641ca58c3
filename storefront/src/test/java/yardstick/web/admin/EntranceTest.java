package yardstick.web.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import yardstick.testkit.FixedClock;
import yardstick.testkit.TestDatabase;

class EntranceTest {

    private final FixedClock clock = new FixedClock("2026-03-01T10:00:00Z");
    private final TestDatabase database = TestDatabase.with("storefront");
    private final Entrance entrance = new Entrance(database, clock);

    @Test
    void linkWorksOnceAndMakesOneOwner() {
        String first = entrance.open().token();
        assertTrue(entrance.good(first));
        long owner = entrance.use(first).orElseThrow().id();
        assertFalse(entrance.good(first));
        assertTrue(entrance.use(first).isEmpty());
        assertEquals(owner, entrance.use(entrance.open().token()).orElseThrow().id());
        assertEquals(1L, (long) database.read(handle -> handle.createQuery("SELECT count(*) FROM storefront.staff")
                .mapTo(Long.class)
                .one()));
    }

    @Test
    void linkEndsAfterADay() {
        String token = entrance.open().token();
        clock.advance(Duration.ofHours(24));
        assertFalse(entrance.good(token));
        assertTrue(entrance.use(token).isEmpty());
        assertTrue(entrance.use("guessed").isEmpty());
    }

    @Test
    void nextPageStaysInTheAdmin() {
        assertEquals("/admin/orders?q=a", EntranceResource.own("/admin/orders?q=a"));
        for (String bad :
                List.of("//evil.example", "https://evil.example", "/admin//evil", "/administrator", "/\\evil")) {
            assertEquals("/admin", EntranceResource.own(bad), bad);
        }
    }
}

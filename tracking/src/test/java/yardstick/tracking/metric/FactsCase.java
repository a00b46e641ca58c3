package yardstick.tracking.metric;

import static yardstick.tracking.store.StoredEvents.event;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.testkit.FixedClock;
import yardstick.testkit.TestDatabase;
import yardstick.tracking.Tracker.Event;
import yardstick.tracking.store.EventRow;
import yardstick.tracking.store.StoreOwner;

/** A shop in Shanghai with an event store of its own. */
abstract class FactsCase {

    static final Instant MARCH = Instant.parse("2026-03-01T00:00:00Z");

    @TempDir
    Path data;

    final TestDatabase database = TestDatabase.with("tracking");
    final FixedClock clock = new FixedClock("2026-03-20T12:00:00Z");
    StoreOwner owner;
    DefaultFacts facts;

    @BeforeEach
    void open() {
        Settings settings = Settings.of(Map.of(
                Setting.DATA_DIR, data.toString(), Setting.SHOP_ZONE, "Asia/Shanghai", Setting.SESSION_MINUTES, "30"));
        owner = new StoreOwner(settings, clock);
        facts = new DefaultFacts(database, owner, settings);
    }

    @AfterEach
    void close() {
        owner.close();
    }

    void store(List<Event> events) {
        owner.store()
                .append(events.stream()
                        .map(event -> EventRow.of(event).line(clock.instant()))
                        .toList());
    }

    static Event exposure(String visitor, String variant, String at) {
        return event("x" + visitor + variant + at, "exposure", visitor, at, Map.of("release", "r", "variant", variant));
    }

    static Event purchase(long order, String visitor, long minor, String at) {
        return event(
                "p" + order,
                "purchase",
                visitor,
                at,
                Map.of("order_id", order, "value_minor", minor, "currency", "CNY"));
    }
}

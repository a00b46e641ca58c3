package yardstick.orders.shipping;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import yardstick.orders.ParcelStatus;
import yardstick.orders.spi.Carrier.Scan;

class ParcelHistoryTest {

    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private static Scan scan(int hour, ParcelStatus status) {
        return new Scan(START.plus(Duration.ofHours(hour)), status, "");
    }

    @Provide
    Arbitrary<List<Scan>> scans() {
        return Combinators.combine(Arbitraries.integers().between(0, 12), Arbitraries.of(ParcelStatus.class))
                .as(ParcelHistoryTest::scan)
                .list()
                .ofMaxSize(12);
    }

    @Property
    void orderAndRepetitionOfNewsDoNotMatter(@ForAll("scans") List<Scan> scans, @ForAll long seed) {
        List<Scan> shuffled = new ArrayList<>(scans);
        shuffled.addAll(scans.subList(0, scans.size() / 2));
        Collections.shuffle(shuffled, new Random(seed));
        assertEquals(ParcelHistory.of(scans), ParcelHistory.of(shuffled));
    }

    @Property
    void nothingButAProblemFollowsDelivery(@ForAll("scans") List<Scan> scans) {
        List<Scan> delivered = new ArrayList<>(scans);
        delivered.add(scan(13, ParcelStatus.DELIVERED));
        assertEquals(ParcelStatus.DELIVERED, ParcelHistory.of(delivered).status());
        delivered.add(scan(14, ParcelStatus.IN_TRANSIT));
        assertEquals(ParcelStatus.DELIVERED, ParcelHistory.of(delivered).status());
        delivered.add(scan(15, ParcelStatus.EXCEPTION));
        assertEquals(new ParcelHistory.Standing(ParcelStatus.EXCEPTION, null), ParcelHistory.of(delivered));
    }

    @Test
    void lateNewsChangesNothing() {
        List<Scan> scans = List.of(
                scan(5, ParcelStatus.DELIVERED), scan(1, ParcelStatus.IN_TRANSIT), scan(6, ParcelStatus.INFO_RECEIVED));
        assertEquals(
                new ParcelHistory.Standing(ParcelStatus.DELIVERED, START.plus(Duration.ofHours(5))),
                ParcelHistory.of(scans));
    }

    @Test
    void aFailedAttemptIsTriedAgain() {
        assertEquals(
                ParcelStatus.OUT_FOR_DELIVERY,
                ParcelHistory.of(List.of(
                                scan(1, ParcelStatus.OUT_FOR_DELIVERY),
                                scan(2, ParcelStatus.ATTEMPT_FAIL),
                                scan(3, ParcelStatus.IN_TRANSIT),
                                scan(4, ParcelStatus.OUT_FOR_DELIVERY)))
                        .status());
    }
}

package yardstick.orders.shipping;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;
import yardstick.orders.ParcelStatus;
import yardstick.orders.spi.Carrier.Scan;

/**
 * Where a parcel is, from everything that was ever seen of it. Scans count in the order in which they happened, never
 * in the order in which they arrived; of the same moment, the one further on counts last. A scan that would lead
 * backwards ({@link ParcelStatus#mayBecome}) is kept and shown, and changes nothing.
 */
final class ParcelHistory {

    private static final Comparator<Scan> HAPPENED = Comparator.comparing(Scan::at)
            .thenComparing(scan -> scan.status().phase())
            .thenComparing(Scan::status);

    private ParcelHistory() {}

    /** @param deliveredAt when it was delivered, or null while it is not */
    record Standing(ParcelStatus status, @Nullable Instant deliveredAt) {}

    static Standing of(Collection<Scan> scans) {
        List<Scan> inOrder = scans.stream().sorted(HAPPENED).toList();
        ParcelStatus status = ParcelStatus.PENDING;
        Instant deliveredAt = null;
        for (Scan scan : inOrder) {
            if (status.mayBecome(scan.status())) {
                if (scan.status() != ParcelStatus.DELIVERED) {
                    deliveredAt = null;
                } else if (status != ParcelStatus.DELIVERED) {
                    deliveredAt = scan.at();
                }
                status = scan.status();
            }
        }
        return new Standing(status, deliveredAt);
    }
}

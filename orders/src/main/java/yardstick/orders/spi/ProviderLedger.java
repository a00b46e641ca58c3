package yardstick.orders.spi;

import java.io.IOException;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Money;

/** A provider's own books, which the shop compares with its own row by row. */
public interface ProviderLedger {

    /** Stable name of the books. */
    String name();

    /**
     * One row.
     *
     * @param seq grows with every row and is never used twice
     * @param attempt the shop's attempt id
     * @param payer the provider's own fingerprint of the card or wallet, null when it tells none
     */
    record Entry(
            long seq,
            Instant at,
            String attempt,
            String orderNumber,
            Kind kind,
            Money amount,
            @Nullable String payer) {}

    /** What a row records. */
    enum Kind {
        AUTHORISE,
        CAPTURE,
        VOID,
        REFUND,
        DECLINE
    }

    /**
     * Rows after the given one, oldest first, possibly not all of them; empty when there are none.
     *
     * @throws IOException when the provider does not answer or makes no sense
     */
    List<Entry> after(long seq) throws IOException;
}

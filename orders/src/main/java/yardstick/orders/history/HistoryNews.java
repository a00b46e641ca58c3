package yardstick.orders.history;

import java.sql.Timestamp;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import yardstick.kernel.Announcer;
import yardstick.kernel.Money;
import yardstick.orders.HistoryImported;
import yardstick.orders.HistoryImported.PaidOrder;
import yardstick.orders.HistoryImported.Refund;

/** Announces what {@link Takeover} created, page by page so that memory stays constant. */
final class HistoryNews {

    private static final int PAGE = 5_000;

    private final Handle handle;
    private final Announcer announcer;
    private final String source;
    private final String currency;

    HistoryNews(Handle handle, Announcer announcer, String source, String currency) {
        this.handle = handle;
        this.announcer = announcer;
        this.source = source;
        this.currency = currency;
    }

    void announce() {
        announceOrders();
        announceRefunds();
    }

    private void announceOrders() {
        long after = 0;
        List<PaidOrder> page;
        do {
            page = handle.createQuery("""
                            SELECT o.id, o.customer_id, o.total_minor, o.placed_at
                            FROM history_invoice i JOIN orders.orders o ON o.id = i.order_id
                            WHERE i.order_id > :after ORDER BY i.order_id LIMIT :page""")
                    .bindMap(Map.of("after", after, "page", PAGE))
                    .map((row, context) -> new PaidOrder(
                            row.getLong(1),
                            row.getObject(2, Long.class),
                            Money.of(row.getLong(3), currency),
                            row.getTimestamp(4).toInstant()))
                    .list();
            if (!page.isEmpty()) {
                announcer.announce(new HistoryImported(source, page, List.of()));
                after = page.getLast().order();
            }
        } while (page.size() == PAGE);
    }

    private void announceRefunds() {
        long after = 0;
        List<NumberedRefund> page;
        do {
            page = handle.createQuery("""
                            SELECT r.id, r.natural_key, r.customer_id, r.amount_minor, r.completed_at
                            FROM history_invoice i JOIN orders.refund r ON r.id = i.refund_id
                            WHERE i.refund_id > :after ORDER BY i.refund_id LIMIT :page""")
                    .bindMap(Map.of("after", after, "page", PAGE))
                    .map((row, context) -> numbered(
                            row.getLong(1),
                            new Refund(
                                    row.getString(2),
                                    row.getObject(3, Long.class),
                                    Money.of(row.getLong(4), currency),
                                    instant(row.getTimestamp(5)))))
                    .list();
            if (!page.isEmpty()) {
                List<Refund> refunds = page.stream().map(NumberedRefund::refund).toList();
                announcer.announce(new HistoryImported(source, List.of(), refunds));
                after = page.getLast().id();
            }
        } while (page.size() == PAGE);
    }

    private record NumberedRefund(long id, Refund refund) {}

    private static NumberedRefund numbered(long id, Refund refund) {
        return new NumberedRefund(id, refund);
    }

    private static java.time.Instant instant(Timestamp timestamp) {
        return timestamp.toInstant();
    }
}

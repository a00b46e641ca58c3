package yardstick.orders.invoice;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Database;
import yardstick.kernel.Language;
import yardstick.kernel.Messages;
import yardstick.kernel.Money;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.orders.AddressLines;
import yardstick.orders.Invoices;
import yardstick.orders.OrderId;
import yardstick.orders.json.JsonText;

@ApplicationScoped
class DefaultInvoices implements Invoices {

    @Inject
    Database database;

    @Inject
    Settings settings;

    @Inject
    Messages messages;

    @Inject
    InvoicePdf paper;

    @Inject
    Clock clock;

    /** @param contained tax that the prices contain */
    private record Head(
            long id,
            String number,
            Instant placedAt,
            String currency,
            long shipping,
            long tax,
            long total,
            long contained,
            Map<String, String> address) {}

    private record Refund(long id, long amount) {}

    @Override
    public List<Document> of(OrderId order) {
        if (missing(order)) {
            database.execute(handle -> issue(handle, order));
        }
        return database.read(handle -> handle.createQuery("""
                        SELECT i.number, i.series = 'CN', i.issued_at, (i.content ->> 'total')::bigint, o.currency
                        FROM orders.invoice i JOIN orders.orders o ON o.id = i.order_id
                        WHERE i.order_id = :order ORDER BY i.id""")
                .bind("order", order.value())
                .map((row, context) -> new Document(
                        row.getString(1),
                        row.getBoolean(2),
                        row.getTimestamp(3).toInstant(),
                        Money.of(row.getLong(4), row.getString(5))))
                .list());
    }

    /** Nothing has to be locked for an order whose documents are all there. */
    private boolean missing(OrderId order) {
        return database.read(handle -> handle.createQuery("""
                        SELECT o.paid_at IS NOT NULL AND o.source = 'shop' AND (
                               NOT EXISTS (SELECT FROM orders.invoice i WHERE i.order_id = o.id AND i.series = 'INV')
                               OR EXISTS (SELECT FROM orders.refund r
                                          WHERE r.order_id = o.id AND r.source = 'shop' AND r.state = 'COMPLETED'
                                            AND r.natural_key NOT LIKE 'surplus-%'
                                            AND NOT EXISTS (SELECT FROM orders.invoice i WHERE i.refund_id = r.id)))
                        FROM orders.orders o WHERE o.id = :order""")
                .bind("order", order.value())
                .mapTo(Boolean.class)
                .findOne()
                .orElse(false));
    }

    /** The order's row is locked first: of many who ask at once, one issues. */
    private void issue(Handle handle, OrderId order) {
        Head head = head(handle, order);
        write(handle, head, null, invoice(handle, head));
        handle.createQuery("""
                        SELECT id, amount_minor FROM orders.refund r
                        WHERE order_id = :order AND source = 'shop' AND state = 'COMPLETED'
                          AND natural_key NOT LIKE 'surplus-%' ORDER BY completed_at, id""")
                .bind("order", order.value())
                .map((row, context) -> new Refund(row.getLong(1), row.getLong(2)))
                .list()
                .forEach(refund -> write(handle, head, refund.id(), creditNote(handle, head, refund)));
    }

    private static Head head(Handle handle, OrderId order) {
        return handle.createQuery("SELECT * FROM orders.orders WHERE id = :id FOR UPDATE")
                .bind("id", order.value())
                .map((row, context) -> new Head(
                        row.getLong("id"),
                        row.getString("number"),
                        row.getTimestamp("placed_at").toInstant(),
                        row.getString("currency"),
                        row.getLong("shipping_minor"),
                        row.getLong("tax_minor"),
                        row.getLong("total_minor"),
                        row.getLong("tax_included_minor"),
                        JsonText.strings(row.getString("address"))))
                .one();
    }

    private InvoiceContent invoice(Handle handle, Head head) {
        List<InvoiceContent.Row> sums = new ArrayList<>(InvoiceContent.adjustments(handle, head.id()));
        sums.add(new InvoiceContent.Row("orders.invoice.shipping", "", 1, head.shipping(), head.shipping()));
        if (head.tax() != 0) {
            sums.add(new InvoiceContent.Row("orders.invoice.tax", "", 1, head.tax(), head.tax()));
        }
        return content(
                head,
                new Amounts(
                        InvoiceContent.goods(handle, head.id()),
                        sums,
                        head.total(),
                        ContainedTax.of(handle, head.id(), head.contained(), messages)));
    }

    private InvoiceContent creditNote(Handle handle, Head head, Refund refund) {
        List<InvoiceContent.Row> rows = handle.createQuery("""
                        SELECT i.text_key, i.arguments, i.amount_minor FROM orders.after_sale_item i
                        JOIN orders.refund r ON r.natural_key = 'case-' || i.case_id
                        JOIN orders.after_sale a ON a.id = i.case_id AND a.credit_minor = 0
                        WHERE r.id = :refund ORDER BY i.position""")
                .bind("refund", refund.id())
                .map((row, context) -> row(row.getString(1), row.getString(2), row.getLong(3)))
                .list();
        List<InvoiceContent.Row> whole =
                List.of(new InvoiceContent.Row("orders.invoice.refund", "", 1, refund.amount(), refund.amount()));
        return content(head, new Amounts(rows.isEmpty() ? whole : rows, List.of(), refund.amount(), List.of()));
    }

    /** In both languages at once: what was explained is kept as it was explained. */
    private InvoiceContent.Row row(String key, String arguments, long amount) {
        Map<String, String> named = JsonText.strings(arguments);
        String text = messages.text(Language.EN, key, named) + "\n" + messages.text(Language.ZH, key, named);
        return new InvoiceContent.Row("", text, 1, amount, amount);
    }

    private record Amounts(
            List<InvoiceContent.Row> rows,
            List<InvoiceContent.Row> sums,
            long total,
            List<InvoiceContent.Row> contained) {}

    private InvoiceContent content(Head head, Amounts amounts) {
        Map<String, String> address = head.address();
        List<String> buyer = Stream.of(
                        Stream.of(address.getOrDefault("name", "")),
                        AddressLines.of(address).stream(),
                        Stream.of(address.getOrDefault("country", "")))
                .flatMap(lines -> lines)
                .filter(value -> !value.isBlank())
                .toList();
        return new InvoiceContent(
                settings.text(Setting.SHOP_NAME),
                head.number(),
                day(head.placedAt()),
                day(clock.instant()),
                head.currency(),
                buyer,
                amounts.rows(),
                amounts.sums(),
                amounts.total(),
                amounts.contained());
    }

    private String day(Instant instant) {
        return instant.atZone(settings.zone()).toLocalDate().toString();
    }

    /** One conditional statement raises the counter and writes the document, or does neither. */
    private void write(Handle handle, Head head, @Nullable Long refund, InvoiceContent content) {
        handle.createUpdate("""
                        WITH wanted AS (
                            SELECT :series::text AS series, :year::int AS year WHERE NOT EXISTS (
                                SELECT FROM orders.invoice WHERE order_id = :order AND series = :series
                                  AND refund_id IS NOT DISTINCT FROM :refund::bigint)),
                        counted AS (
                            INSERT INTO orders.invoice_counter AS counter (series, year, last)
                            SELECT series, year, 1 FROM wanted
                            ON CONFLICT (series, year) DO UPDATE SET last = counter.last + 1
                            RETURNING series, year, last)
                        INSERT INTO orders.invoice (series, year, no, number, order_id, refund_id, issued_at, content)
                        SELECT series, year, last, series || '-' || year || '-' || lpad(last::text, 6, '0'), :order,
                               :refund::bigint, :now, :content::jsonb FROM counted""")
                .bind("series", refund == null ? "INV" : "CN")
                .bind("year", clock.instant().atZone(settings.zone()).getYear())
                .bind("order", head.id())
                .bind("refund", refund)
                .bind("now", clock.instant())
                .bind("content", content.json())
                .execute();
    }

    @Override
    public Optional<byte[]> pdf(OrderId order, String number, Language language) {
        return database.read(handle -> handle.createQuery(
                                "SELECT content FROM orders.invoice WHERE order_id = :order AND number = :number")
                        .bind("order", order.value())
                        .bind("number", number)
                        .mapTo(String.class)
                        .findOne())
                .map(content -> paper.render(number, InvoiceContent.of(content), language));
    }
}

package yardstick.orders.invoice;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import yardstick.kernel.Language;
import yardstick.kernel.Messages;

/** Tax that prices contain: by rate as the quote derived it, and as one sum where the quote is not kept any more. */
final class ContainedTax {

    private ContainedTax() {}

    private record Share(String en, String zh, int basisPoints, long of, long amount) {}

    static List<InvoiceContent.Row> of(Handle handle, long order, long all, Messages messages) {
        if (all == 0) {
            return List.of();
        }
        List<Share> shares = shares(handle, order);
        boolean whole = shares.stream().mapToLong(Share::amount).sum() == all;
        return whole
                ? shares.stream().map(share -> row(share, messages)).toList()
                : List.of(new InvoiceContent.Row("orders.invoice.contained", "", 1, 0, all));
    }

    /** The quote names a tax in the language of its shopper; the rate's own names are taken where it is still there. */
    private static List<Share> shares(Handle handle, long order) {
        return handle.createQuery("""
                        SELECT coalesce(r.name_en, t.name) AS en, coalesce(r.name_zh, t.name) AS zh,
                               t.basis_points, t.of_minor, t.amount_minor
                        FROM orders.orders o JOIN orders.quote q ON q.key = o.natural_key,
                             jsonb_to_recordset(q.derivation -> 'taxes')
                                 AS t(name text, basis_points int, included boolean, of_minor bigint, amount_minor bigint)
                        LEFT JOIN LATERAL (SELECT name_en, name_zh FROM orders.tax_rate
                                           WHERE basis_points = t.basis_points AND t.name IN (name_en, name_zh)
                                           ORDER BY country, category LIMIT 1) r ON true
                        WHERE o.id = :order AND t.included AND t.amount_minor > 0 ORDER BY t.basis_points DESC""")
                .bind("order", order)
                .map((row, context) -> new Share(
                        row.getString("en"),
                        row.getString("zh"),
                        row.getInt("basis_points"),
                        row.getLong("of_minor"),
                        row.getLong("amount_minor")))
                .list();
    }

    private static InvoiceContent.Row row(Share share, Messages messages) {
        String percent =
                BigDecimal.valueOf(share.basisPoints(), 2).stripTrailingZeros().toPlainString();
        String text = text(messages, Language.EN, Map.of("name", share.en(), "percent", percent)) + "\n"
                + text(messages, Language.ZH, Map.of("name", share.zh(), "percent", percent));
        return new InvoiceContent.Row("", text, 1, share.of(), share.amount());
    }

    private static String text(Messages messages, Language language, Map<String, String> words) {
        return messages.text(language, "orders.invoice.contained_rate", words);
    }
}

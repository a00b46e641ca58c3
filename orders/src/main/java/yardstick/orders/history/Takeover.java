package yardstick.orders.history;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.SqlStatement;
import yardstick.catalog.Catalog;
import yardstick.catalog.Sku;
import yardstick.catalog.SkuId;
import yardstick.kernel.Language;
import yardstick.orders.OrderImports.Request;

/**
 * Turns staged rows into customers, orders, lines and refunds with one statement each, inside the caller's
 * transaction. What is already there, by source and invoice number, stays as it is.
 */
final class Takeover {

    private static final int CODES_AT_ONCE = 5_000;

    /** What was new and what was known. */
    record Counts(
            int customers, int orders, int ordersUnchanged, int refunds, int refundsUnchanged, int emptyRefundRows) {}

    private final Handle handle;
    private final Catalog catalog;
    private final Map<String, Object> load;

    Takeover(Handle handle, Catalog catalog, UUID load, Request request) {
        this.handle = handle;
        this.catalog = catalog;
        this.load = Map.of("load", load, "source", request.source(), "currency", request.currency());
    }

    Counts run() {
        handle.execute("ANALYZE orders.history_stage");
        bound(handle.createQuery("SELECT 1 FROM pg_advisory_xact_lock(hashtextextended('history:' || :source, 0))"))
                .mapTo(Integer.class)
                .one();
        invoices();
        linkSkus();
        int customers = customers();
        int orders = orders();
        lines();
        int refunds = refunds();
        return new Counts(
                customers,
                orders,
                count("NOT refund") - orders,
                refunds,
                count("refund AND amount > 0") - refunds,
                emptyRefundRows());
    }

    /** Every invoice of the file with its totals; an invoice says who and where on its first row that says so. */
    private void invoices() {
        handle.execute("""
                CREATE TEMPORARY TABLE history_invoice (refund boolean, invoice text, amount bigint, units bigint,
                    at timestamptz, customer text, country text, order_id bigint, refund_id bigint,
                    row_count int) ON COMMIT DROP""");
        bound(handle.createUpdate("""
                        INSERT INTO history_invoice
                        SELECT refund, invoice, sum(CASE WHEN refund THEN -amount_minor ELSE amount_minor END),
                            sum(quantity), min(at), (array_agg(customer ORDER BY row_no) FILTER (WHERE customer IS NOT NULL))[1],
                            (array_agg(country ORDER BY row_no) FILTER (WHERE country IS NOT NULL))[1], NULL, NULL, count(*)
                        FROM orders.history_stage WHERE load_id = :load GROUP BY refund, invoice""")).execute();
        handle.execute("ANALYZE history_invoice");
    }

    private int customers() {
        return bound(handle.createUpdate("""
                        INSERT INTO orders.customer (source, external_id, country, created_at)
                        SELECT :source, customer, (array_agg(country ORDER BY at) FILTER (WHERE country IS NOT NULL))[1],
                            min(at)
                        FROM history_invoice WHERE customer IS NOT NULL AND (NOT refund OR amount > 0)
                        GROUP BY customer ORDER BY min(at), customer
                        ON CONFLICT (source, external_id) DO NOTHING""")).execute();
    }

    private int orders() {
        return bound(handle.createUpdate("""
                        WITH created AS (
                            INSERT INTO orders.orders (number, source, natural_key, customer_id, state, currency,
                                goods_minor, total_minor, captured_minor, units, address, placed_at, paid_at)
                            SELECT :source || '-' || i.invoice, :source, i.invoice, c.id, 'PAID', :currency, i.amount,
                                i.amount, i.amount, least(i.units, 2147483647),
                                jsonb_strip_nulls(jsonb_build_object('country', i.country)), i.at, i.at
                            FROM history_invoice i
                            LEFT JOIN orders.customer c ON c.source = :source AND c.external_id = i.customer
                            WHERE NOT i.refund ORDER BY i.at, i.invoice
                            ON CONFLICT (source, natural_key) DO NOTHING
                            RETURNING id, natural_key)
                        UPDATE history_invoice i SET order_id = created.id FROM created
                        WHERE NOT i.refund AND i.invoice = created.natural_key""")).execute();
    }

    private void lines() {
        bound(handle.createUpdate("""
                        INSERT INTO orders.order_line (order_id, line_no, sku, code, slug, title, quantity,
                            unit_price_minor, line_total_minor, kind)
                        SELECT i.order_id, row_number() OVER (PARTITION BY i.order_id ORDER BY s.row_no), k.sku, s.code,
                            k.slug, s.title, s.quantity, s.unit_price_minor, s.amount_minor,
                            CASE WHEN s.charge THEN 'charge' ELSE 'goods' END
                        FROM orders.history_stage s
                        JOIN history_invoice i ON i.invoice = s.invoice AND NOT i.refund AND i.order_id IS NOT NULL
                        LEFT JOIN history_sku k ON k.code = s.code AND NOT s.charge
                        WHERE s.load_id = :load AND NOT s.refund""")).execute();
    }

    private int refunds() {
        return bound(handle.createUpdate("""
                        WITH created AS (
                            INSERT INTO orders.refund (source, natural_key, customer_id, currency, amount_minor, state,
                                requested_at, completed_at)
                            SELECT :source, i.invoice, c.id, :currency, i.amount, 'COMPLETED', i.at, i.at
                            FROM history_invoice i
                            LEFT JOIN orders.customer c ON c.source = :source AND c.external_id = i.customer
                            WHERE i.refund AND i.amount > 0 ORDER BY i.at, i.invoice
                            ON CONFLICT (source, natural_key) DO NOTHING
                            RETURNING id, natural_key)
                        UPDATE history_invoice i SET refund_id = created.id FROM created
                        WHERE i.refund AND i.invoice = created.natural_key""")).execute();
    }

    /** SKUs of the codes in the file, asked from the catalogue in a few calls. */
    private void linkSkus() {
        handle.execute(
                "CREATE TEMPORARY TABLE history_sku (code text PRIMARY KEY, sku bigint, slug text) ON COMMIT DROP");
        List<String> codes = bound(handle.createQuery("""
                        SELECT DISTINCT code FROM orders.history_stage
                        WHERE load_id = :load AND NOT refund AND NOT charge""")).mapTo(String.class).list();
        for (int from = 0; from < codes.size(); from += CODES_AT_ONCE) {
            link(catalog.skusByCode(codes.subList(from, Math.min(codes.size(), from + CODES_AT_ONCE))));
        }
    }

    private void link(Map<String, SkuId> skus) {
        Map<SkuId, Sku> details = catalog.skus(Language.EN, skus.values());
        List<String> slugs = new ArrayList<>();
        skus.values().forEach(id -> slugs.add(slug(details, id)));
        handle.createUpdate("""
                        INSERT INTO history_sku SELECT code, sku, nullif(slug, '')
                        FROM unnest(CAST(:codes AS text[]), CAST(:skus AS bigint[]), CAST(:slugs AS text[]))
                            AS known (code, sku, slug)""")
                .bindArray("codes", String.class, skus.keySet().toArray())
                .bindArray("skus", Long.class, ids(skus.values()))
                .bindArray("slugs", String.class, slugs.toArray())
                .execute();
    }

    private static Object[] ids(Collection<SkuId> skus) {
        return skus.stream().map(SkuId::value).toArray();
    }

    private static String slug(Map<SkuId, Sku> details, SkuId id) {
        Sku sku = details.get(id);
        return sku == null ? "" : sku.slug();
    }

    private int count(String condition) {
        return handle.createQuery("SELECT count(*) FROM history_invoice WHERE " + condition)
                .mapTo(Integer.class)
                .one();
    }

    private int emptyRefundRows() {
        return handle.createQuery(
                        "SELECT coalesce(sum(row_count), 0) FROM history_invoice WHERE refund AND amount <= 0")
                .mapTo(Integer.class)
                .one();
    }

    private <S extends SqlStatement<S>> S bound(S statement) {
        statement.bindMap(load);
        return statement;
    }
}

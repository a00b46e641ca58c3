package yardstick.orders.risk;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import yardstick.kernel.Announcer;
import yardstick.kernel.Settings;
import yardstick.orders.CustomerId;
import yardstick.orders.Risk.Verdict;
import yardstick.orders.RiskDecided;
import yardstick.orders.spi.ProviderLedger;
import yardstick.orders.sql.SqlArrays;

/**
 * The card or wallet of an order, which only the provider's books name, and only afterwards: one more trait of its
 * checkout. Nobody can be asked any more, so an order whose card meets a rule or a block waits for a person.
 */
@ApplicationScoped
public class Means {

    private static final String LEARN = """
            WITH told AS (SELECT DISTINCT * FROM unnest(:attempts, :values) AS t(attempt, value)),
            declined AS (
                INSERT INTO orders.risk_decline (attempt, kind, value, at)
                SELECT DISTINCT d.attempt, 'MEANS', t.value, d.at FROM told t JOIN orders.risk_decline d ON d.attempt = t.attempt
                ON CONFLICT DO NOTHING)
            INSERT INTO orders.risk_trait (assessment, kind, value, at)
            SELECT DISTINCT a.id, 'MEANS', t.value, a.at FROM told t
            JOIN orders.payment_attempt p ON p.id = t.attempt
            JOIN orders.orders o ON o.id = p.order_id AND o.source = 'shop'
            JOIN orders.risk_assessment a ON a.key = o.natural_key
            ON CONFLICT DO NOTHING RETURNING assessment, value""";

    private static final String REVIEW = """
            UPDATE orders.risk_assessment
            SET verdict = 'REVIEW', stopped = true, decisions = decisions + 1, reasons = reasons || :reasons::jsonb
            WHERE id = :id AND verdict = 'ALLOW' AND outcome IS NULL RETURNING id, decisions, customer""";

    @Inject
    Settings settings;

    @Inject
    Announcer announcer;

    @Inject
    Clock clock;

    private record Learnt(long assessment, String value) {}

    /** In the transaction that keeps the rows; a row that is told again changes nothing. */
    public void told(Handle handle, List<ProviderLedger.Entry> entries) {
        Map<String, String> payers = new LinkedHashMap<>();
        for (ProviderLedger.Entry entry : entries) {
            String payer = entry.payer();
            if (payer != null && !payer.isBlank()) {
                payers.put(entry.attempt(), Traits.hash(settings, "MEANS\n" + Traits.means(payer)));
            }
        }
        if (payers.isEmpty()) {
            return;
        }
        List<Learnt> learnt = SqlArrays.on(handle)
                .createQuery(LEARN)
                .bindArray("attempts", String.class, payers.keySet())
                .bindArray("values", String.class, payers.values())
                .map((row, context) -> new Learnt(row.getLong("assessment"), row.getString("value")))
                .list();
        learnt.forEach(each -> judge(handle, each));
    }

    private void judge(Handle handle, Learnt learnt) {
        List<Velocity.Hit> hits = Velocity.hits(handle, Map.of("MEANS", learnt.value()), clock.instant());
        if (hits.isEmpty()) {
            return;
        }
        handle.createQuery(REVIEW)
                .bind("id", learnt.assessment())
                .bind("reasons", Velocity.json(hits))
                .map((row, context) -> {
                    Long customer = row.getObject("customer", Long.class);
                    return new RiskDecided(
                            row.getLong("id"),
                            row.getInt("decisions"),
                            Verdict.REVIEW,
                            customer == null ? null : new CustomerId(customer),
                            clock.instant());
                })
                .findOne()
                .ifPresent(announcer::announce);
    }
}

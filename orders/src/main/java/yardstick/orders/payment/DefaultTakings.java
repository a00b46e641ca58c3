package yardstick.orders.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.jdbi.v3.core.statement.Query;
import yardstick.kernel.Database;
import yardstick.orders.Takings;

/** {@link Takings} from the attempts that captured; a surplus goes back in full and is no payment. */
@ApplicationScoped
class DefaultTakings implements Takings {

    private static final String PAID = """
            FROM (SELECT o.id, o.number, o.total_minor,
                         coalesce((SELECT sum(a.captured_minor) FROM orders.payment_attempt a
                                   WHERE a.order_id = o.id AND NOT a.surplus), 0)::bigint AS taken
                  FROM orders.orders o
                  WHERE o.source = 'shop' AND o.currency = :currency AND o.paid_at >= :from AND o.paid_at < :until) AS paid""";

    @Inject
    Database database;

    DefaultTakings() {}

    /** Outside a container. */
    DefaultTakings(Database database) {
        this.database = database;
    }

    @Override
    public Taken taken(Instant from, Instant until, String currency) {
        return database.read(handle -> {
            List<Gap> gaps = bound(
                            handle.createQuery("SELECT id, number, total_minor, taken " + PAID
                                    + " WHERE taken <> total_minor ORDER BY id LIMIT 200"),
                            from,
                            until,
                            currency)
                    .map((row, context) -> new Gap(row.getLong(1), row.getString(2), row.getLong(3), row.getLong(4)))
                    .list();
            return bound(
                            handle.createQuery(
                                    "SELECT count(*), coalesce(sum(total_minor), 0), coalesce(sum(taken), 0) " + PAID),
                            from,
                            until,
                            currency)
                    .map((row, context) -> new Taken(row.getLong(1), row.getLong(2), row.getLong(3), gaps))
                    .one();
        });
    }

    private static Query bound(Query query, Instant from, Instant until, String currency) {
        return query.bind("from", from.atOffset(ZoneOffset.UTC))
                .bind("until", until.atOffset(ZoneOffset.UTC))
                .bind("currency", currency);
    }
}

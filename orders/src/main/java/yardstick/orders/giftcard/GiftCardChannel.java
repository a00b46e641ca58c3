package yardstick.orders.giftcard;

import java.util.Map;
import java.util.Optional;
import yardstick.kernel.Database;
import yardstick.kernel.Money;
import yardstick.orders.spi.DeclineReason;
import yardstick.orders.spi.PaymentChannel;

/** The shop as its own provider. Holding, taking and releasing belong to the order's moves; refunds come here. */
public final class GiftCardChannel implements PaymentChannel {

    public static final String CODE = "gift-card";

    private final Database database;

    public GiftCardChannel(Database database) {
        this.database = database;
    }

    @Override
    public String code() {
        return CODE;
    }

    @Override
    public Traits traits() {
        return new Traits(Flow.OFFLINE, Capturing.BY_STAFF, Idempotency.ONCE);
    }

    @Override
    public Answer begin(Attempt attempt) {
        return query(attempt);
    }

    @Override
    public Answer query(Attempt attempt) {
        return database.read(handle -> handle.createQuery("""
                        SELECT state, captured_minor FROM orders.payment_attempt WHERE id = :id AND channel = :code""")
                .bind("id", attempt.id())
                .bind("code", CODE)
                .map((row, context) -> switch (row.getString(1)) {
                    case "CAPTURED", "REFUNDED" ->
                        new Answer.Captured(
                                CODE, Money.of(row.getLong(2), attempt.amount().currency()));
                    case "VOIDED" -> new Answer.Voided(CODE);
                    default -> (Answer) new Answer.Authorised(CODE);
                })
                .findOne()
                .orElseGet(Answer.Missing::new));
    }

    @Override
    public Answer capture(Attempt attempt) {
        return query(attempt);
    }

    @Override
    public Answer cancel(Attempt attempt) {
        return query(attempt);
    }

    /** Back onto the card, once per refund; a card that ran out meanwhile is good for another 30 days. */
    @Override
    public Answer refund(Attempt attempt, String refundId, Money amount) {
        return database.write(handle -> {
            handle.createUpdate("""
                            WITH entry AS (
                                INSERT INTO orders.gift_card_entry
                                    (card_id, kind, delta_minor, reference, attempt_id, actor)
                                SELECT provider_id::bigint, 'REFUND', :amount, :refund, id, 'system'
                                FROM orders.payment_attempt
                                WHERE id = :id AND channel = :code AND state = 'CAPTURED'
                                ON CONFLICT (card_id, kind, reference) DO NOTHING
                                RETURNING card_id, delta_minor)
                            UPDATE orders.gift_card g
                            SET balance_minor = g.balance_minor + entry.delta_minor,
                                expires_at = CASE WHEN g.expires_at < now() + interval '30 days' THEN now() + interval '30 days'
                                              ELSE g.expires_at END
                            FROM entry WHERE g.id = entry.card_id""")
                    .bind("amount", amount.minor())
                    .bind("refund", refundId)
                    .bind("id", attempt.id())
                    .bind("code", CODE)
                    .execute();
            long back = handle.createQuery("""
                            SELECT coalesce(sum(delta_minor), 0) FROM orders.gift_card_entry
                            WHERE attempt_id = :id AND kind = 'REFUND'""")
                    .bind("id", attempt.id())
                    .mapTo(Long.class)
                    .one();
            return back == 0
                    ? new Answer.Unknown("no such part")
                    : new Answer.Refunded(CODE, Money.of(back, amount.currency()));
        });
    }

    @Override
    public Optional<Notice> verify(Map<String, String> headers, byte[] body) {
        return Optional.empty();
    }

    @Override
    public DeclineReason normalise(String providerReason) {
        return DeclineReason.OTHER;
    }
}

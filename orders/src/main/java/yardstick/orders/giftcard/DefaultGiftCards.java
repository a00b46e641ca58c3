package yardstick.orders.giftcard;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Database;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.orders.GiftCards;

@ApplicationScoped
class DefaultGiftCards implements GiftCards {

    private static final long MOST_MINOR = 100_000_000;

    @Inject
    Database database;

    @Inject
    Settings settings;

    @Override
    public boolean taken() {
        return settings.isOn(Setting.PAYMENT_GIFT_CARD);
    }

    @Override
    public Outcome<Applied> preview(String code, Money total) {
        GiftCode typed = GiftCode.typed(code);
        if (!taken() || !typed.plausible()) {
            return Outcome.refused(Refusal.of("orders.gift_card_unusable"));
        }
        return database.read(handle -> handle.createQuery("""
                        SELECT balance_minor FROM orders.gift_card
                        WHERE code_digest = :digest AND NOT blocked AND currency = :currency AND balance_minor > 0
                          AND (expires_at IS NULL OR expires_at > now())""")
                .bind("digest", typed.digest())
                .bind("currency", total.currency())
                .mapTo(Long.class)
                .findOne()
                .map(minor -> Money.of(minor, total.currency()))
                .<Outcome<Applied>>map(
                        balance -> Outcome.done(new Applied(typed.ending(), balance, balance.min(total))))
                .orElseGet(() -> Outcome.refused(Refusal.of("orders.gift_card_unusable"))));
    }

    @Override
    public Outcome<Issued> issue(Money amount, @Nullable Instant expiresAt, String note, String actor) {
        if (!amount.isPositive()
                || amount.minor() > MOST_MINOR
                || !amount.currency().equals(settings.currency())) {
            return Outcome.refused(Refusal.of("orders.gift_card_amount"));
        }
        GiftCode code = GiftCode.fresh();
        long id = database.write(handle -> handle.createQuery("""
                        WITH card AS (
                            INSERT INTO orders.gift_card (code_digest, ending, currency, issued_minor, balance_minor,
                                                          expires_at, note, issued_by)
                            VALUES (:digest, :ending, :currency, :amount, :amount, :expires, :note, :actor)
                            RETURNING id)
                        INSERT INTO orders.gift_card_entry (card_id, kind, delta_minor, reference, actor)
                        SELECT id, 'ISSUE', :amount, 'issue', :actor FROM card RETURNING card_id""")
                .bind("digest", code.digest())
                .bind("ending", code.ending())
                .bind("currency", amount.currency())
                .bind("amount", amount.minor())
                .bind("expires", expiresAt)
                .bind("note", note)
                .bind("actor", actor)
                .mapTo(Long.class)
                .one());
        return Outcome.done(new Issued(id, code.shown()));
    }

    @Override
    public List<Card> latest(int limit) {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM orders.gift_card ORDER BY created_at DESC, id DESC LIMIT :limit")
                .bind("limit", limit)
                .map(DefaultGiftCards::card)
                .list());
    }

    private static Card card(ResultSet row, StatementContext context) throws SQLException {
        Timestamp expires = row.getTimestamp("expires_at");
        String currency = row.getString("currency");
        return new Card(
                row.getLong("id"),
                row.getString("ending"),
                Money.of(row.getLong("issued_minor"), currency),
                Money.of(row.getLong("balance_minor"), currency),
                row.getBoolean("blocked"),
                expires == null ? null : expires.toInstant(),
                row.getString("note"),
                row.getString("issued_by"),
                row.getTimestamp("created_at").toInstant());
    }

    @Override
    public void block(long id, boolean blocked) {
        database.execute(handle -> handle.createUpdate("UPDATE orders.gift_card SET blocked = :blocked WHERE id = :id")
                .bind("blocked", blocked)
                .bind("id", id)
                .execute());
    }

    @Override
    public List<Movement> movements(long id) {
        return database.read(handle -> handle.createQuery("""
                        SELECT e.at, e.kind, e.delta_minor, g.currency, o.number, e.actor FROM orders.gift_card_entry e
                        JOIN orders.gift_card g ON g.id = e.card_id
                        LEFT JOIN orders.payment_attempt a ON a.id = e.attempt_id
                        LEFT JOIN orders.orders o ON o.id = a.order_id
                        WHERE e.card_id = :id ORDER BY e.id""")
                .bind("id", id)
                .map((row, context) -> new Movement(
                        row.getTimestamp(1).toInstant(),
                        row.getString(2),
                        Money.of(row.getLong(3), row.getString(4)),
                        row.getString(5),
                        row.getString(6)))
                .list());
    }
}

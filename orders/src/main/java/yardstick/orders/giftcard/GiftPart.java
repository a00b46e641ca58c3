package yardstick.orders.giftcard;

import org.jdbi.v3.core.Handle;
import yardstick.kernel.Money;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.orders.OrderId;
import yardstick.orders.book.OrderHead;
import yardstick.orders.cart.Tokens;

/**
 * The part of an order that a gift card pays: an attempt of its own, authorised when the order is placed, taken and
 * given back in the transaction in which the order is paid or ends.
 */
public final class GiftPart {

    private GiftPart() {}

    /** @param wanted at most this much is held */
    public record Wish(OrderId order, String code, Money wanted) {}

    /** Holds what the card has, at most what is wanted; one statement decides. */
    public static Outcome<Money> hold(Handle handle, Wish wish) {
        GiftCode code = GiftCode.typed(wish.code());
        String attempt = Tokens.next();
        Money held = handle.createQuery("""
                        WITH card AS (
                            SELECT id, balance_minor FROM orders.gift_card
                            WHERE code_digest = :digest AND NOT blocked AND currency = :currency
                              AND (expires_at IS NULL OR expires_at > now()) FOR UPDATE),
                        held AS (
                            UPDATE orders.gift_card g SET balance_minor = g.balance_minor - least(g.balance_minor, :wanted)
                            FROM card WHERE g.id = card.id AND card.balance_minor > 0
                            RETURNING g.id, least(card.balance_minor, :wanted) AS part),
                        attempt AS (
                            INSERT INTO orders.payment_attempt (id, order_id, channel, state, currency, amount_minor,
                                return_url, webhook_url, flow, provider_id, next_check_at)
                            SELECT :attempt, :order, 'gift-card', 'AUTHORISED', :currency, part, '', '', 'OFFLINE',
                                   id::text, 'infinity' FROM held)
                        INSERT INTO orders.gift_card_entry (card_id, kind, delta_minor, reference, attempt_id, actor)
                        SELECT id, 'HOLD', -part, :attempt, :attempt, 'shopper' FROM held
                        RETURNING -delta_minor""")
                .bind("digest", code.digest())
                .bind("currency", wish.wanted().currency())
                .bind("wanted", wish.wanted().minor())
                .bind("attempt", attempt)
                .bind("order", wish.order().value())
                .mapTo(Long.class)
                .findOne()
                .map(minor -> Money.of(minor, wish.wanted().currency()))
                .orElse(Money.zero(wish.wanted().currency()));
        return held.isPositive() ? Outcome.done(held) : Outcome.refused(Refusal.of("orders.gift_card_unusable"));
    }

    /** What gift cards hold or paid for the order. */
    public static Money held(Handle handle, OrderHead order) {
        long minor = handle.createQuery("""
                        SELECT coalesce(sum(amount_minor), 0) FROM orders.payment_attempt
                        WHERE order_id = :order AND channel = 'gift-card' AND state IN ('AUTHORISED', 'CAPTURED')""")
                .bind("order", order.id().value())
                .mapTo(Long.class)
                .one();
        return Money.of(minor, order.total().currency());
    }

    /** The order is paid. */
    public static void take(Handle handle, OrderId order) {
        handle.createUpdate("""
                        UPDATE orders.payment_attempt
                        SET state = 'CAPTURED', captured_minor = amount_minor, next_check_at = NULL, updated_at = now()
                        WHERE order_id = :order AND channel = 'gift-card' AND state = 'AUTHORISED'""").bind("order", order.value()).execute();
    }

    /** The order ended unpaid. A card that ran out meanwhile is good for another 30 days. */
    public static void release(Handle handle, OrderId order) {
        handle.createUpdate("""
                        WITH part AS (
                            UPDATE orders.payment_attempt SET state = 'VOIDED', next_check_at = NULL, updated_at = now()
                            WHERE order_id = :order AND channel = 'gift-card' AND state = 'AUTHORISED'
                            RETURNING id, amount_minor, provider_id),
                        entry AS (
                            INSERT INTO orders.gift_card_entry (card_id, kind, delta_minor, reference, attempt_id, actor)
                            SELECT provider_id::bigint, 'RELEASE', amount_minor, id, id, 'system' FROM part
                            RETURNING card_id, delta_minor)
                        UPDATE orders.gift_card g
                        SET balance_minor = g.balance_minor + entry.delta_minor,
                            expires_at = CASE WHEN g.expires_at < now() + interval '30 days' THEN now() + interval '30 days'
                                              ELSE g.expires_at END
                        FROM entry WHERE g.id = entry.card_id""").bind("order", order.value()).execute();
    }
}

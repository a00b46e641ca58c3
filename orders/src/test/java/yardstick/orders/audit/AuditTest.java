package yardstick.orders.audit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static yardstick.orders.shop.Shop.attempt;
import static yardstick.orders.shop.Shop.done;

import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import yardstick.catalog.SkuId;
import yardstick.kernel.Invariants;
import yardstick.kernel.Settings;
import yardstick.orders.Audits;
import yardstick.orders.CartId;
import yardstick.orders.Order;
import yardstick.orders.shop.Shop;
import yardstick.testkit.FixedClock;

/** Every invariant is broken once on purpose, and the checker names it. */
class AuditTest {

    private static final Instant LONG_AGO = Instant.parse("2026-01-01T00:00:00Z");
    private static final Shop SHOP = new Shop();

    /** What to break by hand, by the invariant that must notice. */
    private static final Map<String, String> DAMAGE = new LinkedHashMap<>();

    static {
        DAMAGE.put("stock.level_is_ledger", "UPDATE orders.stock_level SET on_hand = on_hand + 1");
        DAMAGE.put("stock.reserved_is_held", "UPDATE orders.stock_level SET reserved = reserved + 1");
        DAMAGE.put(
                "stock.transfers_balance",
                "INSERT INTO orders.stock_movement (sku, kind, on_hand_delta) VALUES (1, 'TRANSFER', 1)");
        DAMAGE.put("stock.bundles_are_derived", "INSERT INTO orders.bundle_component VALUES (1, 2, 1)");
        DAMAGE.put("stock.movements_follow_reservations", "DELETE FROM orders.stock_movement WHERE kind = 'SELL'");
        DAMAGE.put("stock.reservation_is_order_line", "UPDATE orders.order_line SET quantity = quantity + 1");
        DAMAGE.put(
                "stock.reservation_follows_order",
                "UPDATE orders.reservation SET state = 'HELD' WHERE state = 'RELEASED'");
        DAMAGE.put(
                "price.order_is_sum_of_lines",
                "UPDATE orders.orders SET goods_minor = goods_minor + 1, total_minor = total_minor + 1");
        DAMAGE.put(
                "price.line_is_unit_times_quantity",
                "UPDATE orders.order_line SET unit_price_minor = unit_price_minor + 1");
        DAMAGE.put("price.discount_is_sum_of_adjustments", "DELETE FROM orders.order_adjustment");
        DAMAGE.put("price.adjustment_is_sum_of_parts", "UPDATE orders.order_adjustment SET per_line_minor = '{-1}'");
        DAMAGE.put(
                "price.quote_is_kept",
                "UPDATE orders.orders SET shipping_minor = shipping_minor + 1, total_minor = total_minor + 1");
        DAMAGE.put(
                "cart.one_order_each",
                "UPDATE orders.cart SET state = 'ORDERED', order_id = (SELECT min(id) FROM orders.orders)");
        DAMAGE.put(
                "payment.paid_order_has_one_capture",
                "UPDATE orders.orders SET state = 'PAID' WHERE state = 'PENDING_PAYMENT'");
        DAMAGE.put(
                "payment.surplus_goes_back",
                "UPDATE orders.payment_attempt SET surplus = true WHERE state = 'CAPTURED'");
        DAMAGE.put(
                "payment.captured_only_when_captured",
                "UPDATE orders.payment_attempt SET captured_minor = amount_minor - 1 WHERE state = 'CAPTURED'");
        DAMAGE.put(
                "payment.order_books_what_was_captured",
                "UPDATE orders.orders SET captured_minor = captured_minor + 1");
        DAMAGE.put(
                "payment.attempt_is_for_the_total",
                "UPDATE orders.payment_attempt SET amount_minor = amount_minor + 1");
        DAMAGE.put(
                "payment.moves_follow_the_table",
                "INSERT INTO orders.payment_move (attempt_id, from_state, to_state) VALUES ('a', 'CAPTURED', 'DECLINED')");
        DAMAGE.put("payment.books_are_what_was_captured", "DELETE FROM orders.payment_entry WHERE kind = 'CAPTURE'");
        DAMAGE.put("gift.balance_is_ledger", "UPDATE orders.gift_card SET balance_minor = 1");
        DAMAGE.put(
                "gift.held_part_follows_its_attempt",
                "UPDATE orders.gift_card_entry SET delta_minor = delta_minor - 1 WHERE kind = 'HOLD'");
        DAMAGE.put(
                "gift.part_follows_its_order",
                "UPDATE orders.payment_attempt SET state = 'VOIDED' WHERE channel = 'gift-card'");
        DAMAGE.put(
                "refund.within_capture",
                "UPDATE orders.payment_attempt SET refund_minor = refund_minor + 1 WHERE state = 'CAPTURED'");
        DAMAGE.put(
                "refund.order_books_what_went_back",
                "UPDATE orders.orders SET refunded_minor = 1 WHERE state = 'PAID'");
        DAMAGE.put(
                "refund.refunded_order_is_refunded_in_full",
                "UPDATE orders.orders SET state = 'REFUNDED' WHERE state = 'PAID'");
        DAMAGE.put(
                "history.timeline_leads_to_state",
                "DELETE FROM orders.order_event WHERE text_key = 'orders.event.paid'");
        DAMAGE.put("history.movements_are_in_order", "DELETE FROM orders.stock_movement WHERE kind = 'RESERVE'");
        DAMAGE.put("history.times_match_state", "UPDATE orders.orders SET paid_at = NULL WHERE state = 'PAID'");
        DAMAGE.put(
                "age.unpaid_order_is_swept",
                "UPDATE orders.orders SET sweep_at = now() - interval '1 hour' WHERE state = 'PENDING_PAYMENT'");
        DAMAGE.put(
                "age.open_attempt_is_asked_for",
                "UPDATE orders.payment_attempt SET next_check_at = now() - interval '1 hour' WHERE state = 'CREATED'");
        DAMAGE.put(
                "age.refund_is_tried",
                "UPDATE orders.refund SET state = 'REQUESTED', completed_at = NULL, next_try_at = now() - interval '1 hour'");
    }

    /** Orders in every state: one waits, one is paid with a coupon, one is refunded, one is cancelled. */
    @BeforeAll
    static void trade() {
        SkuId sku = SHOP.sku(1, 5_000, 100);
        SHOP.halfOff.limit(10);
        SHOP.waiting(sku);
        SHOP.expire();
        SHOP.waiting(sku);
        CartId cart = SHOP.cartWith(sku, 2);
        done(SHOP.carts.enterCoupon(cart, "HALF", Shop.GUEST));
        paid(SHOP.order(SHOP.place(cart).orderToken()));
        paid(SHOP.giftedOrder(sku, 2_000));
        Order refunded = SHOP.waiting(sku);
        paid(refunded);
        done(SHOP.orders.cancel(refunded.id(), "admin"));
    }

    private static void paid(Order order) {
        SHOP.gateway.pay(attempt(order));
        SHOP.payments.returned(order.token());
    }

    @AfterAll
    static void close() {
        SHOP.audit();
        SHOP.close();
    }

    @Test
    void aShopInOrderHasNothingBroken() {
        SHOP.audit();
    }

    @Test
    void everyInvariantHasItsDamage() {
        assertEquals(new TreeSet<>(new OrderInvariants().statements().keySet()), new TreeSet<>(DAMAGE.keySet()));
    }

    @Test
    void everyDamageIsNamed() {
        DAMAGE.forEach((invariant, damage) -> {
            Set<String> broken = brokenAfter(damage);
            assertTrue(broken.contains(invariant), () -> invariant + " was not noticed, only " + broken);
        });
    }

    private static List<GatewayLedger.Line> honest() {
        return SHOP.database.read(handle -> handle
                .createQuery("""
                        SELECT a.id, o.number, a.captured_minor, a.refund_minor FROM orders.payment_attempt a
                        JOIN orders.orders o ON o.id = a.order_id WHERE a.captured_minor > 0
                          AND a.flow <> 'OFFLINE' ORDER BY a.id""")
                .map((row, context) -> List.of(
                        line(row.getString(1), row.getString(2), "capture", row.getLong(3)),
                        line(row.getString(1), row.getString(2), "refund", row.getLong(4))))
                .list()
                .stream()
                .flatMap(List::stream)
                .toList());
    }

    private static GatewayLedger.Line line(String attempt, String order, String kind, long amount) {
        return new GatewayLedger.Line(LONG_AGO, attempt, order, kind, amount, "CNY");
    }

    private static Set<String> against(List<GatewayLedger.Line> lines) {
        return LedgerCheck.broken(SHOP.database, lines, LONG_AGO.plusSeconds(60)).stream()
                .map(Audits.Broken::invariant)
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static List<GatewayLedger.Line> with(GatewayLedger.Line more) {
        return Stream.concat(honest().stream(), Stream.of(more)).toList();
    }

    @Test
    void theGatewaysHonestLedgerAgrees() {
        assertEquals(6, honest().size());
        assertEquals(Set.of(), against(honest()));
    }

    @Test
    void everyDifferenceFromTheGatewayIsNamed() {
        String paid = SHOP.database.read(handle -> handle.createQuery(
                        "SELECT number FROM orders.orders WHERE state = 'PAID' ORDER BY id LIMIT 1")
                .mapTo(String.class)
                .one());
        Map<String, List<GatewayLedger.Line>> lies = Map.of(
                "ledger.every_capture_is_booked", with(line("an-attempt-nobody-knows", "0", "capture", 100)),
                "ledger.every_booked_capture_was_taken", List.of(),
                "ledger.every_refund_was_paid_out",
                        honest().stream()
                                .filter(each -> each.kind().equals("capture"))
                                .toList(),
                "ledger.no_order_is_charged_twice", with(line("a-second-charge", paid, "capture", 100)),
                "ledger.no_money_without_order", with(line("an-attempt-nobody-knows", "0", "capture", 100)));
        assertEquals(new TreeSet<>(LedgerCheck.names()), new TreeSet<>(lies.keySet()));
        lies.forEach((invariant, ledger) ->
                assertTrue(against(ledger).contains(invariant), () -> invariant + " only " + against(ledger)));
    }

    @Test
    void whatHappenedAMomentAgoMayNotHaveArrived() {
        GatewayLedger.Line fresh =
                new GatewayLedger.Line(LONG_AGO.plusSeconds(90), "just-now", "0", "capture", 100, "CNY");
        assertEquals(Set.of(), against(with(fresh)));
    }

    @Test
    void modulesThatCountTheSameMustAgree() {
        Invariants wrong = new Invariants() {
            @Override
            public Map<String, String> statements() {
                return Map.of();
            }

            @Override
            public Map<String, String> tallies() {
                return Map.of("tally.purchase_count", "SELECT 'CNY', 7");
            }
        };
        List<Audits.Broken> broken = new Audit(SHOP.database, List.of(new OrderInvariants(), wrong)).broken();
        assertEquals(List.of(new Audits.Broken("tally.purchase_count", "CNY: 3 and 7")), broken);
    }

    @Test
    void theNightlyRunHappensOncePerNight() {
        FixedClock clock = new FixedClock("2026-03-05T02:59:00Z");
        Settings settings = Settings.of(Map.of());
        DefaultAudits audits = new DefaultAudits(SHOP.database, new Audit(SHOP.database), settings, clock);
        NightlyAudit nightly = new NightlyAudit(audits, SHOP.database, settings, clock);
        nightly.run();
        nightly.run();
        assertEquals(1, audits.latest(9).size());
        clock.advance(Duration.ofMinutes(2));
        nightly.run();
        nightly.run();
        assertEquals(2, audits.latest(9).size());
        assertEquals(Audits.Ledger.NONE, audits.last().orElseThrow().ledger());
        assertTrue(audits.last().orElseThrow().clean());
    }

    private static final class UndoException extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }

    private static Set<String> brokenAfter(String damage) {
        Set<String> broken = new TreeSet<>();
        try {
            SHOP.database.execute(handle -> {
                handle.execute("SET LOCAL session_replication_role = replica");
                int rows = handle.execute(damage);
                assertTrue(rows > 0, () -> "nothing to damage: " + damage);
                broken.addAll(new OrderInvariants()
                        .statements().entrySet().stream()
                                .filter(each -> !handle.createQuery(each.getValue())
                                        .mapTo(String.class)
                                        .list()
                                        .isEmpty())
                                .map(Map.Entry::getKey)
                                .collect(Collectors.toSet()));
                throw new UndoException();
            });
        } catch (UndoException e) {
            return broken;
        }
        return broken;
    }
}

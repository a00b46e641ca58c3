package yardstick.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static yardstick.orders.shop.Shop.attempt;
import static yardstick.orders.shop.Shop.done;
import static yardstick.orders.shop.Shop.refusal;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import yardstick.catalog.SkuId;
import yardstick.kernel.RecurringTask;
import yardstick.orders.OrderBoard.Action;
import yardstick.orders.OrderBoard.Command;
import yardstick.orders.OrderBoard.Cursor;
import yardstick.orders.OrderBoard.Query;
import yardstick.orders.OrderBoard.Row;
import yardstick.orders.shop.Shop;

/** Lists without gaps, and bulk commands that can be taken back. */
class OrderBoardTest {

    private static final Query ALL = new Query("", null, "", null, 100);

    private final Shop shop = new Shop();

    @AfterEach
    void close() {
        shop.audit();
        shop.close();
    }

    private List<Order> orders(int count) {
        SkuId sku = shop.sku(1, 5_000, 100);
        return IntStream.range(0, count).mapToObj(i -> shop.waiting(sku)).toList();
    }

    @Test
    void pagesThroughTiesWithoutGapsOrRepeats() {
        List<Order> made = orders(7);
        shop.database.execute(handle -> handle.execute("UPDATE orders.orders SET placed_at = '2026-01-01T00:00:00Z'"));
        List<String> seen = new ArrayList<>();
        Cursor after = null;
        List<Row> rows;
        do {
            rows = shop.board.search(ALL.from(after, 2));
            rows.forEach(row -> seen.add(row.order().number()));
            after = rows.isEmpty()
                    ? null
                    : Cursor.parse(rows.getLast().cursor().toString()).orElseThrow();
        } while (!rows.isEmpty());
        assertEquals(7, seen.size());
        assertEquals(new TreeSet<>(made.stream().map(Order::number).toList()), new TreeSet<>(seen));
        List<String> exported = new ArrayList<>();
        shop.board.export(ALL, row -> exported.add(row.order().number()));
        assertEquals(seen, exported);
    }

    @Test
    void undoTakesBackOnlyWhatTheActionChanged() {
        List<OrderId> ids = orders(3).stream().map(Order::id).toList();
        done(shop.board.apply(Command.TAG, "vip", ids.subList(0, 1), "ann"));
        Action second = done(shop.board.apply(Command.TAG, "vip", ids, "bob"));
        assertEquals(2, second.orders());
        assertEquals("orders.board_undo_late", refusal(shop.board.undo(second.id(), "ann")), "not hers");
        done(shop.board.undo(second.id(), "bob"));
        assertEquals("orders.board_undo_late", refusal(shop.board.undo(second.id(), "bob")), "once");
        assertEquals(1, shop.board.search(new Query("", null, "vip", null, 10)).size());
        Action off = done(shop.board.apply(Command.UNTAG, "vip", ids, "bob"));
        done(shop.board.undo(off.id(), "bob"));
        assertEquals(1, shop.board.search(new Query("", null, "vip", null, 10)).size());
    }

    @Test
    void cancellationCanBeCalledOffUntilItRuns() {
        List<Order> made = orders(2);
        List<OrderId> ids = made.stream().map(Order::id).toList();
        Action first = done(shop.board.apply(Command.CANCEL, "", ids, "ann"));
        done(shop.board.undo(first.id(), "ann"));
        due();
        assertEquals(Order.State.PENDING_PAYMENT, shop.again(made.getFirst()).state());
        shop.gateway.pay(attempt(made.getLast()));
        shop.payments.returned(made.getLast().token());
        done(shop.board.apply(Command.CANCEL, "", ids, "ann"));
        due();
        shop.later();
        assertEquals(Order.State.CANCELLED, shop.again(made.getFirst()).state());
        assertEquals(Order.State.REFUNDED, shop.again(made.getLast()).state());
    }

    private void due() {
        shop.database.execute(handle -> handle.execute(
                "UPDATE orders.board_action SET run_at = now() - interval '1 minute' WHERE run_at IS NOT NULL"));
        ((RecurringTask) shop.board).run();
    }

    @Test
    void changedAddressLeavesItsDiff() {
        Order order = orders(1).getFirst();
        Order changed = done(shop.board.changeAddress(order.id(), Map.of("city", "Suzhou", "phone", ""), "ann"));
        assertEquals("Suzhou", changed.address().get("city"));
        assertTrue(changed.timeline().stream()
                .anyMatch(entry ->
                        "city: Hangzhou → Suzhou".equals(entry.arguments().get("changes"))
                                && entry.actor().equals("ann")));
        assertEquals(
                "orders.field_required", refusal(shop.board.changeAddress(order.id(), Map.of("city", " "), "ann")));
    }

    @Test
    void lanesNameWhatWaits() {
        Order order = orders(1).getFirst();
        shop.database.execute(handle -> handle.execute(
                "UPDATE orders.payment_attempt SET state = 'UNKNOWN', created_at = now() - interval '1 hour'"));
        assertEquals(order.number(), shop.board.exceptions(10).getFirst().orderNumber());
        assertEquals(
                OrderBoard.Lane.PAYMENT, shop.board.exceptions(10).getFirst().lane());
    }

    @Test
    void moneyWaitsBeforeParcelsAndParcelsBeforeSuspicions() {
        SkuId sku = shop.sku(1, 5_000, 100);
        Order suspect = shop.paid(sku, 1);
        shop.database.execute(handle -> handle.execute("""
                INSERT INTO orders.risk_assessment (key, verdict, challenge, email, minor, currency, reasons, stopped, at)
                SELECT natural_key, 'REVIEW', 'NONE', '', 1, 'CNY', '[]', true, now() - interval '3 days'
                FROM orders.orders WHERE id = ?""", suspect.id().value()));
        Order lost = shop.paid(sku, 1);
        Shipment parcel = done(shop.shipments.plan(new Shipments.Draft(lost.id(), Map.of(), "sandbox"), "staff"));
        done(shop.shipments.number(parcel.id(), "sf", "SF1234567890123"));
        done(shop.shipments.handOver(parcel.id(), "staff"));
        done(shop.shipments.see(parcel.id(), new Shipments.Sighting(ParcelStatus.EXCEPTION, null, ""), "staff"));
        Order unknown = shop.waiting(sku);
        shop.database.execute(handle -> handle.execute(
                "UPDATE orders.payment_attempt SET state = 'UNKNOWN', created_at = now() - interval '6 minutes'"
                        + " WHERE state = 'CREATED'"));
        assertEquals(
                List.of("PAYMENT " + unknown.number(), "CARRIER " + lost.number(), "RISK " + suspect.number()),
                shop.board.exceptions(10).stream()
                        .map(each -> each.lane() + " " + each.orderNumber())
                        .toList());
    }
}

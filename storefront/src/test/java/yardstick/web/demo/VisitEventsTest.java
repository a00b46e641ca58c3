package yardstick.web.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import yardstick.catalog.ProductId;
import yardstick.catalog.Sku;
import yardstick.catalog.SkuId;
import yardstick.kernel.Money;
import yardstick.orders.Order;
import yardstick.orders.OrderId;
import yardstick.orders.Orders;
import yardstick.tracking.Tracker;

/** What the invented visits tell, with goods and orders as an import would have made them. */
class VisitEventsTest {

    private final DemoHistory history =
            HistoryMaker.make(LocalDate.of(2026, 6, 30), ZoneOffset.UTC, DemoCatalog.products());
    private final Map<String, Orders.Summary> orders = imported(history);
    private final List<Tracker.Event> events = events();

    private static Map<String, Orders.Summary> imported(DemoHistory history) {
        Map<String, Orders.Summary> imported = new LinkedHashMap<>();
        Money none = Money.zero("CNY");
        for (DemoOrder order : history.orders()) {
            OrderId id = new OrderId(7_000L + imported.size());
            Money total = Money.of(order.totalMinor(), "CNY");
            imported.put(
                    order.number(),
                    new Orders.Summary(
                            id, order.number(), "t", Order.State.PAID, order.placedAt(), null, "", 1, total, none));
        }
        return imported;
    }

    private List<Tracker.Event> events() {
        List<DemoProduct> products = DemoCatalog.products();
        VisitEvents telling = new VisitEvents(
                product -> {
                    long id = products.indexOf(product);
                    String code = product.code();
                    return new Sku(new SkuId(id), new ProductId(id), code, code, code, null, null, null, true);
                },
                orders,
                "CNY");
        return history.visits().stream()
                .flatMap(visit -> telling.of(visit).stream())
                .toList();
    }

    @Test
    void purchasesAreTheImportedOrdersAndFollowTheExposure() {
        Map<String, Instant> exposed = new HashMap<>();
        Map<String, Tracker.Event> purchases = new LinkedHashMap<>();
        for (Tracker.Event event : events) {
            String visitor = event.visitor().value();
            if (event.name().equals("exposure")) {
                exposed.put(visitor, event.occurredAt());
            }
            if (event.name().equals("purchase")) {
                assertFalse(event.occurredAt().isBefore(Objects.requireNonNull(exposed.get(visitor))));
                purchases.put(String.valueOf(event.parameters().get("transaction_id")), event);
            }
        }
        assertEquals(orders.keySet(), purchases.keySet());
        assertEquals(HistoryMaker.ORDERS, purchases.size());
        for (Orders.Summary order : orders.values()) {
            Tracker.Event purchase = Objects.requireNonNull(purchases.get(order.number()));
            assertEquals("purchase:" + order.id().value(), purchase.id());
            assertEquals(order.id().value(), purchase.parameters().get("order_id"));
            assertEquals(order.total().minor(), purchase.parameters().get("value_minor"));
            assertEquals(order.placedAt(), purchase.occurredAt());
        }
    }

    @Test
    void eventsStayWithinTheirVisitAndBeforeToday() {
        Map<String, Instant> last = new HashMap<>();
        Instant today = Instant.parse("2026-07-01T00:00:00Z");
        for (Tracker.Event event : events) {
            Instant before = last.put(event.visitor().value(), event.occurredAt());
            assertTrue(event.occurredAt().isBefore(today), event.toString());
            boolean sameVisit = before != null
                    && Duration.between(before, event.occurredAt()).compareTo(Duration.ofMinutes(30)) < 0;
            assertTrue(sameVisit || event.name().equals("page_view"), event.toString());
        }
    }
}

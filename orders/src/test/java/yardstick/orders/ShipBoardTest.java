package yardstick.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static yardstick.orders.shop.Shop.done;
import static yardstick.orders.shop.Shop.refusal;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import yardstick.catalog.SkuId;
import yardstick.orders.Deliveries.Accuracy;
import yardstick.orders.Deliveries.Calendar;
import yardstick.orders.ShipBoard.Lanes;
import yardstick.orders.ShipBoard.Trouble;
import yardstick.orders.Shipments.Draft;
import yardstick.orders.Shipments.Sighting;
import yardstick.orders.shop.Shop;

/** The board, pick lists, tracking and promises, over orders that are really there. */
class ShipBoardTest {

    private final Shop shop = new Shop();
    private SkuId lamp = new SkuId(0);

    @BeforeEach
    void open() {
        lamp = shop.sku(1, 5_000, 100);
    }

    @AfterEach
    void close() {
        shop.audit();
        shop.close();
    }

    private Shipment travelling(Order order, String number) {
        Shipment parcel = done(shop.shipments.plan(new Draft(order.id(), Map.of(), "sandbox"), "staff"));
        done(shop.shipments.number(parcel.id(), "sf", number));
        return done(shop.shipments.handOver(parcel.id(), "staff"));
    }

    private void seen(Shipment parcel, ParcelStatus status) {
        done(shop.shipments.see(parcel.id(), new Sighting(status, null, ""), "staff"));
    }

    @Test
    void everyParcelIsInOneLane() {
        Order first = shop.paid(lamp, 2);
        Order second = shop.paid(lamp, 1);
        shop.waiting(lamp);
        Lanes before = shop.ships.lanes(10);
        assertEquals(
                List.of(first.number(), second.number()),
                before.toPick().stream().map(ShipBoard.ToPick::number).toList());
        assertEquals(2, before.toPick().getFirst().units());
        done(shop.shipments.plan(new Draft(first.id(), Map.of(1, 1), "sandbox"), "staff"));
        Shipment gone = travelling(second, "SF1234567890123");
        Lanes after = shop.ships.lanes(10);
        assertEquals(Map.of("exceptions", 0, "toPick", 1, "toShip", 1, "inTransit", 1), after.counts());
        assertEquals(1, after.toPick().getFirst().units());
        seen(gone, ParcelStatus.ATTEMPT_FAIL);
        Lanes troubled = shop.ships.lanes(10);
        assertEquals(Trouble.REPORTED, troubled.exceptions().getFirst().why());
        assertEquals(0, troubled.counts().get("inTransit"));
        seen(gone, ParcelStatus.DELIVERED);
        assertEquals(
                Map.of("exceptions", 0, "toPick", 1, "toShip", 1, "inTransit", 0),
                shop.ships.lanes(10).counts());
    }

    @Test
    void aPromiseThatIsOverIsAnException() {
        Shipment gone = travelling(shop.paid(lamp, 1), "SF1234567890123");
        shop.database.execute(handle ->
                handle.execute("UPDATE orders.shipment SET promised_by = current_date - 2, status = 'IN_TRANSIT'"));
        assertEquals(
                Trouble.OVERDUE, shop.ships.lanes(10).exceptions().getFirst().why());
        LocalDate today = LocalDate.ofInstant(gone.createdAt(), ZoneOffset.UTC);
        assertEquals(
                List.of(new Accuracy("sf", "standard", 0, 0, 0, 1)),
                shop.deliveries.accuracy(today.minusDays(1), today.plusDays(1)));
        seen(gone, ParcelStatus.DELIVERED);
        Shipment early = travelling(shop.paid(lamp, 1), "SF1234567890124");
        shop.database.execute(
                handle -> handle.execute("UPDATE orders.shipment SET promised_by = current_date + 1 WHERE id = "
                        + early.id().value()));
        seen(early, ParcelStatus.DELIVERED);
        assertEquals(
                List.of(new Accuracy("sf", "standard", 2, 1, -1, 0)),
                shop.deliveries.accuracy(today.minusDays(1), today.plusDays(1)));
        assertEquals(
                List.of(1, -1),
                shop.announcements.of(ParcelDelivered.class).stream()
                        .map(each -> each.daysLate() == null ? 99 : each.daysLate() > 0 ? 1 : -1)
                        .toList());
    }

    @Test
    void onePickListForManyOrders() {
        SkuId mug = shop.sku(2, 300, 50);
        Order first = shop.paid(lamp, 2);
        Order second = shop.paid(lamp, 3);
        Order third = shop.paid(mug, 1);
        shop.database.execute(handle -> handle.execute("INSERT INTO orders.pick_bin VALUES (1, 'B-2'), (2, 'A-1')"));
        travelling(third, "SF1234567890123");
        Order fourth = shop.paid(mug, 4);
        List<ShipBoard.Pick> picks =
                shop.ships.pickList(List.of(first.number(), second.number(), third.number(), fourth.number()));
        assertEquals(
                List.of("A-1", "B-2"), picks.stream().map(ShipBoard.Pick::bin).toList());
        assertEquals(4, picks.getFirst().units(), "what has left is not picked again");
        assertEquals(
                Map.of(first.number(), 2, second.number(), 3), picks.getLast().perOrder());
        assertEquals(5, picks.getLast().units());
    }

    @Test
    void aTrackingPageShowsNoMoreThanIsNeeded() {
        Order order = shop.paid(lamp, 2);
        String reference = shop.deliveries.reference(order.id());
        assertEquals(reference, shop.deliveries.reference(order.id()));
        assertNotEquals(order.token(), reference);
        assertTrue(reference.length() >= 22);
        Deliveries.Tracking tracking = shop.deliveries.track(reference).orElseThrow();
        assertEquals("Hangzhou CN", tracking.place());
        assertEquals(2, tracking.waiting().getFirst().units());
        assertFalse(tracking.toString().contains("Testing Person"));
        assertFalse(tracking.toString().contains("Test Street"));
        assertTrue(shop.deliveries.track(order.token()).isEmpty());
        travelling(order, "SF1234567890123");
        Deliveries.Tracking later = shop.deliveries.track(reference).orElseThrow();
        assertEquals(List.of(), later.waiting());
        assertEquals("SF1234567890123", later.parcels().getFirst().trackingNumber());
    }

    @Test
    void thePromiseOfAnOrderIsFrozen() {
        Order order = shop.paid(lamp, 1);
        Deliveries.Promise shown = shop.deliveries.promise(Deliveries.STANDARD);
        shop.deliveries.freeze(order.id());
        assertEquals(shown, shop.deliveries.promised(order.id()).orElseThrow());
        done(shop.deliveries.keep(new Calendar("*", "sf", LocalTime.of(16, 0), 9, 9, 9, "12345", "12345")));
        assertNotEquals(shown, shop.deliveries.promise(Deliveries.STANDARD));
        shop.deliveries.freeze(order.id());
        assertEquals(shown, shop.deliveries.promised(order.id()).orElseThrow());
        assertEquals(shown.by(), travelling(order, "SF1234567890123").promisedBy());
        assertEquals(shown.by(), shop.shipments.ofOrder(order.id()).getFirst().promisedBy());
    }

    @Test
    void aCalendarOfItsOwnCounts() {
        Deliveries.Promise usual = shop.deliveries.promise("standard");
        assertEquals("sandbox", usual.carrier());
        assertTrue(usual.from().isBefore(usual.by()));
        done(shop.deliveries.keep(new Calendar("express", "sf", LocalTime.of(23, 0), 0, 0, 0, "1234567", "1234567")));
        Deliveries.Promise express = shop.deliveries.promise("express");
        assertEquals("sf", express.carrier());
        assertEquals(express.from(), express.by());
        assertEquals(
                "orders.bad_calendar",
                refusal(shop.deliveries.keep(
                        new Calendar("express", "sf", LocalTime.NOON, 0, 5, 3, "1234567", "1234567"))));
        assertEquals(
                "orders.bad_calendar",
                refusal(shop.deliveries.keep(new Calendar("express", "sf", LocalTime.NOON, 0, 0, 0, "", "8"))));
    }
}

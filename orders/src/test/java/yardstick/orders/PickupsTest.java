package yardstick.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static yardstick.orders.shop.Shop.GUEST;
import static yardstick.orders.shop.Shop.command;
import static yardstick.orders.shop.Shop.done;
import static yardstick.orders.shop.Shop.refusal;

import java.time.LocalTime;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import yardstick.catalog.SkuId;
import yardstick.kernel.Setting;
import yardstick.orders.Checkout.Placed;
import yardstick.orders.Pickups.Booking;
import yardstick.orders.Pickups.Hours;
import yardstick.orders.Pickups.Point;
import yardstick.orders.Pickups.Slot;
import yardstick.orders.Pickups.State;
import yardstick.orders.shop.Shop;
import yardstick.testkit.TestDatabase;

class PickupsTest {

    private final Shop shop =
            new Shop(TestDatabase.with("catalog", "orders"), Map.of(Setting.SECRET_KEY, "a key of the tests"));
    private SkuId sku = new SkuId(0);

    @BeforeEach
    void open() {
        sku = shop.sku(1, 5_000, 100);
        shop.database.execute(handle -> handle.execute("UPDATE orders.shipping_method SET kind = 'PICKUP'"));
        done(shop.pickups.keep(point(2)));
    }

    @AfterEach
    void close() {
        assertEquals(0, shop.number("""
                SELECT count(*) FROM orders.pickup_slot s WHERE booked <> (
                    SELECT count(*) FROM orders.pickup_booking b
                    WHERE b.slot_id = s.id AND b.state <> 'RELEASED')"""), "a slot's count is its bookings");
        shop.audit();
        shop.close();
    }

    private static Point point(int capacity) {
        List<Hours> always = IntStream.rangeClosed(1, 7)
                .mapToObj(day -> new Hours(day, LocalTime.of(0, 0), LocalTime.of(23, 0)))
                .toList();
        return new Point("west", "West Lake", "1 Lake Road", "", "Asia/Shanghai", 60, 60, capacity, 30, true, always);
    }

    private CartId cartFor(Slot slot) {
        CartId cart = shop.cartWith(sku, 1);
        done(shop.pickups.choose(cart, slot.id()));
        return cart;
    }

    private Order booked(Slot slot) {
        return shop.order(shop.place(cartFor(slot)).orderToken());
    }

    private Order paid(Slot slot) {
        Order order = booked(slot);
        shop.gateway.pay(Shop.attempt(order));
        shop.payments.returned(order.token());
        return shop.again(order);
    }

    private Slot first() {
        return shop.pickups.open(1).getFirst();
    }

    private Booking booking(Order order) {
        return shop.pickups.ofOrder(order.id()).orElseThrow();
    }

    private void slotIsOver() {
        shop.database.execute(handle -> handle.execute("""
                UPDATE orders.pickup_slot SET starts_at = starts_at - interval '30 days',
                       ends_at = ends_at - interval '30 days' WHERE booked > 0"""));
        shop.run("pickup.NoShows");
    }

    @Test
    void slotsFollowTheOpeningHours() {
        List<Slot> slots = shop.pickups.open(1_000);
        assertTrue(slots.size() >= 7 * 23 - 2 && slots.size() <= 8 * 23, () -> "" + slots.size());
        assertEquals(2, slots.getFirst().left());
        assertEquals(
                3_600,
                slots.getFirst().endsAt().getEpochSecond()
                        - slots.getFirst().startsAt().getEpochSecond());
        shop.run("pickup.NoShows");
        assertEquals(slots, shop.pickups.open(1_000), "planning again changes nothing");
        assertEquals(
                "orders.bad_pickup_point",
                refusal(shop.pickups.keep(new Point("west", "", "a", "", "Mars/Base", 0, 60, 1, 0, true, List.of()))));
    }

    @Test
    void aSlotTakesNoMoreThanItHolds() {
        Slot slot = first();
        List<CartId> carts = IntStream.range(0, 24).mapToObj(i -> cartFor(slot)).toList();
        List<Placed> placed = carts.parallelStream()
                .map(cart -> shop.checkout.place(
                        cart,
                        command(shop.checkout.begin(cart, GUEST).orElseThrow().key()),
                        GUEST))
                .toList();
        assertEquals(
                2, placed.stream().filter(Placed.Accepted.class::isInstance).count());
        placed.stream().filter(each -> !(each instanceof Placed.Accepted)).forEach(each -> {
            Placed.Refused refused = assertInstanceOf(Placed.Refused.class, each);
            assertEquals("orders.pickup_slot_gone", refused.reasons().getFirst().code());
        });
        assertEquals(2, shop.stock.level(sku).reserved(), "who got no slot holds no stock");
        assertEquals("orders.pickup_slot_gone", refusal(shop.pickups.choose(shop.cartWith(sku, 1), slot.id())));
        assertNotEquals(slot, first());
    }

    @Test
    void theCodeHandsTheOrderOver() {
        Order order = paid(first());
        String code = shop.pickups.code(order.id()).orElseThrow();
        assertTrue(code.matches("[0-9]{8}"), code);
        assertEquals(
                0, shop.number("SELECT count(*) FROM orders.pickup_booking b WHERE b::text LIKE '%" + code + "%'"));
        String wrong = code.equals("00000000") ? "11111111" : "00000000";
        for (String other : List.of("", "1", wrong, code + "1", "' OR 1=1")) {
            assertEquals("orders.pickup_unknown_code", refusal(shop.pickups.handOver(other, "staff")));
        }
        assertEquals(State.READY, done(shop.pickups.ready(order.id(), "staff")).state());
        String spoken = code.substring(0, 4) + " " + code.substring(4);
        assertEquals(order.number(), done(shop.pickups.find(spoken)).orderNumber());
        long collected = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> refusal(shop.pickups.handOver(code, "staff")))
                .filter("done"::equals)
                .count();
        assertEquals(1, collected);
        assertEquals(Order.State.DELIVERED, shop.again(order).state());
        assertEquals(State.COLLECTED, booking(order).state());
        assertFalse(shop.pickups.code(order.id()).isPresent(), "the code is good once");
        slotIsOver();
        assertEquals(Order.State.DELIVERED, shop.again(order).state());
    }

    @Test
    void whatIsNotPaidStaysHere() {
        Order order = booked(first());
        String code = shop.pickups.code(order.id()).orElseThrow();
        assertEquals(order.total(), done(shop.pickups.find(code)).due());
        assertEquals("orders.pickup_not_paid", refusal(shop.pickups.handOver(code, "staff")));
    }

    @Test
    void nobodyCameAndEverythingGoesBackOnce() {
        Order order = paid(first());
        assertEquals(99, shop.stock.level(sku).onHand());
        slotIsOver();
        assertEquals(State.MISSED, booking(order).state());
        slotIsOver();
        shop.later();
        shop.run("pickup.NoShows");
        Order after = shop.again(order);
        assertEquals(Order.State.REFUNDED, after.state());
        assertEquals(order.total(), after.refunded());
        assertEquals(100, shop.stock.level(sku).available());
        assertEquals(1, shop.announced(OrderRefunded.class));
        assertTrue(after.timeline().stream().anyMatch(each -> each.textKey().equals("orders.event.pickup_missed")));
        assertEquals(
                List.of("pickup_booked", "pickup_missed"),
                shop.announcements.of(PickupMoved.class).stream()
                        .map(PickupMoved::name)
                        .toList());
    }

    @Test
    void anOrderThatEndsGivesItsPlaceBackOnce() {
        Slot slot = first();
        Order order = booked(slot);
        booked(slot);
        assertNotEquals(slot.id(), first().id());
        shop.expire();
        assertEquals(slot, first(), "both places are free again");
        assertEquals(State.RELEASED, booking(order).state());
        Order paid = paid(slot);
        done(shop.orders.cancel(paid.id(), "staff"));
        assertEquals(slot, first());
        assertEquals("orders.pickup_ended", refusal(shop.pickups.ready(paid.id(), "staff")));
    }

    @Test
    void aCartMayChangeItsMind() {
        CartId cart = cartFor(first());
        assertEquals(first(), shop.pickups.chosen(cart).orElseThrow());
        shop.pickups.forget(cart);
        Placed.Refused refused = assertInstanceOf(
                Placed.Refused.class,
                shop.checkout.place(
                        cart,
                        command(shop.checkout.begin(cart, GUEST).orElseThrow().key()),
                        GUEST));
        assertEquals("orders.pickup_choose_slot", refused.reasons().getFirst().code());
        done(shop.pickups.choose(cart, first().id()));
        Order order = shop.order(shop.place(cart).orderToken());
        assertEquals(State.BOOKED, booking(order).state());
        assertEquals("orders.cart_gone", refusal(shop.pickups.choose(cart, first().id())), "it is an order now");
    }

    @Test
    void codesDiffer() {
        TreeSet<String> codes = new TreeSet<>();
        done(shop.pickups.keep(point(50)));
        for (int i = 0; i < 20; i++) {
            codes.add(shop.pickups.code(booked(first()).id()).orElseThrow());
        }
        assertEquals(20, codes.size());
        assertEquals(20, shop.pickups.waiting(100).size());
    }
}

package yardstick.orders;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static yardstick.orders.shop.Shop.done;
import static yardstick.orders.shop.Shop.refusal;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import yardstick.catalog.SkuId;
import yardstick.orders.Payments.WebhookAnswer;
import yardstick.orders.Shipment.State;
import yardstick.orders.Shipments.Draft;
import yardstick.orders.Shipments.Sighting;
import yardstick.orders.shop.CarrierBench;
import yardstick.orders.shop.Shop;

/** Parcels against the sandbox's carrier over HTTP. */
class ShipmentsTest {

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path data;

    @SuppressWarnings("NullAway.Init")
    private CarrierBench bench;

    @SuppressWarnings("NullAway.Init")
    private Shop shop;

    private SkuId sku = new SkuId(0);

    @BeforeEach
    void open() {
        bench = new CarrierBench(data);
        shop = bench.shop;
        sku = shop.sku(1, 5_000, 100);
    }

    @AfterEach
    void close() throws Exception {
        shop.audit();
        bench.close();
    }

    private Shipment plan(Order order, Map<Integer, Integer> units) {
        return done(shop.shipments.plan(new Draft(order.id(), units, "sandbox"), "staff"));
    }

    private Shipment booked(Order order, Map<Integer, Integer> units) {
        return done(shop.shipments.book(plan(order, units).id(), bench.shopUrl(), "staff"));
    }

    private Shipment again(Shipment shipment) {
        return shop.shipments.find(shipment.id()).orElseThrow();
    }

    private static void await(BooleanSupplier condition) throws InterruptedException {
        Instant end = Instant.now().plus(Duration.ofSeconds(10));
        while (!condition.getAsBoolean()) {
            assertTrue(Instant.now().isBefore(end), "nothing happened in 10 s");
            Thread.sleep(20);
        }
    }

    private void scanned(Shipment shipment, String status, String more) throws InterruptedException {
        int before = bench.hooks.get();
        bench.advance(String.valueOf(shipment.trackingNumber()), status, more);
        await(() -> bench.hooks.get() > before);
    }

    @Test
    void anOrderTravelsInTwoParcelsAndItsStateFollows() throws Exception {
        Order order = shop.paid(sku, 3);
        Shipment first = booked(order, Map.of(1, 2));
        assertEquals(State.BOOKED, first.state());
        assertEquals(ParcelStatus.INFO_RECEIVED, first.status());
        done(shop.shipments.handOver(first.id(), "staff"));
        assertEquals(Order.State.PAID, shop.again(order).state(), "one unit is still here");
        Shipment second = booked(order, Map.of());
        assertEquals(1, second.units());
        assertNotEquals(first.trackingNumber(), second.trackingNumber());
        done(shop.shipments.handOver(second.id(), "staff"));
        done(shop.shipments.handOver(second.id(), "staff"));
        assertEquals(Order.State.SHIPPED, shop.again(order).state());
        assertEquals(2, shop.announced(ParcelShipped.class));
        scanned(first, "InTransit", "");
        scanned(first, "Delivered", "");
        assertEquals(Order.State.SHIPPED, shop.again(order).state(), "one parcel is still on its way");
        scanned(second, "Delivered", "");
        assertEquals(Order.State.DELIVERED, shop.again(order).state());
        assertEquals(2, shop.announced(ParcelDelivered.class));
        assertTrue(again(first).deliveredAt() != null);
    }

    @Test
    void noUnitTravelsTwice() {
        Order order = shop.paid(sku, 5);
        assertEquals(
                "orders.parcel_too_much",
                refusal(shop.shipments.plan(new Draft(order.id(), Map.of(1, 6), "sandbox"), "staff")));
        assertEquals(
                "orders.parcel_too_much",
                refusal(shop.shipments.plan(new Draft(order.id(), Map.of(2, 1), "sandbox"), "staff")));
        assertEquals(
                "orders.parcel_empty",
                refusal(shop.shipments.plan(new Draft(order.id(), Map.of(1, -1), "sandbox"), "staff")));
        long planned = IntStream.range(0, 24)
                .parallel()
                .mapToObj(i -> shop.shipments.plan(new Draft(order.id(), Map.of(1, 1), "sandbox"), "staff"))
                .filter(outcome -> refusal(outcome).equals("done"))
                .count();
        assertEquals(5, planned);
        Shipment one = shop.shipments.ofOrder(order.id()).getFirst();
        done(shop.shipments.cancel(one.id(), "staff"));
        assertEquals("orders.parcel_not_here", refusal(shop.shipments.cancel(one.id(), "staff")));
        assertEquals(1, shop.shipments.open(order.id()).getFirst().left());
    }

    @Test
    void whatIsNotPaidDoesNotTravel() {
        Order waiting = shop.waiting(sku);
        assertEquals(
                "orders.parcel_order_not_paid",
                refusal(shop.shipments.plan(new Draft(waiting.id(), Map.of(), "sandbox"), "staff")));
        Order order = shop.paid(sku, 1);
        Shipment parcel = booked(order, Map.of());
        assertEquals("orders.units_in_parcel", refusal(shop.orders.cancel(order.id(), "staff")));
        done(shop.shipments.cancel(parcel.id(), "staff"));
        assertEquals(State.CANCELLED, again(parcel).state());
        done(shop.orders.cancel(order.id(), "staff"));
        assertEquals(Order.State.REFUNDED, shop.again(order).state());
        assertEquals("orders.parcel_not_ready", refusal(shop.shipments.handOver(parcel.id(), "staff")));
        assertEquals(
                "orders.parcel_order_not_paid",
                refusal(shop.shipments.plan(new Draft(order.id(), Map.of(), "sandbox"), "staff")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"timeout_before", "timeout_after", "http_500", "reset", "garbage"})
    void aLostAnswerIsUnknownAndThenKnown(String fault) {
        Order order = shop.paid(sku, 1);
        Shipment planned = plan(order, Map.of());
        bench.fault("shipment", fault, 1);
        Shipment asked = done(shop.shipments.book(planned.id(), bench.shopUrl(), "staff"));
        assertEquals(State.BOOKING, asked.state());
        bench.fault("track", fault, fault.equals("reset") ? 2 : 1); // HttpClient repeats a GET whose connection broke
        bench.sweep();
        assertEquals(State.BOOKING, again(planned).state());
        bench.sweep();
        Shipment known = again(planned);
        assertEquals(State.BOOKED, known.state());
        done(shop.shipments.handOver(planned.id(), "staff"));
    }

    @Test
    void askingTwiceMakesOneParcel() {
        Shipment planned = plan(shop.paid(sku, 1), Map.of());
        List<String> numbers = IntStream.range(0, 8)
                .parallel()
                .mapToObj(i -> shop.shipments.book(planned.id(), bench.shopUrl(), "staff"))
                .filter(outcome -> refusal(outcome).equals("done"))
                .map(outcome -> String.valueOf(again(planned).trackingNumber()))
                .distinct()
                .toList();
        assertEquals(List.of(String.valueOf(again(planned).trackingNumber())), numbers);
    }

    @Test
    void aRefusalIsShownAndCanBeTriedAgain() {
        Shipment planned = plan(shop.paid(sku, 1), Map.of());
        bench.fault("shipment", "decline", 1);
        Shipment refused = done(shop.shipments.book(planned.id(), bench.shopUrl(), "staff"));
        assertEquals(State.PLANNED, refused.state());
        assertEquals("address_not_served", refused.problem());
        assertEquals(
                State.BOOKED,
                done(shop.shipments.book(planned.id(), bench.shopUrl(), "staff"))
                        .state());
    }

    @Test
    void aRecallIsOverOnlyWhenTheCarrierSaysSo() {
        Order order = shop.paid(sku, 1);
        Shipment parcel = booked(order, Map.of());
        bench.fault("recall", "timeout_before", 1);
        assertEquals(
                State.RECALLING,
                done(shop.shipments.cancel(parcel.id(), "staff")).state());
        assertEquals(
                "orders.parcel_empty",
                refusal(shop.shipments.plan(new Draft(order.id(), Map.of(), "sandbox"), "staff")),
                "its units are not free yet");
        bench.sweep();
        assertEquals(State.CANCELLED, again(parcel).state());
        assertEquals(1, shop.shipments.open(order.id()).getFirst().left());
        bench.advance(String.valueOf(parcel.trackingNumber()), "InTransit", "");
        Shipment late = booked(order, Map.of());
        bench.fault("recall", "decline", 1);
        Shipment kept = done(shop.shipments.cancel(late.id(), "staff"));
        assertEquals(State.BOOKED, kept.state());
        assertEquals("too_late", kept.problem());
    }

    @Test
    void duplicatesAndDisorderLeadToTheSameEnd() throws Exception {
        Order order = shop.paid(sku, 1);
        Shipment parcel = booked(order, Map.of());
        done(shop.shipments.handOver(parcel.id(), "staff"));
        Instant now = Instant.now();
        bench.fault("webhook", "duplicate_webhook", 1);
        scanned(parcel, "Delivered", ",\"at\":\"" + now.minusSeconds(60) + "\",\"place\":\"Hangzhou\"");
        scanned(parcel, "OutForDelivery", ",\"at\":\"" + now.minusSeconds(600) + "\"");
        scanned(parcel, "InTransit", ",\"at\":\"" + now.minusSeconds(6_000) + "\"");
        await(() -> again(parcel).events().size() == 4);
        Shipment after = again(parcel);
        assertEquals(ParcelStatus.DELIVERED, after.status());
        assertEquals(
                List.of(
                        ParcelStatus.IN_TRANSIT,
                        ParcelStatus.OUT_FOR_DELIVERY,
                        ParcelStatus.DELIVERED,
                        ParcelStatus.INFO_RECEIVED),
                after.events().stream().map(Shipment.Event::status).toList());
        assertEquals(3, after.events().stream().filter(Shipment.Event::late).count());
        assertEquals(1, shop.announced(ParcelDelivered.class));
        assertEquals(Order.State.DELIVERED, shop.again(order).state());
    }

    @Test
    void aLostWebhookIsMadeUpForByAsking() throws Exception {
        Order order = shop.paid(sku, 1);
        Shipment parcel = booked(order, Map.of());
        bench.fault("webhook", "lost_webhook", 1);
        bench.advance(String.valueOf(parcel.trackingNumber()), "OutForDelivery", "");
        bench.sweep();
        assertEquals(ParcelStatus.OUT_FOR_DELIVERY, again(parcel).status());
        assertEquals(State.HANDED_OVER, again(parcel).state(), "what moves has left the house");
        assertEquals(Order.State.SHIPPED, shop.again(order).state());
    }

    @ParameterizedTest
    @ValueSource(strings = {"bad_signature", "missing_signature", "old_signature"})
    void aForgedWebhookIsNotBelieved(String fault) throws Exception {
        Shipment parcel = booked(shop.paid(sku, 1), Map.of());
        bench.fault("webhook", fault, 4);
        scanned(parcel, "Delivered", "");
        assertEquals(State.BOOKED, again(parcel).state());
        assertEquals(0, shop.number("SELECT count(*) FROM orders.carrier_inbox"));
    }

    @Test
    void nonsenseIsRefused() {
        byte[] body = "{}".getBytes(StandardCharsets.UTF_8);
        assertEquals(WebhookAnswer.MALFORMED, shop.shipments.webhook("nobody", Map.of(), body));
        assertEquals(WebhookAnswer.BAD_SIGNATURE, shop.shipments.webhook("sandbox", Map.of(), body));
        assertEquals("orders.unknown_parcel", refusal(shop.shipments.handOver(new ShipmentId(99), "staff")));
    }

    @Test
    void staffTypeANumberAndSeeForThemselves() {
        Order order = shop.paid(sku, 1);
        Shipment parcel = plan(order, Map.of());
        assertEquals("orders.parcel_bad_number", refusal(shop.shipments.number(parcel.id(), "sf", "  ")));
        assertEquals("orders.parcel_not_ready", refusal(shop.shipments.handOver(parcel.id(), "staff")));
        Shipment numbered = done(shop.shipments.number(parcel.id(), "sf", "sf 1234 5678 90123"));
        assertEquals("SF1234567890123", numbered.trackingNumber());
        Shipment other = plan(shop.paid(sku, 1), Map.of());
        assertEquals("orders.parcel_number_taken", refusal(shop.shipments.number(other.id(), "sf", "SF1234567890123")));
        assertEquals(
                "orders.parcel_still_here",
                refusal(shop.shipments.see(parcel.id(), new Sighting(ParcelStatus.DELIVERED, null, ""), "staff")));
        done(shop.shipments.handOver(parcel.id(), "staff"));
        assertEquals(
                "orders.parcel_bad_sighting",
                refusal(shop.shipments.see(parcel.id(), new Sighting(ParcelStatus.PENDING, null, ""), "staff")));
        Shipment seen =
                done(shop.shipments.see(parcel.id(), new Sighting(ParcelStatus.DELIVERED, null, "neighbour"), "staff"));
        assertEquals(ParcelStatus.DELIVERED, seen.status());
        assertEquals(Order.State.DELIVERED, shop.again(order).state());
        assertFalse(shop.number("SELECT count(*) FROM orders.shipment WHERE next_check_at IS NOT NULL") > 1);
    }
}

package yardstick.web.admin;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import yardstick.kernel.Refusal;
import yardstick.orders.Deliveries;
import yardstick.orders.Order;
import yardstick.orders.OrderId;
import yardstick.orders.ParcelStatus;
import yardstick.orders.Pickups;
import yardstick.orders.ShipBoard;
import yardstick.orders.Shipment;
import yardstick.orders.ShipmentId;
import yardstick.orders.Shipments;
import yardstick.orders.TrackingNumber;
import yardstick.web.Barcode;

/** Parcels to look at, in every state. */
public final class ParcelSamples {

    private static final LocalDate DAY = LocalDate.of(2026, 3, 4);

    private ParcelSamples() {}

    public static Shipment parcel(Shipment.State state, ParcelStatus status) {
        boolean gone = state == Shipment.State.HANDED_OVER;
        return new Shipment(
                new ShipmentId(3),
                new OrderId(7),
                "100007",
                1,
                state,
                status,
                "sf",
                "standard",
                state == Shipment.State.PLANNED ? null : "SF1234567890123",
                DAY,
                state == Shipment.State.PLANNED ? "address_not_served" : "",
                Samples.NOW,
                gone ? Samples.NOW : null,
                status == ParcelStatus.DELIVERED ? Samples.NOW : null,
                List.of(new Shipment.Line(1, "85123A", "Hanging heart T-light holder 心形烛台", 6)),
                Arrays.stream(ParcelStatus.values())
                        .limit(gone ? 9 : 1)
                        .map(each ->
                                new Shipment.Event(Samples.NOW, each, "杭州", "CARRIER", each == ParcelStatus.EXCEPTION))
                        .toList());
    }

    static ShipBoard.Card card(ShipBoard.Trouble why) {
        return new ShipBoard.Card(
                new ShipmentId(3),
                "100007",
                1,
                "王小明",
                Shipment.State.HANDED_OVER,
                ParcelStatus.EXCEPTION,
                "sf",
                "SF1234567890123",
                DAY,
                Samples.NOW,
                6,
                why,
                why == ShipBoard.Trouble.REFUSED ? "address_not_served" : "");
    }

    static FulfilmentResource.BoardView board(boolean empty) {
        List<ShipBoard.Card> cards = empty
                ? List.of()
                : Arrays.stream(ShipBoard.Trouble.values())
                        .map(ParcelSamples::card)
                        .toList();
        List<ShipBoard.ToPick> waiting = empty
                ? List.of()
                : List.of(
                        new ShipBoard.ToPick(new OrderId(7), "100007", "王小明", Samples.NOW, 6, DAY),
                        new ShipBoard.ToPick(new OrderId(8), "100008", "Testing Person", Samples.NOW, 1, null));
        return new FulfilmentResource.BoardView(
                new ShipBoard.Lanes(
                        cards,
                        waiting,
                        cards,
                        cards,
                        Map.of("exceptions", cards.size(), "toPick", 1_234, "toShip", 5, "inTransit", 9)),
                List.of("sandbox"),
                50);
    }

    static FulfilmentResource.PickView picks(boolean empty) {
        return new FulfilmentResource.PickView(
                empty
                        ? List.of()
                        : List.of(
                                new ShipBoard.Pick(
                                        "A-01", "85123A", "Hanging heart", 9, Map.of("100007", 6, "100008", 3)),
                                new ShipBoard.Pick("", "71053", "White metal lantern", 1, Map.of("100007", 1))),
                List.of("100007", "100008"),
                Samples.NOW);
    }

    static FulfilmentResource.OrderParcels order() {
        return new FulfilmentResource.OrderParcels(
                Samples.order(Order.State.PAID),
                List.of(
                        new Shipments.OpenLine(1, "85123A", "Hanging heart", 6, 4),
                        new Shipments.OpenLine(2, "71053", "White metal lantern", 1, 0)),
                List.of(parcel(Shipment.State.HANDED_OVER, ParcelStatus.IN_TRANSIT)),
                List.of("sandbox"));
    }

    static ParcelResource.ParcelView parcelView(Shipment parcel, String typed) {
        return new ParcelResource.ParcelView(
                parcel,
                typed,
                typed.isEmpty()
                        ? List.of()
                        : List.of(
                                new TrackingNumber("fedex", "US", TrackingNumber.Validity.CHECKED),
                                new TrackingNumber("yunda", "CN", TrackingNumber.Validity.UNCHECKED)),
                Set.of("fedex", "sf", "yunda"),
                List.of(ParcelStatus.IN_TRANSIT, ParcelStatus.DELIVERED));
    }

    static ParcelResource.PrintView print() {
        return new ParcelResource.PrintView(
                parcel(Shipment.State.BOOKED, ParcelStatus.INFO_RECEIVED),
                Samples.order(Order.State.PAID),
                "Yardstick",
                Barcode.code128("SF1234567890123"),
                Barcode.qr("100007-1"));
    }

    static DeliveriesResource.DeliveriesView deliveries(Period period, Form form) {
        Deliveries.Accuracy accuracy = new Deliveries.Accuracy("sf", "standard", 12, 11, -3, 2);
        return new DeliveriesResource.DeliveriesView(
                period,
                List.of(DeliveriesResource.Line.of(accuracy)),
                List.of(new Deliveries.Calendar("*", "sandbox", LocalTime.of(16, 0), 1, 1, 3, "12345", "123456")),
                form);
    }

    public static Pickups.Point point() {
        return new Pickups.Point(
                "west-lake",
                "West Lake 西湖店",
                "杭州市西湖区文三路 1 号",
                "0571-0000000",
                "Asia/Shanghai",
                120,
                60,
                10,
                120,
                true,
                List.of(new Pickups.Hours(1, LocalTime.of(10, 0), LocalTime.of(20, 0))));
    }

    public static Pickups.Slot slot() {
        return new Pickups.Slot(
                7, "west-lake", "West Lake 西湖店", "Asia/Shanghai", Samples.NOW, Samples.NOW.plusSeconds(3_600), 3);
    }

    public static Pickups.Booking booking() {
        return new Pickups.Booking(
                new OrderId(7),
                "100007",
                "王小明",
                Pickups.State.BOOKED,
                point(),
                Samples.NOW,
                Samples.NOW.plusSeconds(3_600),
                3,
                Samples.money(1_200));
    }

    static PickupResource.DeskView desk(boolean found) {
        return new PickupResource.DeskView(
                found ? List.of(booking()) : List.of(),
                found ? "12345678" : "1",
                found ? booking() : null,
                found ? Samples.order(Order.State.PAID) : null,
                found,
                found ? null : Refusal.of("orders.pickup_unknown_code"));
    }
}

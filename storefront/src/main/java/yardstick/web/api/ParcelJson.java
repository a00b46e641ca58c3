package yardstick.web.api;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import yardstick.orders.Deliveries.Promise;
import yardstick.orders.Pickups;
import yardstick.orders.Shipment;

/** Parcels and pick-ups as the API shows them. */
final class ParcelJson {

    private ParcelJson() {}

    record Scan(String at, String status, String place) {}

    record Item(String code, String title, int quantity) {}

    record ParcelBody(
            int no,
            String carrier,
            @Nullable String trackingNumber,
            String status,
            List<Item> items,
            List<Scan> scans) {}

    record PromiseBody(String from, String by) {}

    record PickupBody(String point, String address, String startsAt, String endsAt, Pickups.State state, String code) {}

    record WayBody(
            @Nullable PromiseBody promise,
            List<ParcelBody> parcels,
            @Nullable PickupBody pickup) {}

    record SlotBody(long id, String point, String pointName, String zone, String startsAt, String endsAt, int left) {}

    record SlotsBody(List<SlotBody> slots) {}

    static @Nullable PromiseBody promise(@Nullable Promise promise) {
        return promise == null
                ? null
                : new PromiseBody(promise.from().toString(), promise.by().toString());
    }

    static ParcelBody parcel(Shipment parcel) {
        return new ParcelBody(
                parcel.no(),
                parcel.carrier(),
                parcel.trackingNumber(),
                parcel.status().code(),
                parcel.lines().stream()
                        .map(line -> new Item(line.code(), line.title(), line.quantity()))
                        .toList(),
                parcel.events().stream()
                        .map(event -> new Scan(text(event.at()), event.status().code(), event.place()))
                        .toList());
    }

    static PickupBody pickup(Pickups.Booking booking, String code) {
        return new PickupBody(
                booking.point().name(),
                booking.point().address(),
                text(booking.startsAt()),
                text(booking.endsAt()),
                booking.state(),
                code);
    }

    static SlotBody slot(Pickups.Slot slot) {
        return new SlotBody(
                slot.id(),
                slot.point(),
                slot.pointName(),
                slot.zone(),
                text(slot.startsAt()),
                text(slot.endsAt()),
                slot.left());
    }

    private static String text(Instant at) {
        return at.toString();
    }
}

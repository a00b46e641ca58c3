package yardstick.web.shop;

import yardstick.orders.Deliveries.Tracking;
import yardstick.orders.Shipment;

/** The tracking page. */
public record TrackView(Frame frame, Tracking tracking) {

    /** Parcels shoppers hear of: those with a number. */
    public java.util.List<Shipment> parcels() {
        return tracking.parcels().stream()
                .filter(parcel ->
                        parcel.state() == Shipment.State.BOOKED || parcel.state() == Shipment.State.HANDED_OVER)
                .toList();
    }
}

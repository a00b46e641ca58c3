package yardstick.web.shop;

import java.util.Locale;
import yardstick.kernel.Language;
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

    /** Town and country in the words of the language; Chinese goes from the large to the small. */
    public String place(Language language) {
        String place = tracking.place();
        if (!place.matches("(.* )?[A-Z]{2}")) {
            return place;
        }
        String town = place.substring(0, place.length() - 2).strip();
        String country = Locale.of("", place.substring(place.length() - 2)).getDisplayCountry(language.locale());
        if (town.isEmpty()) {
            return country;
        }
        return language == Language.ZH ? country + " " + town : town + ", " + country;
    }
}

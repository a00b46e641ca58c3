package yardstick.orders;

import java.util.List;
import yardstick.kernel.Language;

/** Shipping labels, 100 x 150 mm each, for a label printer. */
public interface Labels {

    /**
     * One page per parcel that has a tracking number and has not been called off, in the order asked for: sender, carrier,
     * address, the number as Code 128 and as QR code. PDF 1.7 with embedded fonts, Chinese included.
     *
     * @return empty when none of the parcels can have a label
     */
    byte[] pdf(List<ShipmentId> parcels, Language language);
}

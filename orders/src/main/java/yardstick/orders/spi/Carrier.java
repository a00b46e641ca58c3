package yardstick.orders.spi;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.orders.ParcelStatus;

/**
 * A company that carries parcels. Every call names the parcel by the shop's own key, which is the idempotency key of
 * its creation; a time-out or a broken answer is {@link Answer.Unknown}, never a refusal.
 */
public interface Carrier {

    /** Stable code, for example {@code sandbox}; part of the webhook's address. */
    String code();

    /**
     * @param key the same for every call about this parcel, 22 characters or more
     * @param address as the shopper gave it: {@code name, phone, line1, district, city, region,
     *     postcode, country}
     */
    record Parcel(String key, String orderNumber, String method, Map<String, String> address, String webhookUrl) {}

    /** Something the carrier saw, at the time it happened. */
    record Scan(Instant at, ParcelStatus status, String place) {}

    /** What is known of a parcel. */
    sealed interface Answer {
        /**
         * @param promisedBy the carrier's own promise, or null
         * @param scans all it has, in any order
         */
        record Booked(String trackingNumber, @Nullable LocalDate promisedBy, List<Scan> scans) implements Answer {}

        /** The carrier will not come for it, and nothing is charged. */
        record Withdrawn() implements Answer {}

        /** A definite no, for example to an address it does not serve or to a withdrawal that comes too late. */
        record Refused(String reason) implements Answer {}

        /** The carrier has never heard of this key. */
        record Missing() implements Answer {}

        record Unknown(String why) implements Answer {}
    }

    Answer create(Parcel parcel);

    Answer query(Parcel parcel);

    Answer cancel(Parcel parcel);

    /** One scan of one parcel, from a webhook whose signature and age are right. */
    record Notice(String eventId, String trackingNumber, Scan scan) {}

    /** Empty when the signature is missing, wrong or older than 300 s. Header names are lower case. */
    Optional<Notice> verify(Map<String, String> headers, byte[] body);
}

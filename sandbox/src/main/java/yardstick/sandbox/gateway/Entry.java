package yardstick.sandbox.gateway;

import static yardstick.sandbox.json.Documents.JSON;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.time.Instant;
import java.util.Locale;

/**
 * One line of the gateway's own books.
 *
 * @param payer fingerprint of the card or wallet it was paid with, empty when the shopper named none
 */
record Entry(Kind kind, long amount, String payer) {

    Entry(Kind kind, long amount) {
        this(kind, amount, "");
    }

    Entry by(String account) {
        return new Entry(kind, amount, account);
    }

    enum Kind {
        AUTHORISE,
        CAPTURE,
        VOID,
        REFUND,
        DECLINE
    }

    JsonObject line(long seq, Instant at, Payment.Terms terms) {
        JsonObjectBuilder line = JSON.createObjectBuilder()
                .add("seq", seq)
                .add("at", at.toString())
                .add("merchant", terms.merchant())
                .add("attempt", terms.attempt())
                .add("payment_id", terms.id())
                .add("order", terms.order())
                .add("channel", terms.channel())
                .add("kind", kind.name().toLowerCase(Locale.ROOT))
                .add("amount_minor", amount)
                .add("currency", terms.currency());
        return payer.isEmpty() ? line.build() : line.add("payer", payer).build();
    }
}

package yardstick.sandbox.gateway;

import static yardstick.sandbox.json.Documents.JSON;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.Locale;

/** One line of the gateway's own books. */
record Entry(Kind kind, long amount) {

    enum Kind {
        AUTHORISE,
        CAPTURE,
        VOID,
        REFUND,
        DECLINE
    }

    JsonObject line(long seq, Instant at, Payment.Terms terms) {
        return JSON.createObjectBuilder()
                .add("seq", seq)
                .add("at", at.toString())
                .add("merchant", terms.merchant())
                .add("attempt", terms.attempt())
                .add("payment_id", terms.id())
                .add("order", terms.order())
                .add("channel", terms.channel())
                .add("kind", kind.name().toLowerCase(Locale.ROOT))
                .add("amount_minor", amount)
                .add("currency", terms.currency())
                .build();
    }
}

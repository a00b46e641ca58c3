package yardstick.sandbox.gateway;

import static yardstick.sandbox.json.Documents.JSON;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import org.jspecify.annotations.Nullable;
import yardstick.sandbox.fault.Faults;

/** One payment as it stands; every change makes a new one. */
record Payment(
        Terms terms,
        Status status,
        long captured,
        long refunded,
        @Nullable String declineReason) {

    /** What was agreed at the beginning and never changes. */
    record Terms(
            String id,
            String attempt,
            String order,
            String merchant,
            String channel,
            long amount,
            String currency,
            String returnUrl,
            String webhookUrl,
            boolean manualCapture) {

        /** What faults choose it by. */
        Faults.Payments hit() {
            return new Faults.Payments(amount, channel);
        }
    }

    static Payment begun(Terms terms) {
        return new Payment(terms, Status.REQUIRES_ACTION, 0, 0, null);
    }

    Payment authorised() {
        return new Payment(terms, Status.AUTHORISED, 0, 0, null);
    }

    Payment captured(long amount) {
        return new Payment(terms, Status.CAPTURED, amount, 0, null);
    }

    Payment declined(String reason) {
        return new Payment(terms, Status.DECLINED, 0, 0, reason);
    }

    Payment voided() {
        return new Payment(terms, Status.VOIDED, 0, 0, null);
    }

    Payment refundedBy(long amount) {
        long total = Math.addExact(refunded, amount);
        return new Payment(terms, total == captured ? Status.REFUNDED : Status.CAPTURED, captured, total, null);
    }

    /** @param base address of the gateway as browsers reach it */
    JsonObject view(String base) {
        return fields().add("redirect_url", base + "/pay/" + terms.id()).build();
    }

    /** All of it, for the ledger. */
    JsonObject snapshot() {
        return fields().add("return_url", terms.returnUrl())
                .add("webhook_url", terms.webhookUrl())
                .add("capture", terms.manualCapture() ? "manual" : "automatic")
                .build();
    }

    private JsonObjectBuilder fields() {
        JsonObjectBuilder fields = JSON.createObjectBuilder()
                .add("id", terms.id())
                .add("attempt", terms.attempt())
                .add("order", terms.order())
                .add("merchant", terms.merchant())
                .add("channel", terms.channel())
                .add("status", status.code())
                .add("amount_minor", terms.amount())
                .add("captured_minor", captured)
                .add("refunded_minor", refunded)
                .add("currency", terms.currency());
        return declineReason == null ? fields.addNull("decline_reason") : fields.add("decline_reason", declineReason);
    }

    static Payment of(JsonObject snapshot) {
        Terms terms = new Terms(
                snapshot.getString("id"),
                snapshot.getString("attempt"),
                snapshot.getString("order"),
                snapshot.getString("merchant"),
                snapshot.getString("channel"),
                snapshot.getJsonNumber("amount_minor").longValueExact(),
                snapshot.getString("currency"),
                snapshot.getString("return_url"),
                snapshot.getString("webhook_url"),
                snapshot.getString("capture").equals("manual"));
        return new Payment(
                terms,
                Status.of(snapshot.getString("status")),
                snapshot.getJsonNumber("captured_minor").longValueExact(),
                snapshot.getJsonNumber("refunded_minor").longValueExact(),
                snapshot.isNull("decline_reason") ? null : snapshot.getString("decline_reason"));
    }
}

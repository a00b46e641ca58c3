package yardstick.sandbox.webhook;

import static yardstick.sandbox.json.Documents.JSON;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import yardstick.sandbox.fault.Kind;

/** What a message says when amount, currency or state come out wrong; the books stay right. */
public final class Distortion {

    private static final Set<Kind> KINDS =
            EnumSet.of(Kind.WRONG_AMOUNT, Kind.WRONG_CURRENCY, Kind.UNKNOWN_CURRENCY, Kind.LATE_DECLINE);

    private Distortion() {}

    /** A payment, or a message with a {@code payment} in it, as the fault makes it look. */
    public static JsonObject of(JsonObject truth, @Nullable Kind fault) {
        if (fault == null || !KINDS.contains(fault)) {
            return truth;
        }
        if (truth.containsKey("payment")) {
            return JSON.createObjectBuilder(truth)
                    .add("payment", of(truth.getJsonObject("payment"), fault))
                    .build();
        }
        JsonObjectBuilder wrong = JSON.createObjectBuilder(truth);
        JsonObjectBuilder made = switch (fault) {
            case WRONG_CURRENCY ->
                wrong.add("currency", truth.getString("currency").equals("USD") ? "EUR" : "USD");
            case UNKNOWN_CURRENCY -> wrong.add("currency", "?");
            case LATE_DECLINE ->
                wrong.add("status", "declined")
                        .add("decline_reason", "do_not_honour")
                        .add("captured_minor", 0);
            default -> more(truth, wrong);
        };
        return made.build();
    }

    private static JsonObjectBuilder more(JsonObject truth, JsonObjectBuilder wrong) {
        for (String field : List.of("amount_minor", "captured_minor")) {
            wrong.add(field, truth.getJsonNumber(field).longValue() + 1);
        }
        return wrong;
    }
}

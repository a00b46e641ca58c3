package yardstick.sandbox.webhook;

import static yardstick.sandbox.json.Documents.JSON;

import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import org.jspecify.annotations.Nullable;
import yardstick.sandbox.fault.Kind;

/** What a message says when amount or currency come out wrong; the books stay right. */
public final class Distortion {

    private Distortion() {}

    /** A payment, or a message with a {@code payment} in it, as the fault makes it look. */
    public static JsonObject of(JsonObject truth, @Nullable Kind fault) {
        if (fault != Kind.WRONG_AMOUNT && fault != Kind.WRONG_CURRENCY) {
            return truth;
        }
        if (truth.containsKey("payment")) {
            return JSON.createObjectBuilder(truth)
                    .add("payment", of(truth.getJsonObject("payment"), fault))
                    .build();
        }
        JsonObjectBuilder wrong = JSON.createObjectBuilder(truth);
        if (fault == Kind.WRONG_CURRENCY) {
            return wrong.add("currency", truth.getString("currency").equals("USD") ? "EUR" : "USD")
                    .build();
        }
        for (String field : List.of("amount_minor", "captured_minor")) {
            wrong.add(field, truth.getJsonNumber(field).longValue() + 1);
        }
        return wrong.build();
    }
}

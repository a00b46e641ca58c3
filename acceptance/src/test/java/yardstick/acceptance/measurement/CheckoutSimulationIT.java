package yardstick.acceptance.measurement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import yardstick.acceptance.shop.Command;

/** Every order of these shoppers goes through cart, checkout and gateway, and the shop's own panel finds what was planted. */
class CheckoutSimulationIT {

    private static JsonObject play(String scenario, int shoppers) {
        Command.Result result = Command.run(
                "simulate",
                scenario,
                "--through",
                "checkout",
                "--shoppers",
                Integer.toString(shoppers),
                "--days",
                "7",
                "--json");
        assertEquals(0, result.code(), result.output() + result.errors());
        try (JsonReader reader = Json.createReader(new StringReader(result.output()))) {
            return reader.readObject();
        }
    }

    @Test
    void thePanelFindsWhatWasPlanted() {
        JsonObject answer = play("ab-cvr", 1_500).getJsonArray("answers").getJsonObject(0);
        assertTrue(answer.getBoolean("inside"), answer::toString);
    }

    @Test
    void aPaymentOutageIsStoppedAndNamed() {
        JsonObject result = play("payment-outage", 1_500);
        assertEquals("STOPPED", result.getJsonObject("notes").getString("state_after_guard"), result::toString);
        assertTrue(
                result.getJsonArray("answers")
                                .getJsonObject(0)
                                .getJsonNumber("high")
                                .doubleValue()
                        < -0.3,
                result::toString);
    }
}

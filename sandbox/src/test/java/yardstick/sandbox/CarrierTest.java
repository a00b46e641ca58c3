package yardstick.sandbox;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CarrierTest {

    @TempDir
    Path data;

    @Test
    void parcelIsTakenMovedAndRemembered() throws Exception {
        try (Shop shop = new Shop(data)) {
            HttpResponse<String> taken = take(shop);
            assertEquals(201, taken.statusCode());
            assertEquals(taken.body(), take(shop).body(), "same key, same parcel");
            String number = Shop.parse(taken.body()).getString("tracking_number");
            String advance = "/sandbox/carrier/" + number + "/advance";
            assertEquals("InTransit", Shop.parse(shop.plain(advance, "").body()).getString("status"));
            JsonObject event = shop.hooks(1).getFirst().body();
            assertEquals("shipment.status", event.getString("type"));
            assertEquals("InTransit", event.getJsonObject("shipment").getString("status"));
            shop.restart();
            HttpResponse<String> found = shop.send(
                    shop.signed("/v1/shipments/" + number, "carrier secret", "").GET());
            assertEquals("InTransit", Shop.parse(found.body()).getString("status"));
            assertEquals(
                    401, shop.get("/v1/shipments/" + number).statusCode(), "the gateway's secret is not the carrier's");
            assertEquals(422, shop.plain(advance, "{\"status\":\"Teleported\"}").statusCode());
            assertTrue(shop.plain(advance, "{\"status\":\"Exception\"}").body().contains("Exception"));
        }
    }

    private static HttpResponse<String> take(Shop shop) {
        JsonObject shipment = Json.createObjectBuilder()
                .add("merchant", "yardstick")
                .add("order", "Y-1")
                .add("address", Json.createObjectBuilder().add("city", "Hangzhou"))
                .add("parcels", 1)
                .add("webhook_url", shop.hookUrl())
                .build();
        return shop.send(shop.signed("/v1/shipments", "carrier secret", shipment.toString())
                .header("Idempotency-Key", "s1"));
    }
}

package yardstick.tracking;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import org.junit.jupiter.api.Test;
import yardstick.tracking.EventDictionary.Origin;

class EventDictionaryTest {

    @Test
    void everyEventHasASchemaOfItsEnvelope() {
        for (Origin origin : Origin.values()) {
            for (String name : EventDictionary.names(origin)) {
                JsonObject schema = Json.createReader(new StringReader(
                                EventDictionary.schema(name, "/x/" + name).orElseThrow()))
                        .readObject();
                JsonObject properties = schema.getJsonObject("properties");
                assertEquals(name, properties.getJsonObject("type").getString("const"));
                assertEquals(
                        EventDictionary.find(name).orElseThrow().parameters().size(),
                        properties
                                .getJsonObject("data")
                                .getJsonObject("properties")
                                .size(),
                        name);
            }
        }
        assertEquals(23, EventDictionary.names(Origin.BROWSER).size());
        assertTrue(EventDictionary.schema("nothing", "").isEmpty());
    }
}

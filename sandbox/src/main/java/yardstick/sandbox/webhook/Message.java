package yardstick.sandbox.webhook;

import jakarta.json.JsonObject;

/** A webhook that has to reach the shop. */
public record Message(String eventId, String url, JsonObject body) {}

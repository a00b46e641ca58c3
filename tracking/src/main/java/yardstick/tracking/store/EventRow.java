package yardstick.tracking.store;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Fact;
import yardstick.tracking.Tracker;

/** An event on its way into the store: the columns of its own, and the parameters some columns are lifted from. */
public record EventRow(
        String id,
        String name,
        @Nullable String visitor,
        Instant occurredAt,
        String page,
        String language,
        String referrer,
        Map<String, Object> parameters) {

    /** Longest parameter text and longest line, in characters. */
    public static final int MAX_PARAMETERS = 16_384;

    public static EventRow of(Tracker.Event event) {
        return new EventRow(
                event.id(),
                event.name(),
                event.visitor().value(),
                event.occurredAt(),
                event.page(),
                event.language(),
                event.referrer(),
                event.parameters());
    }

    /** Without a consenting visitor the event says what happened, but not to which customer. */
    public static EventRow of(Fact fact) {
        Map<String, Object> parameters = new LinkedHashMap<>(fact.parameters());
        if (fact.visitor() == null) {
            parameters.remove("customer");
        }
        String visitor = fact.visitor() == null ? null : fact.visitor().value();
        return new EventRow(fact.id(), fact.name(), visitor, fact.occurredAt(), "", "", "", parameters);
    }

    /** One line of a segment; times are microseconds since the epoch. */
    public String line(Instant receivedAt) {
        Map<String, @Nullable Object> line = new LinkedHashMap<>();
        line.put("event_id", id);
        line.put("name", name);
        line.put("visitor", visitor);
        line.put("session", text("session"));
        line.put("occurred_us", micros(occurredAt));
        line.put("received_us", micros(receivedAt));
        line.put("page", page);
        line.put("language", language);
        line.put("referrer", referrer);
        line.put("release", text("release"));
        line.put("variant", text("variant"));
        line.put("order_id", whole("order_id"));
        line.put("value_minor", whole("value_minor"));
        line.put("currency", text("currency"));
        line.put("customer", text("customer"));
        line.put("sku", text("sku"));
        line.put("parameters", Json.of(parameters));
        return Json.of(line);
    }

    static long micros(Instant instant) {
        return ChronoUnit.MICROS.between(Instant.EPOCH, instant);
    }

    private @Nullable String text(String parameter) {
        Object value = parameters.get(parameter);
        return value instanceof String || value instanceof Number ? value.toString() : null;
    }

    private @Nullable Long whole(String parameter) {
        Object value = parameters.get(parameter);
        if (value instanceof Number number) {
            return number.longValue();
        }
        return value instanceof String digits && digits.matches("-?\\d{1,18}") ? Long.valueOf(digits) : null;
    }
}

package yardstick.tracking.intake;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import yardstick.tracking.Tracker.Event;

/** The kind of device, which is all that is kept of a user agent. */
final class Device {

    private Device() {}

    static String of(String userAgent) {
        String agent = userAgent.toLowerCase(Locale.ROOT);
        if (agent.contains("ipad") || agent.contains("tablet")) {
            return "tablet";
        }
        boolean android = agent.contains("android");
        if (android && !agent.contains("mobile")) {
            return "tablet";
        }
        return android || agent.contains("iphone") || agent.contains("mobile") ? "mobile" : "desktop";
    }

    static List<Event> added(List<Event> events, String userAgent) {
        return events.stream().map(event -> added(event, userAgent)).toList();
    }

    /** Page views say what they were seen on. */
    static Event added(Event event, String userAgent) {
        if (userAgent.isEmpty() || !event.name().equals("page_view")) {
            return event;
        }
        Map<String, Object> parameters = new HashMap<>(event.parameters());
        parameters.put("device", of(userAgent));
        return new Event(
                event.id(),
                event.name(),
                event.visitor(),
                event.occurredAt(),
                event.page(),
                event.language(),
                event.referrer(),
                parameters);
    }
}

package yardstick.tracking;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import yardstick.kernel.VisitorId;

/** Intake of behaviour events from browsers that consented to analytics. */
public interface Tracker {

    /**
     * One raw behaviour.
     *
     * @param id unique per event, made by the sender; duplicates are stored once
     * @param name GA4 name: {@code page_view}, {@code view_item}, {@code add_to_cart}, ...
     * @param page path without query, or empty
     */
    record Event(
            String id,
            String name,
            VisitorId visitor,
            Instant occurredAt,
            String page,
            String language,
            String referrer,
            Map<String, Object> parameters) {}

    /**
     * Stores the events durably before returning: accepted means stored exactly once. Unknown names, future or
     * ancient times (7 days back, 5 minutes ahead) and bots are dropped and counted, and so are names that only the
     * server may say: {@code purchase}, {@code refund}, {@code exposure}.
     *
     * @param userAgent for the bot filter; not stored; empty is a bot
     * @return number accepted
     */
    int accept(List<Event> events, String userAgent);

    /**
     * Queues an event of the server itself (a rendered page, an exposure) without waiting for the disk. When the queue
     * is full the event is dropped and counted.
     *
     * @param userAgent for the bot filter; empty when the server vouches for the event
     */
    void note(Event event, String userAgent);
}

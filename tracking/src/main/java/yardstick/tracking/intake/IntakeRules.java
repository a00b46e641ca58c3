package yardstick.tracking.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import yardstick.tracking.EventDictionary;
import yardstick.tracking.EventDictionary.Origin;
import yardstick.tracking.Tracker.Event;
import yardstick.tracking.store.EventRow;
import yardstick.tracking.store.Json;

/** Why an event is not stored; the reason is the name it is counted under. */
final class IntakeRules {

    static final Duration OLDEST = Duration.ofDays(7);
    static final Duration AHEAD = Duration.ofMinutes(5);
    private static final int LONGEST_ID = 128;
    private static final int LONGEST_TEXT = 2_048;

    /** Whose a browser or an order is, no browser may say. */
    private static final List<String> SERVERS_OWN = List.of("customer", "order_id");

    private static final List<String> BOTS = List.of(
            "bot",
            "crawl",
            "spider",
            "slurp",
            "archiver",
            "facebookexternalhit",
            "preview",
            "lighthouse",
            "phantomjs",
            "pingdom",
            "uptime",
            "scrapy",
            "curl/",
            "wget/",
            "python-",
            "go-http-client",
            "libwww",
            "java/",
            "apache-httpclient",
            "node-fetch",
            "axios/");

    private IntakeRules() {}

    /** For an event of a browser. */
    static Optional<String> objection(Event event, Instant now) {
        if (EventDictionary.names(Origin.SERVER).contains(event.name())) {
            return Optional.of("server_only_name");
        }
        if (!typed(event) || SERVERS_OWN.stream().anyMatch(event.parameters()::containsKey)) {
            return Optional.of("wrong_parameter");
        }
        if (event.occurredAt().isBefore(now.minus(OLDEST))) {
            return Optional.of("too_old");
        }
        if (event.occurredAt().isAfter(now.plus(AHEAD))) {
            return Optional.of("in_the_future");
        }
        return objection(event);
    }

    /** For any event: what holds for history too. */
    static Optional<String> objection(Event event) {
        if (EventDictionary.find(event.name()).isEmpty()) {
            return Optional.of("unknown_name");
        }
        if (event.id().isBlank() || event.visitor().value().isBlank()) {
            return Optional.of("no_id");
        }
        boolean large = event.id().length() > LONGEST_ID
                || event.visitor().value().length() > LONGEST_ID
                || event.page().length() > LONGEST_TEXT
                || event.referrer().length() > LONGEST_TEXT
                || event.language().length() > LONGEST_ID
                || Json.of(event.parameters()).length() > EventRow.MAX_PARAMETERS;
        return large ? Optional.of("too_large") : Optional.empty();
    }

    /** Whether every parameter that the event's schema names is of its type. */
    private static boolean typed(Event event) {
        return EventDictionary.find(event.name()).stream()
                .flatMap(known -> known.parameters().stream())
                .allMatch(parameter -> {
                    Object value = event.parameters().get(parameter.name());
                    return value == null || parameter.holds(value);
                });
    }

    static boolean bot(String userAgent) {
        String agent = userAgent.toLowerCase(Locale.ROOT);
        return agent.isBlank() || BOTS.stream().anyMatch(agent::contains);
    }
}

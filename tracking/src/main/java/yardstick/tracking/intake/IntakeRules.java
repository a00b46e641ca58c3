package yardstick.tracking.intake;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import yardstick.tracking.Tracker.Event;
import yardstick.tracking.store.EventRow;
import yardstick.tracking.store.Json;

/** Why an event is not stored; the reason is the name it is counted under. */
final class IntakeRules {

    static final Duration OLDEST = Duration.ofDays(7);
    static final Duration AHEAD = Duration.ofMinutes(5);
    private static final int LONGEST_ID = 128;
    private static final int LONGEST_TEXT = 2_048;

    /** GA4's recommended ecommerce and engagement names, and this shop's technical ones. */
    private static final Set<String> BROWSER_NAMES = Set.of(
            "page_view",
            "view_item_list",
            "select_item",
            "view_item",
            "add_to_wishlist",
            "add_to_cart",
            "remove_from_cart",
            "view_cart",
            "begin_checkout",
            "add_shipping_info",
            "add_payment_info",
            "view_promotion",
            "select_promotion",
            "search",
            "view_search_results",
            "login",
            "sign_up",
            "share",
            "scroll",
            "click",
            "form_start",
            "form_submit",
            "user_engagement",
            "web_vitals",
            "exception");

    /** What only the server may claim. */
    private static final Set<String> SERVER_NAMES = Set.of("purchase", "refund", "exposure");

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
        if (SERVER_NAMES.contains(event.name())) {
            return Optional.of("server_only_name");
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
        if (!BROWSER_NAMES.contains(event.name()) && !SERVER_NAMES.contains(event.name())) {
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

    static boolean bot(String userAgent) {
        String agent = userAgent.toLowerCase(Locale.ROOT);
        return agent.isBlank() || BOTS.stream().anyMatch(agent::contains);
    }
}

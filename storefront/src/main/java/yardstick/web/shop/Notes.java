package yardstick.web.shop;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import yardstick.catalog.ProductCard;
import yardstick.kernel.Money;
import yardstick.kernel.VisitorId;
import yardstick.orders.Cart;
import yardstick.tracking.Tracker;
import yardstick.web.CurrentVisit;
import yardstick.web.Seal;
import yardstick.web.Visit;

/** Tells tracking which page a consenting visitor was shown; without consent nothing leaves this class. */
@ApplicationScoped
class Notes {

    private static final Set<String> TAGS = Set.of("utm_source", "utm_medium", "utm_campaign", "utm_content");
    private static final int LONGEST_TAG = 80;

    @Inject
    CurrentVisit current;

    @Inject
    Tracker tracker;

    @Inject
    Clock clock;

    void pageView() {
        note("page_view", tags(current.get().incoming().query()));
    }

    /** The tags of a link that say which channel, campaign and creative brought the visitor. */
    static Map<String, Object> tags(String query) {
        Map<String, Object> tags = new HashMap<>();
        for (String pair : query.split("&")) {
            int equals = pair.indexOf('=');
            if (pair.startsWith("utm_") && equals > 0 && TAGS.contains(pair.substring(0, equals))) {
                try {
                    String value = URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8);
                    tags.put(pair.substring(0, equals), value.substring(0, Math.min(LONGEST_TAG, value.length())));
                } catch (IllegalArgumentException e) {
                    tags.remove(pair.substring(0, equals));
                }
            }
        }
        return tags;
    }

    void note(String name, Map<String, Object> parameters) {
        Visit visit = current.get();
        VisitorId visitor = visit.visitor();
        if (visitor == null) {
            return;
        }
        tracker.note(
                new Tracker.Event(
                        Seal.token(),
                        name,
                        visitor,
                        clock.instant(),
                        visit.incoming().path(),
                        visit.language().tag(),
                        visit.incoming().referrer(),
                        parameters),
                visit.incoming().userAgent());
    }

    void list(String list, List<ProductCard> cards) {
        pageView();
        if (current.get().visitor() == null) {
            return;
        }
        List<Map<String, Object>> items = new ArrayList<>(cards.size());
        for (ProductCard card : cards) {
            items.add(Map.of("item_id", card.sku().value(), "index", items.size()));
        }
        note("view_item_list", Map.of("item_list_name", list, "items", items));
    }

    void cart(String name, Cart cart) {
        pageView();
        if (current.get().visitor() == null) {
            return;
        }
        List<Map<String, Object>> items = cart.lines().stream()
                .map(line -> Map.<String, Object>of(
                        "item_id",
                        line.sku().id().value(),
                        "quantity",
                        line.quantity(),
                        "price_minor",
                        line.unitPrice().minor()))
                .toList();
        Money total = cart.total();
        note(name, Map.of("value_minor", total.minor(), "currency", total.currency(), "items", items));
    }
}

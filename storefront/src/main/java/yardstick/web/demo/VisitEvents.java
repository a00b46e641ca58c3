package yardstick.web.demo;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.Sku;
import yardstick.kernel.Language;
import yardstick.kernel.VisitorId;
import yardstick.orders.Orders;
import yardstick.tracking.Tracker;
import yardstick.web.demo.DemoOrder.Line;

/** Spells a visit out as the events that a browser and the server would have sent. */
final class VisitEvents {

    private static final List<String> REFERRERS =
            List.of("", "", "", "https://search.example/", "https://news.example/");

    private final Function<DemoProduct, @Nullable Sku> skus;
    private final Map<String, Orders.Summary> orders;
    private final String currency;

    /** @param orders imported orders by number */
    VisitEvents(Function<DemoProduct, @Nullable Sku> skus, Map<String, Orders.Summary> orders, String currency) {
        this.skus = skus;
        this.orders = orders;
        this.currency = currency;
    }

    List<Tracker.Event> of(DemoVisit visit) {
        Telling telling = new Telling(visit);
        telling.page("");
        for (DemoProduct product : visit.viewed()) {
            telling.view(product);
        }
        for (Line line : visit.cart()) {
            telling.add(line);
        }
        if (!visit.cart().isEmpty()) {
            telling.cart();
        }
        if (visit.order() != null) {
            telling.bought(visit.order());
        }
        return telling.events;
    }

    private Map<String, Object> item(Line line) {
        Map<String, Object> item = new LinkedHashMap<>();
        DemoProduct product = line.product();
        Sku sku = skus.apply(product);
        item.put("item_id", product.code());
        if (sku != null) {
            item.put("sku", sku.id().value());
        }
        item.put("item_name", product.title());
        item.put("price_minor", product.priceMinor());
        item.put("quantity", line.quantity());
        return item;
    }

    private final class Telling {

        private static final int BETWEEN_SECONDS = 25;

        private final DemoVisit visit;
        private final List<Tracker.Event> events = new ArrayList<>();
        private final Language language;

        Telling(DemoVisit visit) {
            this.visit = visit;
            this.language = visit.chinese() ? Language.ZH : Language.EN;
        }

        void page(String path) {
            tell("page_view", path, Map.of());
        }

        void view(DemoProduct product) {
            Sku sku = skus.apply(product);
            if (sku != null) {
                tell(
                        "view_item",
                        "/p/" + sku.slug(),
                        values(sku, product.priceMinor(), List.of(item(new Line(product, 1)))));
            }
        }

        void add(Line line) {
            Sku sku = skus.apply(line.product());
            if (sku != null) {
                tell("add_to_cart", "/p/" + sku.slug(), values(sku, line.totalMinor(), List.of(item(line))));
            }
        }

        private Map<String, Object> values(Sku sku, long minor, List<Map<String, Object>> items) {
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("sku", sku.id().value());
            values.put("value_minor", minor);
            values.put("currency", currency);
            values.put("items", items);
            return values;
        }

        void cart() {
            page("/cart");
            if (visit.exposed()) {
                String release = DemoRelease.KEY;
                tell(
                        "exposure:" + release + ":" + DemoOrder.SOURCE + ":" + visit.visitor(),
                        "exposure",
                        "",
                        Map.of("release", release, "variant", visit.variant()));
            }
        }

        /** The id is the one of the live fact, so an order is a purchase once, wherever it is told. */
        void bought(DemoOrder order) {
            tell("begin_checkout", "/checkout", Map.of("value_minor", order.totalMinor(), "currency", currency));
            Orders.Summary imported = orders.get(order.number());
            if (imported == null) {
                throw new IllegalStateException("order " + order.number() + " was not imported");
            }
            Map<String, Object> values = new LinkedHashMap<>();
            values.put("transaction_id", order.number());
            values.put("order_id", imported.id().value());
            values.put("value_minor", imported.total().minor());
            values.put("currency", imported.total().currency());
            values.put("source", DemoOrder.SOURCE);
            if (imported.customer() != null) {
                values.put("customer", imported.customer().value());
            }
            values.put(
                    "items", order.lines().stream().map(VisitEvents.this::item).toList());
            add(new Telling.Moment("purchase:" + imported.id().value(), "purchase", order.placedAt()), "", values);
        }

        private record Moment(String id, String name, Instant at) {}

        private void tell(String name, String path, Map<String, Object> parameters) {
            tell(visit.id() + ":" + events.size(), name, path, parameters);
        }

        private void tell(String id, String name, String path, Map<String, Object> parameters) {
            Instant at = visit.startedAt().plusSeconds((long) BETWEEN_SECONDS * events.size());
            add(new Moment(id, name, at), path, parameters);
        }

        private void add(Moment moment, String path, Map<String, Object> parameters) {
            boolean first = events.isEmpty();
            events.add(new Tracker.Event(
                    moment.id(),
                    moment.name(),
                    new VisitorId(visit.visitor()),
                    moment.at(),
                    "/" + language.code() + path,
                    language.tag(),
                    first ? REFERRERS.get(Math.floorMod(visit.id().hashCode(), REFERRERS.size())) : "",
                    parameters));
        }
    }
}

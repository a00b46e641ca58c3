package yardstick.web.shop;

import jakarta.ws.rs.core.MultivaluedMap;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.SkuId;
import yardstick.orders.AfterSale.Kind;
import yardstick.orders.AfterSales.Actor;
import yardstick.orders.AfterSales.Replacement;
import yardstick.orders.AfterSales.Request;
import yardstick.orders.AfterSales.Wanted;
import yardstick.orders.Order;

/**
 * What somebody chose on the page for cancelling and returning, as its fields travel from step to step.
 *
 * @param kind {@code cancel} or {@code return}
 * @param instead empty for the money, {@code again} for the same goods, {@code other} for another article
 * @param sku the other article, or null
 * @param quantity of the other article
 * @param key of the request, made with its explanation: sent twice it counts once
 */
public record AfterSaleForm(
        String kind,
        List<Wanted> wanted,
        String instead,
        @Nullable Long sku,
        int quantity,
        String note,
        String key) {

    static AfterSaleForm of(Order order, MultivaluedMap<String, String> fields) {
        String kind = text(fields, "kind").equals("cancel") ? "cancel" : "return";
        List<Wanted> wanted = wanted(order, fields);
        String instead = kind.equals("cancel") ? "" : text(fields, "instead");
        int units = wanted.stream().mapToInt(Wanted::quantity).sum();
        String typed = text(fields, "quantity");
        return new AfterSaleForm(
                kind,
                wanted,
                instead,
                sku(order, wanted, instead, text(fields, "sku")),
                typed.matches("[1-9]\\d{0,2}") ? Integer.parseInt(typed) : Math.clamp(units, 1, 999),
                text(fields, "note"),
                text(fields, "key").matches("[A-Za-z0-9_-]{8,64}") ? text(fields, "key") : Keys.next());
    }

    private static @Nullable Long sku(Order order, List<Wanted> wanted, String instead, String typed) {
        if (instead.equals("again") && wanted.size() == 1) {
            SkuId same = order.lines().get(wanted.getFirst().lineNo() - 1).sku();
            return same == null ? null : same.value();
        }
        return instead.equals("other") && typed.matches("\\d{1,18}") ? Long.parseLong(typed) : null;
    }

    private static List<Wanted> wanted(Order order, MultivaluedMap<String, String> fields) {
        List<Wanted> wanted = new ArrayList<>();
        for (int line = 1; line <= order.lines().size(); line++) {
            String units = text(fields, "units" + line);
            if (units.matches("[1-9]\\d{0,3}")) {
                wanted.add(new Wanted(line, Integer.parseInt(units), text(fields, "reason" + line)));
            }
        }
        return wanted;
    }

    private static String text(MultivaluedMap<String, String> fields, String name) {
        String value = fields.getFirst(name);
        return value == null ? "" : value.strip();
    }

    boolean cancels() {
        return kind.equals("cancel");
    }

    /** Another article is wanted and not named yet. */
    boolean choosing() {
        return instead.equals("other") && sku == null && !wanted.isEmpty();
    }

    /** The same goods again can only be had for one line at a time. */
    boolean unclear() {
        return instead.equals("again") && wanted.size() > 1;
    }

    Kind asks() {
        return cancels() ? Kind.CANCEL : Kind.RETURN;
    }

    Request request(Order order) {
        Replacement replacement = sku == null ? null : new Replacement(new SkuId(sku), quantity);
        return new Request(order.id(), wanted, replacement, note, Actor.SHOPPER, key);
    }

    /** Everything that was chosen, to be sent along by the next step; without the other article when it is chosen there. */
    public Map<String, String> fields(boolean withArticle) {
        Map<String, String> fields = new LinkedHashMap<>();
        fields.put("kind", kind);
        for (Wanted each : wanted) {
            fields.put("units" + each.lineNo(), Integer.toString(each.quantity()));
            fields.put("reason" + each.lineNo(), each.reason());
        }
        fields.put("instead", instead);
        fields.put("note", note);
        if (withArticle) {
            fields.put("key", key);
        }
        if (withArticle && sku != null) {
            fields.put("sku", Long.toString(sku));
            fields.put("quantity", Integer.toString(quantity));
        }
        return fields;
    }

    /** The same as a query, for links. */
    public String query() {
        return fields(false).entrySet().stream()
                .map(each -> each.getKey() + '=' + URLEncoder.encode(each.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }

    private static final class Keys {

        private static final SecureRandom RANDOM = new SecureRandom();

        private Keys() {}

        static String next() {
            byte[] bytes = new byte[16];
            RANDOM.nextBytes(bytes);
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        }
    }
}

package yardstick.web.admin;

import jakarta.ws.rs.core.MultivaluedMap;
import java.math.BigDecimal;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.Goods;
import yardstick.catalog.Goods.Edit;
import yardstick.catalog.Goods.Fields;
import yardstick.catalog.Goods.Filter;
import yardstick.catalog.Goods.Lack;
import yardstick.kernel.Money;
import yardstick.kernel.Refusal;

/** The list of goods: its address, its grid and its bulk form as typed. */
public final class GoodsPage {

    private GoodsPage() {}

    /** @param query of this list without the page */
    public record GoodsView(
            Filter filter,
            String query,
            Goods.Page page,
            List<String> suppliers,
            List<Goods.ChangeSet> changes,
            List<Goods.SavedView> views,
            Form form) {}

    public record HistoryView(long product, List<Goods.Difference> differences) {}

    static Filter filter(MultivaluedMap<String, String> query) {
        return new Filter(
                text(query, "q"),
                text(query, "supplier"),
                text(query, "brand"),
                text(query, "category"),
                lack(text(query, "lack")));
    }

    private static Lack lack(String name) {
        for (Lack lack : Lack.values()) {
            if (lack.name().equalsIgnoreCase(name)) {
                return lack;
            }
        }
        return Lack.NOTHING;
    }

    private static String text(MultivaluedMap<String, String> query, String name) {
        String value = query.getFirst(name);
        String text = value == null ? "" : value.strip();
        return text.length() > 200 ? text.substring(0, 200) : text;
    }

    static String query(Filter filter) {
        Map<String, String> parts = new LinkedHashMap<>();
        parts.put("q", filter.text());
        parts.put("supplier", filter.supplier());
        parts.put("brand", filter.brand());
        parts.put("category", filter.category());
        parts.put("lack", filter.lack() == Lack.NOTHING ? "" : filter.lack().name());
        List<String> query = new ArrayList<>();
        parts.forEach((name, value) -> {
            if (!value.isEmpty()) {
                query.add(name + "=" + URLEncoder.encode(value, StandardCharsets.UTF_8));
            }
        });
        return String.join("&", query);
    }

    /** An amount as the grid shows and takes it. */
    public static String amount(@Nullable Long minor, String currency) {
        return minor == null ? "" : Money.of(minor, currency).major().toPlainString();
    }

    /** The rows of the grid that were sent, or why one of them cannot be taken. */
    static List<Edit> edits(Form form, MultivaluedMap<String, String> fields, String currency) {
        List<Edit> edits = new ArrayList<>();
        for (String id : fields.getOrDefault("row", List.of())) {
            if (!id.matches("\\d{1,18}")) {
                continue;
            }
            Optional<Long> before = minor(form.text("was_price_" + id), currency);
            Optional<Long> after = minor(form.text("price_" + id), currency);
            if (after.isEmpty() && !form.text("price_" + id).isEmpty()) {
                form.refuse("grid", Refusal.of("admin.field.money"));
            }
            edits.add(new Edit(
                    Long.parseLong(id),
                    new Fields(
                            form.text("was_title_" + id),
                            form.text("was_brand_" + id),
                            before.orElse(null),
                            form.text("was_active_" + id).equals("yes")),
                    new Fields(
                            form.text("title_" + id),
                            form.text("brand_" + id),
                            after.orElse(null),
                            form.text("active_" + id).equals("yes"))));
        }
        return edits;
    }

    private static Optional<Long> minor(String typed, String currency) {
        String plain = typed.replace(",", "");
        return plain.matches("\\d{1,12}(\\.\\d{1,3})?")
                ? Optional.of(Money.ofMajor(new BigDecimal(plain), currency).minor())
                : Optional.empty();
    }

    /** The bulk change that the form asks for, if it is complete; moments are typed in the shop's time zone. */
    static Optional<Goods.Bulk> bulk(Form form, ZoneId zone) {
        String value = form.text("bulk_value");
        return switch (form.text("bulk")) {
            case "price" ->
                value.matches("[+-]?\\d{1,3}(\\.\\d{1,2})?") && Double.parseDouble(value) > -100
                        ? Optional.of(new Goods.Bulk.Price(
                                new BigDecimal(value).movePointRight(2).intValueExact()))
                        : Optional.empty();
            case "brand" -> value.length() <= 300 ? Optional.of(new Goods.Bulk.Brand(value)) : Optional.empty();
            case "category" -> value.isEmpty() ? Optional.empty() : Optional.of(new Goods.Bulk.Category(value));
            case "sell" -> Optional.of(new Goods.Bulk.Active(true));
            case "withdraw" -> Optional.of(new Goods.Bulk.Active(false));
            case "schedule" -> shown(form, zone);
            default -> Optional.empty();
        };
    }

    private static Optional<Goods.Bulk> shown(Form form, ZoneId zone) {
        try {
            return Optional.of(
                    new Goods.Bulk.Shown(moment(form.text("bulk_from"), zone), moment(form.text("bulk_until"), zone)));
        } catch (DateTimeParseException e) {
            return Optional.empty();
        }
    }

    private static @Nullable Instant moment(String typed, ZoneId zone) {
        return typed.isEmpty()
                ? null
                : LocalDateTime.parse(typed.replace(' ', 'T')).atZone(zone).toInstant();
    }
}

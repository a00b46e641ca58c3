package yardstick.web.shop;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import yardstick.catalog.CatalogList;
import yardstick.catalog.CatalogQuery;
import yardstick.catalog.CatalogQuery.Sort;
import yardstick.kernel.Money;
import yardstick.web.View;
import yardstick.web.shop.ListView.Chip;
import yardstick.web.shop.ListView.Choice;
import yardstick.web.shop.ListView.Facet;
import yardstick.web.shop.ListView.Option;
import yardstick.web.shop.ListView.PageLink;
import yardstick.web.shop.ListView.Paging;

/** Turns a catalogue list into labels, links and choices. */
final class ListViews {

    private static final int OPEN = 8;
    private static final Map<String, String> FACETS = Map.of(
            "brand", "shop.facet.brand",
            "price", "shop.facet.price",
            "stock", "shop.facet.stock");

    private final View page;
    private final CatalogQuery query;
    private final String currency;

    ListViews(View page, CatalogQuery query, String currency) {
        this.page = page;
        this.query = query;
        this.currency = currency;
    }

    List<Facet> facets(List<CatalogList.Facet> facets) {
        List<Facet> views = new ArrayList<>();
        for (CatalogList.Facet facet : facets) {
            List<Choice> choices = choices(facet);
            if (!choices.isEmpty()) {
                int open = Math.min(OPEN, choices.size());
                views.add(new Facet(
                        facet.key(),
                        facetLabel(facet),
                        choices.subList(0, open),
                        choices.subList(open, choices.size())));
            }
        }
        return views;
    }

    private String facetLabel(CatalogList.Facet facet) {
        String text = FACETS.get(facet.key());
        return text == null ? facet.label() : page.t(text);
    }

    private List<Choice> choices(CatalogList.Facet facet) {
        List<Choice> choices = new ArrayList<>();
        for (CatalogList.FacetValue value : facet.values()) {
            String id = "f-" + facet.key().replace('.', '-') + '-' + choices.size();
            choices.add(new Choice(
                    id,
                    value.value(),
                    label(facet.key(), value.value(), value.label()),
                    value.count(),
                    value.chosen()));
        }
        return choices;
    }

    private String label(String key, String value, String given) {
        return switch (key) {
            case "price" -> priceRange(value);
            case "stock" -> page.t("shop.facet.in_stock");
            case "brand" -> given;
            default -> page.measure(given);
        };
    }

    private String priceRange(String range) {
        int dash = range.indexOf('-');
        try {
            if (dash < 0) {
                return range;
            }
            String from = money(range.substring(0, dash));
            String to = range.substring(dash + 1);
            return to.isEmpty()
                    ? page.t("shop.facet.price_from", "from", from)
                    : page.t("shop.facet.price_range", Map.of("from", from, "to", money(to)));
        } catch (NumberFormatException e) {
            return range;
        }
    }

    private String money(String minor) {
        return page.round(Money.of(minor.isEmpty() ? 0 : Long.parseLong(minor), currency));
    }

    List<Chip> chips(List<CatalogList.Facet> facets) {
        List<Chip> chips = new ArrayList<>();
        query.filters()
                .forEach((key, values) -> values.forEach(value -> {
                    String text = label(key, value, known(facets, key, value));
                    chips.add(new Chip(text, ListAddress.of(ListAddress.without(query, key, value))));
                }));
        return chips;
    }

    private static String known(List<CatalogList.Facet> facets, String key, String value) {
        return facets.stream()
                .filter(facet -> facet.key().equals(key))
                .flatMap(facet -> facet.values().stream())
                .filter(each -> each.value().equals(value))
                .map(CatalogList.FacetValue::label)
                .findFirst()
                .orElse(value);
    }

    List<Option> sorts() {
        return ListRequest.sorts(query.text()).stream().map(this::option).toList();
    }

    private Option option(Sort sort) {
        String name = sort.name().toLowerCase(Locale.ROOT);
        return new Option(name, page.t("shop.sort." + name), sort == query.sort());
    }

    List<Option> sizes() {
        return List.of(size(ListRequest.SIZE), size(ListRequest.LARGE));
    }

    private Option size(int size) {
        String text = Integer.toString(size);
        return new Option(text, text, size == query.size());
    }

    Paging paging(int number, int pages) {
        TreeSet<Integer> near = new TreeSet<>(List.of(1, Math.max(1, pages)));
        for (int each = number - 1; each <= number + 1; each++) {
            if (each >= 1 && each <= pages) {
                near.add(each);
            }
        }
        List<PageLink> links = new ArrayList<>();
        int before = 0;
        for (int each : near) {
            if (each > before + 1) {
                links.add(new PageLink(0, ""));
            }
            links.add(new PageLink(each, address(each)));
            before = each;
        }
        String previous = number > 1 ? address(number - 1) : "";
        return new Paging(number, pages, previous, number < pages ? address(number + 1) : "", links);
    }

    private String address(int number) {
        return ListAddress.of(ListAddress.page(query, number));
    }
}

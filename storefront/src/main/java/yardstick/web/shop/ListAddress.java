package yardstick.web.shop;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import yardstick.catalog.CatalogQuery;

/** The address of a list, with what is the default left out, so that the same list has the same address. */
final class ListAddress {

    private ListAddress() {}

    static String of(CatalogQuery query) {
        StringBuilder address = new StringBuilder(path(query));
        if (!query.text().isEmpty()) {
            add(address, "q", query.text());
        }
        query.filters().forEach((key, values) -> values.forEach(value -> add(address, key, value)));
        if (query.sort() != ListRequest.defaultSort(query.text())) {
            add(address, "sort", query.sort().name().toLowerCase(Locale.ROOT));
        }
        if (query.size() != ListRequest.SIZE) {
            add(address, "size", Integer.toString(query.size()));
        }
        if (query.page() > 1) {
            add(address, "page", Integer.toString(query.page()));
        }
        return address.toString();
    }

    static String path(CatalogQuery query) {
        String prefix = "/" + query.language().code();
        return query.category() == null ? prefix + "/search" : prefix + "/c/" + query.category();
    }

    private static void add(StringBuilder address, String name, String value) {
        address.append(address.indexOf("?") < 0 ? '?' : '&')
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
    }

    static CatalogQuery page(CatalogQuery query, int page) {
        return new CatalogQuery(
                query.language(), query.text(), query.category(), query.filters(), query.sort(), page, query.size());
    }

    static CatalogQuery without(CatalogQuery query, String key, String value) {
        Map<String, List<String>> filters = new TreeMap<>(query.filters());
        List<String> left = filters.getOrDefault(key, List.of()).stream()
                .filter(each -> !each.equals(value))
                .toList();
        if (left.isEmpty()) {
            filters.remove(key);
        } else {
            filters.put(key, left);
        }
        return filtered(query, filters);
    }

    static CatalogQuery unfiltered(CatalogQuery query) {
        return filtered(query, Map.of());
    }

    private static CatalogQuery filtered(CatalogQuery query, Map<String, List<String>> filters) {
        return new CatalogQuery(
                query.language(), query.text(), query.category(), filters, query.sort(), 1, query.size());
    }
}

package yardstick.web.shop;

import jakarta.ws.rs.core.MultivaluedMap;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.CatalogQuery;
import yardstick.catalog.CatalogQuery.Sort;
import yardstick.kernel.Language;

/** Reads a list's query string; whatever does not fit is left out, never an error. */
final class ListRequest {

    static final int SIZE = 24;
    static final int LARGE = 48;
    private static final int DEEPEST = 10_000;
    private static final int LONGEST = 200;

    private ListRequest() {}

    static CatalogQuery read(Language language, @Nullable String category, MultivaluedMap<String, String> parameters) {
        String text = first(parameters, "q").strip();
        return new CatalogQuery(
                language,
                text.length() > LONGEST ? text.substring(0, LONGEST) : text,
                category,
                filters(parameters),
                sort(first(parameters, "sort"), text),
                Math.clamp(number(first(parameters, "page"), 1), 1, DEEPEST),
                number(first(parameters, "size"), SIZE) == LARGE ? LARGE : SIZE);
    }

    private static String first(MultivaluedMap<String, String> parameters, String name) {
        String value = parameters.getFirst(name);
        return value == null ? "" : value;
    }

    private static Map<String, List<String>> filters(MultivaluedMap<String, String> parameters) {
        Map<String, List<String>> filters = new TreeMap<>();
        parameters.forEach((name, values) -> {
            List<String> chosen = values.stream()
                    .filter(value -> !value.isBlank() && value.length() <= LONGEST)
                    .distinct()
                    .limit(50)
                    .toList();
            if (filter(name) && !chosen.isEmpty()) {
                filters.put(name, chosen);
            }
        });
        return filters;
    }

    private static boolean filter(String name) {
        return name.equals("brand") || name.equals("price") || name.equals("stock") || name.startsWith("attr.");
    }

    static Sort defaultSort(String text) {
        return text.isEmpty() ? Sort.NAME : Sort.RELEVANCE;
    }

    /** What can be chosen; relevance only means something for a search. */
    static List<Sort> sorts(String text) {
        List<Sort> sorts = new ArrayList<>(List.of(Sort.values()));
        if (text.isEmpty()) {
            sorts.remove(Sort.RELEVANCE);
        }
        return sorts;
    }

    private static Sort sort(String name, String text) {
        for (Sort sort : sorts(text)) {
            if (sort.name().toLowerCase(Locale.ROOT).equals(name)) {
                return sort;
            }
        }
        return defaultSort(text);
    }

    static int number(String text, int otherwise) {
        try {
            return text.isEmpty() ? otherwise : Integer.parseInt(text);
        } catch (NumberFormatException e) {
            return otherwise;
        }
    }
}

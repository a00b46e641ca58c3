package yardstick.catalog.feed;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** Which field of a row holds what. */
record Header(List<String> names, Map<Column, Integer> columns, Map<String, Integer> attributes) {

    /** @throws IllegalArgumentException with a readable message when the file has no stock codes or no titles */
    static Header of(List<String> names) {
        return of(names, guess(names));
    }

    /** What each column seems to be by its name: the code of a {@link Column}, {@code attr:NAME} or empty. */
    static List<String> guess(List<String> names) {
        List<String> normalised = names.stream().map(Column::normalise).toList();
        List<String> targets = new ArrayList<>(Collections.nCopies(names.size(), ""));
        Map<Column, Integer> columns = new EnumMap<>(Column.class);
        for (Column column : Column.values()) {
            column.aliases().stream()
                    .map(normalised::indexOf)
                    .filter(index -> index >= 0)
                    .findFirst()
                    .ifPresent(index -> columns.put(column, index));
        }
        Integer description = columns.get(Column.DESCRIPTION);
        boolean titled = columns.containsKey(Column.TITLE)
                || columns.containsKey(Column.TYPE)
                || columns.containsKey(Column.TITLE_ZH);
        if (!titled && description != null) {
            columns.put(Column.TITLE, description);
            columns.remove(Column.DESCRIPTION);
        }
        columns.forEach((column, index) -> targets.set(index, column.code()));
        attributes(names).forEach((name, index) -> targets.set(index, Column.ATTRIBUTE + name));
        return targets;
    }

    /** @param targets as {@link #guess} gives them, as chosen by a person */
    static Header of(List<String> names, List<String> targets) {
        Map<Column, Integer> columns = new EnumMap<>(Column.class);
        Map<String, Integer> attributes = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String target = i < targets.size() ? targets.get(i) : "";
            int index = i;
            if (target.startsWith(Column.ATTRIBUTE)) {
                attributes.putIfAbsent(target.substring(Column.ATTRIBUTE.length()), i);
            } else {
                Column.byCode(target).ifPresent(column -> columns.putIfAbsent(column, index));
            }
        }
        Header header = new Header(List.copyOf(names), columns, attributes);
        header.require(Column.SKU);
        header.require(Column.TITLE, Column.TYPE, Column.TITLE_ZH);
        return header;
    }

    private static Map<String, Integer> attributes(List<String> names) {
        Map<String, Integer> attributes = new LinkedHashMap<>();
        for (int i = 0; i < names.size(); i++) {
            String name = names.get(i).strip();
            if (name.toLowerCase(Locale.ROOT).startsWith(Column.ATTRIBUTE) && name.length() > 5) {
                attributes.putIfAbsent(name.substring(Column.ATTRIBUTE.length()).strip(), i);
            }
        }
        return attributes;
    }

    private void require(Column column, Column... alternatives) {
        if (!has(column) && Arrays.stream(alternatives).noneMatch(this::has)) {
            throw new IllegalArgumentException("The file has no column for "
                    + (column == Column.SKU ? "the stock code" : "the title") + " ("
                    + String.join(", ", column.aliases()) + "); its columns are: " + String.join(", ", names));
        }
    }

    boolean has(Column column) {
        return columns.containsKey(column);
    }

    /** Invoice lines used as a catalogue: many rows per code, returns and corrections among them. */
    boolean invoiceLines() {
        return has(Column.INVOICE);
    }

    /** Columns that no rule reads. */
    List<String> ignored() {
        Set<Integer> used = columns.values().stream().collect(Collectors.toSet());
        List<String> ignored = new ArrayList<>();
        for (int i = 0; i < names.size(); i++) {
            if (!used.contains(i) && !attributes.containsValue(i)) {
                ignored.add(names.get(i));
            }
        }
        return ignored;
    }
}

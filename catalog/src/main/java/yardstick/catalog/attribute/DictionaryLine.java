package yardstick.catalog.attribute;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A line of {@code dictionary/attributes.txt}: an attribute, or a choice of the attribute above. */
record DictionaryLine(boolean attribute, String[] head, List<String> english, List<String> chinese) {

    static DictionaryLine parse(String line) {
        String[] parts = line.substring(2).split("\\s*\\|\\s*");
        return new DictionaryLine(line.startsWith("@"), parts[0].strip().split("\\s+"), list(parts[1]), list(parts[2]));
    }

    private static List<String> list(String text) {
        return Arrays.stream(text.split(";"))
                .map(String::strip)
                .filter(name -> !name.isEmpty())
                .toList();
    }

    /** In both languages, the code of an attribute included. */
    List<String> names() {
        List<String> names = new ArrayList<>(english);
        names.addAll(chinese);
        if (attribute) {
            names.add(head[0].replace('_', ' '));
        }
        return names;
    }

    @Nullable String unit() {
        return head[2].equals("-") ? null : head[2];
    }

    boolean facet() {
        return head[3].equals("facet");
    }

    Attribute attribute(long id) {
        return new Attribute(
                id,
                head[0],
                AttributeKind.valueOf(head[1]),
                unit(),
                english.getFirst(),
                chinese.getFirst(),
                facet(),
                (int) id,
                null);
    }

    Choice choice(long id, long owner) {
        return new Choice(
                id,
                owner,
                head[0],
                english.getFirst(),
                chinese.getFirst(),
                head.length > 1 ? head[1] : null,
                (int) id,
                null);
    }
}

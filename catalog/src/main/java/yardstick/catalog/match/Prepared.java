package yardstick.catalog.match;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A record taken apart once: words per field, words of the whole, model codes, numbers. */
record Prepared(
        ItemRecord item,
        Map<String, String> plain,
        Map<String, List<String>> words,
        List<String> all,
        List<String> core,
        Set<String> models,
        Set<String> numbers,
        String squashed) {

    private static final int MOST_WORDS = 120;

    static Prepared of(ItemRecord item) {
        Map<String, String> plain = new java.util.LinkedHashMap<>();
        Map<String, List<String>> words = new java.util.LinkedHashMap<>();
        List<String> all = new ArrayList<>();
        item.fields().forEach((name, text) -> {
            List<String> own = Tokens.of(text);
            plain.put(name, String.join(" ", own));
            words.put(name, own.size() > MOST_WORDS ? own.subList(0, MOST_WORDS) : own);
            all.addAll(own);
        });
        List<String> core = core(words);
        Set<String> models = new LinkedHashSet<>();
        Set<String> numbers = new LinkedHashSet<>();
        StringBuilder squashed = new StringBuilder();
        String main = item.fields().values().stream().findFirst().orElse("");
        for (String part : Tokens.plain(main).split("\\s+")) {
            String joined = part.replaceAll("[^\\p{L}\\p{N}]", "");
            if (Tokens.model(joined)) {
                models.add(joined);
            }
        }
        for (String word : Tokens.of(main)) {
            if (word.matches("\\d+([.]\\d+)?")) {
                numbers.add(word.replaceFirst("[.]0+$", ""));
            }
        }
        all.forEach(squashed::append);
        return new Prepared(
                item,
                plain,
                words,
                all.size() > MOST_WORDS ? all.subList(0, MOST_WORDS) : all,
                core,
                models,
                numbers,
                squashed.toString());
    }

    /** The first field without what the others say, too: a title without its brand. */
    private static List<String> core(Map<String, List<String>> words) {
        List<String> main = words.values().stream().findFirst().orElse(List.of());
        Set<String> elsewhere = new LinkedHashSet<>();
        words.values().stream().skip(1).forEach(elsewhere::addAll);
        List<String> core =
                main.stream().filter(word -> !elsewhere.contains(word)).toList();
        return core.isEmpty() ? main : core;
    }

    List<String> words(String field) {
        return words.getOrDefault(field, List.of());
    }

    String plain(String field) {
        return plain.getOrDefault(field, "");
    }
}

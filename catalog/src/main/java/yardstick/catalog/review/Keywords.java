package yardstick.catalog.review;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import yardstick.catalog.review.Aspects.Aspect;
import yardstick.catalog.review.Aspects.Mention;

/** Counts aspects over reviews and keeps where each was said. */
final class Keywords {

    private static final int KEPT = 5;

    private final Map<String, Keyword> keywords = new TreeMap<>();

    /** One aspect with one polarity; every review counts once. */
    private static final class Keyword {
        private final Aspect aspect;
        private final boolean favourable;
        private final List<String> evidence = new ArrayList<>();
        private long count;

        Keyword(Mention mention) {
            aspect = mention.aspect();
            favourable = mention.favourable();
        }
    }

    /** @param id how the review is called where it comes from */
    void add(String id, String review) {
        Map<String, Mention> first = new TreeMap<>();
        for (Mention mention : Aspects.of(review)) {
            first.putIfAbsent(mention.aspect().code() + (mention.favourable() ? "+" : "-"), mention);
        }
        first.forEach((key, mention) -> {
            Keyword keyword = keywords.computeIfAbsent(key, unused -> new Keyword(mention));
            keyword.count++;
            if (keyword.evidence.size() < KEPT) {
                keyword.evidence.add("{\"review\":" + quote(id) + ",\"from\":" + mention.from() + ",\"to\":"
                        + mention.to() + ",\"sentence\":" + quote(mention.clause()) + "}");
            }
        });
    }

    /** Most frequent first. */
    String json() {
        List<String> all = keywords.values().stream()
                .sorted(Comparator.comparingLong((Keyword keyword) -> -keyword.count))
                .map(keyword -> {
                    List<String> labels = keyword.favourable ? keyword.aspect.good() : keyword.aspect.bad();
                    return "{\"aspect\":" + quote(keyword.aspect.code()) + ",\"polarity\":"
                            + (keyword.favourable ? "\"favourable\"" : "\"unfavourable\"") + ",\"zh\":"
                            + quote(labels.getFirst()) + ",\"en\":" + quote(labels.getLast()) + ",\"count\":"
                            + keyword.count + ",\"evidence\":[" + String.join(",", keyword.evidence) + "]}";
                })
                .toList();
        return "[" + String.join(",", all) + "]";
    }

    private static String quote(String text) {
        StringBuilder json = new StringBuilder("\"");
        text.chars().forEach(c -> {
            switch (c) {
                case '"' -> json.append("\\\"");
                case '\\' -> json.append("\\\\");
                default -> {
                    if (c < ' ' || Character.isSurrogate((char) c)) {
                        json.append(String.format(Locale.ROOT, "\\u%04x", c));
                    } else {
                        json.append((char) c);
                    }
                }
            }
        });
        return json.append('"').toString();
    }
}

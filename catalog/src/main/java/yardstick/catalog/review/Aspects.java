package yardstick.catalog.review;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What a review praises or complains about, clause by clause, from lists of words written for this purpose in Chinese
 * and English ({@code dictionary/aspects.txt}). A clause counts for an aspect when it has one of its phrases, or names
 * it beside a word of opinion; a negation right before turns it round.
 */
final class Aspects {

    private static final Pattern CLAUSE = Pattern.compile(
            "(?<=[。！？!?；;，,、~\\n])|(?<=[a-z][.])(?=\\s)|\\s+(?=but\\b|however\\b|although\\b)|(?=但是|但|不过|就是)");
    private static final Pattern WORD = Pattern.compile("\\p{L}");
    private static final int NEGATION_REACH = 3;
    private static final List<Aspect> ALL = read();
    private static final Map<String, Aspect> BY_CODE =
            ALL.stream().collect(Collectors.toUnmodifiableMap(Aspect::code, aspect -> aspect));
    private static final Map<Character, List<String>> OPINIONS = opinions();

    private Aspects() {}

    /** An aspect with its labels by language and polarity: {@code names}, {@code good} and {@code bad} are zh, en. */
    record Aspect(
            String code,
            List<String> names,
            List<String> good,
            List<String> bad,
            List<String> words,
            List<String> praise,
            List<String> complaint) {}

    /** A clause that says something about an aspect; {@code from} and {@code to} are positions in the review. */
    record Mention(Aspect aspect, boolean favourable, String clause, int from, int to) {}

    private static List<String> lines(String name) {
        try (InputStream stream = Objects.requireNonNull(
                        Aspects.class.getClassLoader().getResourceAsStream("dictionary/" + name));
                BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8))) {
            return reader.lines()
                    .filter(line -> !line.isBlank() && !line.startsWith("#"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + name, e);
        }
    }

    private static List<Aspect> read() {
        List<Aspect> all = new ArrayList<>();
        for (String line : lines("aspects.txt")) {
            String[] part = line.split("\\s*\\|\\s*");
            all.add(new Aspect(
                    part[0].strip(),
                    labels(part[1]),
                    labels(part[2]),
                    labels(part[3]),
                    words(part[4]),
                    words(part[5]),
                    words(part[6])));
        }
        return List.copyOf(all);
    }

    private static List<String> labels(String text) {
        return Arrays.stream(text.split(";")).map(String::strip).toList();
    }

    private static List<String> words(String text) {
        return Arrays.stream(text.strip().split("\\s+"))
                .map(word -> word.replace('_', ' '))
                .sorted((a, b) -> b.length() - a.length())
                .toList();
    }

    private static Map<Character, List<String>> opinions() {
        Map<Character, List<String>> opinions = new LinkedHashMap<>();
        for (String line : lines("opinions.txt")) {
            opinions.merge(line.charAt(0), words(line.substring(1)), (a, b) -> {
                List<String> both = new ArrayList<>(a);
                both.addAll(b);
                return both;
            });
        }
        return opinions;
    }

    static @Nullable Aspect byCode(String code) {
        return BY_CODE.get(code);
    }

    static List<Mention> of(String review) {
        List<Mention> mentions = new ArrayList<>();
        int at = 0;
        for (String clause : CLAUSE.split(review)) {
            int from = review.indexOf(clause, at);
            at = from + clause.length();
            String plain = Normalizer.normalize(clause, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
            if (WORD.matcher(plain).find() && plain.length() <= 400) {
                for (Aspect aspect : ALL) {
                    int polarity = polarity(aspect, plain);
                    if (polarity != 0) {
                        mentions.add(new Mention(aspect, polarity > 0, clause.strip(), from, at));
                    }
                }
            }
        }
        return mentions;
    }

    /** 1 favourable, -1 unfavourable, 0 nothing said. */
    private static int polarity(Aspect aspect, String clause) {
        int praise = longest(clause, aspect.praise());
        int complaint = longest(clause, aspect.complaint());
        if (praise >= 0 || complaint >= 0) {
            boolean good = length(clause, aspect.praise()) > length(clause, aspect.complaint());
            int place = good ? praise : complaint;
            return good == !negated(clause, place) ? 1 : -1;
        }
        if (longest(clause, aspect.words()) < 0) {
            return 0;
        }
        List<String> goods = OPINIONS.getOrDefault('+', List.of());
        List<String> bads = OPINIONS.getOrDefault('-', List.of());
        int good = longest(clause, goods);
        int bad = longest(clause, bads);
        if (good < 0 && bad < 0) {
            return 0;
        }
        boolean favourable = length(clause, goods) >= length(clause, bads) && good >= 0;
        return favourable == !negated(clause, favourable ? good : bad) ? 1 : -1;
    }

    private static int length(String clause, List<String> words) {
        for (String word : words) {
            if (find(clause, word) >= 0) {
                return word.length();
            }
        }
        return 0;
    }

    /** Where the longest of the words stands. */
    private static int longest(String clause, List<String> words) {
        for (String word : words) {
            int at = find(clause, word);
            if (at >= 0) {
                return at;
            }
        }
        return -1;
    }

    private static int find(String clause, String word) {
        boolean latin = word.charAt(0) < 0x2e80;
        for (int at = clause.indexOf(word); at >= 0; at = clause.indexOf(word, at + 1)) {
            boolean whole = (at == 0 || !letter(clause.charAt(at - 1)))
                    && (at + word.length() == clause.length() || !letter(clause.charAt(at + word.length())));
            if (!latin || whole) {
                return at;
            }
        }
        return -1;
    }

    private static boolean letter(char c) {
        return c < 0x2e80 && Character.isLetter(c);
    }

    private static boolean negated(String clause, int place) {
        String before = clause.substring(0, place);
        for (String word : OPINIONS.getOrDefault('!', List.of())) {
            boolean latin = word.charAt(0) < 0x2e80;
            int reach = latin ? word.length() + 12 : word.length() + NEGATION_REACH - 1;
            String near = before.substring(Math.max(0, before.length() - reach));
            if (find(near, word) >= 0) {
                return true;
            }
        }
        return false;
    }
}

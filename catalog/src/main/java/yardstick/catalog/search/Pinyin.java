package yardstick.catalog.search;

import com.ibm.icu.text.Transliterator;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Chinese as it is typed on a Latin keyboard: words and neighbouring words by their syllables ({@code lvcha},
 * {@code lucha}), longer runs also by their initials ({@code yzmkb}). Readings are those of ICU.
 */
final class Pinyin {

    private static final Pattern HAN = Pattern.compile("\\p{IsHan}+");
    private static final Pattern U_UMLAUT = Pattern.compile("[üǖǘǚǜ]");
    private static final int LONGEST_RUN = 40;
    private static final int LEAST_INITIALS = 3;
    private static final Transliterator READING = Transliterator.getInstance("Han-Latin");

    private Pinyin() {}

    /** The terms of a text, joined by blanks; empty without Chinese. */
    static String terms(String text) {
        Set<String> terms = new LinkedHashSet<>();
        Matcher run = HAN.matcher(text);
        while (run.find()) {
            String han = run.group();
            List<String> words =
                    CatalogAnalysis.chinese(han.length() > LONGEST_RUN ? han.substring(0, LONGEST_RUN) : han);
            List<List<String>> syllables = words.stream().map(Pinyin::syllables).toList();
            for (int i = 0; i < words.size(); i++) {
                List<String> joined = new ArrayList<>();
                for (int j = i; j < Math.min(words.size(), i + 3); j++) {
                    joined.addAll(syllables.get(j));
                    add(terms, joined);
                }
            }
        }
        return String.join(" ", terms);
    }

    private static void add(Set<String> terms, List<String> syllables) {
        if (syllables.size() < 2) {
            return;
        }
        String typed = String.join("", syllables);
        terms.add(U_UMLAUT.matcher(typed).replaceAll("v"));
        terms.add(U_UMLAUT.matcher(typed).replaceAll("u"));
        if (syllables.size() >= LEAST_INITIALS) {
            StringBuilder initials = new StringBuilder();
            syllables.forEach(syllable -> initials.append(syllable.charAt(0)));
            terms.add(initials.toString());
        }
    }

    /** One per character, without tones; the umlaut stays. */
    private static List<String> syllables(String word) {
        List<String> syllables = new ArrayList<>();
        word.codePoints().forEach(character -> {
            String reading =
                    READING.transliterate(Character.toString(character)).toLowerCase(Locale.ROOT);
            String marked = U_UMLAUT.matcher(reading).replaceAll("\u0001");
            String plain = Normalizer.normalize(marked, Normalizer.Form.NFD)
                    .replaceAll("\\p{M}", "")
                    .replace('\u0001', 'ü')
                    .replaceAll("[^a-zü]", "");
            if (!plain.isEmpty()) {
                syllables.add(plain);
            }
        });
        return syllables;
    }
}

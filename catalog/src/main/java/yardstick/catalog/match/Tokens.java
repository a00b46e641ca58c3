package yardstick.catalog.match;

import java.text.Normalizer;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words of a text: runs of letters or of digits with what joins them; Han characters one by one. */
final class Tokens {

    private static final Pattern WORD = Pattern.compile("\\p{IsHan}|[\\p{L}\\p{N}]+(?:[.][\\p{N}]+)?");
    private static final Pattern POSSESSIVE = Pattern.compile("(?<=\\p{L}|\\d) ?['’`_] ?s\\b");
    private static final Pattern ENTITY = Pattern.compile("&#\\d+;|&[a-z]+;");

    private Tokens() {}

    static String plain(String text) {
        String plain = Normalizer.normalize(ENTITY.matcher(text).replaceAll(" "), Normalizer.Form.NFKD)
                .replaceAll("\\p{M}", "")
                .toLowerCase(Locale.ROOT);
        return POSSESSIVE.matcher(plain).replaceAll("s");
    }

    static List<String> of(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = WORD.matcher(plain(text));
        while (matcher.find()) {
            words.add(matcher.group());
        }
        return words;
    }

    static boolean hasDigit(String word) {
        return word.chars().anyMatch(c -> c >= '0' && c <= '9');
    }

    /** A word of letters and digits, or a long number: what makers call a model. */
    static boolean model(String word) {
        return word.length() >= 4
                && hasDigit(word)
                && (word.chars().anyMatch(Character::isLetter) || word.length() >= 5);
    }
}

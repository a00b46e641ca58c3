package yardstick.catalog.review;

import java.text.Normalizer;
import java.util.Arrays;
import java.util.Locale;

/** A text as hashed features: character n-grams of Han text, words and word pairs of other scripts. */
final class Grams {

    static final int BUCKETS = 1 << 20;
    private static final int LONGEST = 4;
    private static final int MOST_CHARACTERS = 1_500;

    private Grams() {}

    /** Sorted, each once. */
    static int[] of(String text) {
        String plain = Normalizer.normalize(text, Normalizer.Form.NFKC)
                .toLowerCase(Locale.ROOT)
                .replaceAll("\\s+", " ")
                .strip();
        if (plain.length() > MOST_CHARACTERS) {
            plain = plain.substring(0, MOST_CHARACTERS);
        }
        int[] found = new int[plain.length() * LONGEST + 2 * plain.length()];
        int count = 0;
        for (int from = 0; from < plain.length(); from++) {
            int hash = 17;
            for (int length = 1; length <= LONGEST && from + length <= plain.length(); length++) {
                hash = hash * 31 + plain.charAt(from + length - 1);
                found[count++] = bucket(hash * 7 + length);
            }
        }
        int before = 0;
        for (String word : plain.split("[^\\p{L}\\p{N}']+")) {
            if (!word.isEmpty() && word.charAt(0) < 0x2e80) {
                int hash = word.hashCode() * 131;
                found[count++] = bucket(hash + 5);
                found[count++] = bucket(before * 17 + hash + 11);
                before = hash;
            }
        }
        return Arrays.stream(found, 0, count).sorted().distinct().toArray();
    }

    private static int bucket(int hash) {
        int mixed = hash * 0x9E3779B1;
        return (mixed ^ mixed >>> 15) & BUCKETS - 1;
    }
}

package yardstick.catalog.match;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Classic string similarities, all from 0 to 1. */
final class Similarity {

    private Similarity() {}

    static double jaccard(Collection<String> left, Collection<String> right) {
        Set<String> a = new HashSet<>(left);
        Set<String> b = new HashSet<>(right);
        int common = 0;
        for (String each : a) {
            common += b.contains(each) ? 1 : 0;
        }
        int all = a.size() + b.size() - common;
        return all == 0 ? 0 : (double) common / all;
    }

    static double overlap(Collection<String> left, Collection<String> right) {
        Set<String> a = new HashSet<>(left);
        Set<String> b = new HashSet<>(right);
        int common = 0;
        for (String each : a) {
            common += b.contains(each) ? 1 : 0;
        }
        int least = Math.min(a.size(), b.size());
        return least == 0 ? 0 : (double) common / least;
    }

    static List<String> grams(String text, int length) {
        String padded = "  " + text + " ";
        List<String> grams = new ArrayList<>();
        for (int i = 0; i + length <= padded.length(); i++) {
            grams.add(padded.substring(i, i + length));
        }
        return grams;
    }

    /** Normalised edit distance of the first 120 characters. */
    static double levenshtein(String left, String right) {
        String a = left.length() > 120 ? left.substring(0, 120) : left;
        String b = right.length() > 120 ? right.substring(0, 120) : right;
        if (a.isEmpty() || b.isEmpty()) {
            return 0;
        }
        int[] before = new int[b.length() + 1];
        int[] now = new int[b.length() + 1];
        Arrays.setAll(before, i -> i);
        for (int i = 1; i <= a.length(); i++) {
            now[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int swap = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                now[j] = Math.min(swap, 1 + Math.min(before[j], now[j - 1]));
            }
            int[] spare = before;
            before = now;
            now = spare;
        }
        return 1 - (double) before[b.length()] / Math.max(a.length(), b.length());
    }

    /** Jaro-Winkler with the usual prefix weight of 0.1 (Winkler 1990). */
    static double jaroWinkler(String a, String b) {
        if (a.isEmpty() || b.isEmpty()) {
            return 0;
        }
        int window = Math.max(0, Math.max(a.length(), b.length()) / 2 - 1);
        boolean[] used = new boolean[b.length()];
        StringBuilder left = new StringBuilder();
        for (int i = 0; i < a.length(); i++) {
            for (int j = Math.max(0, i - window); j < Math.min(b.length(), i + window + 1); j++) {
                if (!used[j] && a.charAt(i) == b.charAt(j)) {
                    used[j] = true;
                    left.append(a.charAt(i));
                    break;
                }
            }
        }
        int matches = left.length();
        if (matches == 0) {
            return 0;
        }
        int swaps = 0;
        for (int j = 0, k = 0; j < b.length(); j++) {
            if (used[j]) {
                swaps += left.charAt(k++) == b.charAt(j) ? 0 : 1;
            }
        }
        double jaro =
                ((double) matches / a.length() + (double) matches / b.length() + (matches - swaps / 2.0) / matches) / 3;
        int prefix = 0;
        while (prefix < Math.min(4, Math.min(a.length(), b.length())) && a.charAt(prefix) == b.charAt(prefix)) {
            prefix++;
        }
        return jaro + prefix * 0.1 * (1 - jaro);
    }

    /** Mean over the words of the shorter side of the best Jaro-Winkler on the other side (Monge-Elkan). */
    static double mongeElkan(List<String> left, List<String> right) {
        List<String> few = left.size() <= right.size() ? left : right;
        List<String> many = left.size() <= right.size() ? right : left;
        double sum = 0;
        for (String word : few) {
            double best = 0;
            for (String other : many) {
                best = Math.max(best, word.equals(other) ? 1 : jaroWinkler(word, other));
            }
            sum += best;
        }
        return few.isEmpty() ? 0 : sum / few.size();
    }
}

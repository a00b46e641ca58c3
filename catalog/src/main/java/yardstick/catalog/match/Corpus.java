package yardstick.catalog.match;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;

/** How rare words are among the records that may be looked at; rare words tell items apart. */
final class Corpus {

    private final Map<String, Integer> documents = new HashMap<>();
    private int size;

    void add(Collection<String> words) {
        size++;
        new HashSet<>(words).forEach(word -> documents.merge(word, 1, Integer::sum));
    }

    double idf(String word) {
        return Math.log((1.0 + size) / (1.0 + documents.getOrDefault(word, 0)));
    }

    /** Cosine of TF-IDF vectors. */
    double cosine(List<String> left, List<String> right) {
        Map<String, Double> a = vector(left);
        Map<String, Double> b = vector(right);
        double dot = 0;
        for (Map.Entry<String, Double> entry : a.entrySet()) {
            dot += entry.getValue() * b.getOrDefault(entry.getKey(), 0.0);
        }
        double norm = Math.sqrt(norm(a) * norm(b));
        return norm == 0 ? 0 : dot / norm;
    }

    /** Cosine in which words that are nearly equal count as equal (soft TF-IDF, Cohen et al. 2003). */
    double softCosine(List<String> left, List<String> right) {
        Map<String, Double> a = vector(left);
        Map<String, Double> b = vector(right);
        double dot = 0;
        for (Map.Entry<String, Double> entry : a.entrySet()) {
            double best = 0;
            double weight = 0;
            for (Map.Entry<String, Double> other : b.entrySet()) {
                double close = entry.getKey().equals(other.getKey())
                        ? 1
                        : Similarity.jaroWinkler(entry.getKey(), other.getKey());
                if (close > 0.9 && close > best) {
                    best = close;
                    weight = other.getValue();
                }
            }
            dot += entry.getValue() * weight * best;
        }
        double norm = Math.sqrt(norm(a) * norm(b));
        return norm == 0 ? 0 : Math.min(1, dot / norm);
    }

    /** Sum of the weight of words that only one side has, relative to that side. */
    double missing(Collection<String> has, Collection<String> lacks) {
        HashSet<String> other = new HashSet<>(lacks);
        double all = 0;
        double gone = 0;
        for (String word : new HashSet<>(has)) {
            double weight = idf(word);
            all += weight;
            gone += other.contains(word) ? 0 : weight;
        }
        return all == 0 ? 0 : gone / all;
    }

    private Map<String, Double> vector(List<String> words) {
        Map<String, Double> vector = new HashMap<>();
        words.forEach(word -> vector.merge(word, idf(word), Double::sum));
        return vector;
    }

    private static double norm(Map<String, Double> vector) {
        double sum = 0;
        for (double value : vector.values()) {
            sum += value * value;
        }
        return sum;
    }
}

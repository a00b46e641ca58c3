package yardstick.catalog.match;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;

/**
 * A pair as numbers: how alike each field is, how alike the whole is, whether numbers and model codes agree, and how
 * this candidate compares with the others of the same record. Absent values are NaN.
 */
final class PairFeatures {

    private static final int COMPARED_WORDS = 40;

    private final List<String> fields;
    private final Corpus words = new Corpus();
    private final Corpus grams = new Corpus();
    private final Map<ItemRecord, Prepared> prepared = new HashMap<>();
    private final Rivals rivals;

    /** @param records all records that are known, of both sides */
    PairFeatures(Collection<LabelledPair> known) {
        Set<String> names = new LinkedHashSet<>();
        for (LabelledPair pair : known) {
            for (ItemRecord item : List.of(pair.left(), pair.right())) {
                names.addAll(item.fields().keySet());
                if (!prepared.containsKey(item)) {
                    Prepared own = Prepared.of(item);
                    prepared.put(item, own);
                    words.add(own.all());
                    grams.add(Similarity.grams(main(own), 3));
                }
            }
        }
        fields = List.copyOf(names);
        rivals = new Rivals(words, known, this::prepared);
    }

    Prepared prepared(ItemRecord item) {
        return prepared.computeIfAbsent(item, Prepared::of);
    }

    private static String main(Prepared item) {
        return item.plain().values().stream().findFirst().orElse("");
    }

    double[] of(LabelledPair pair) {
        Prepared left = prepared(pair.left());
        Prepared right = prepared(pair.right());
        List<Double> values = new ArrayList<>();
        for (String field : fields) {
            field(values, field, left, right);
        }
        whole(values, left, right);
        cores(values, left, right);
        codes(values, left, right);
        rivals.add(values, pair);
        return values.stream().mapToDouble(Double::doubleValue).toArray();
    }

    private void field(List<Double> values, String field, Prepared left, Prepared right) {
        List<String> a = left.words(field);
        List<String> b = right.words(field);
        if (a.isEmpty() || b.isEmpty()) {
            for (int i = 0; i < 14; i++) {
                values.add(Double.NaN);
            }
        } else {
            String x = left.plain(field);
            String y = right.plain(field);
            List<String> firstA = a.subList(0, Math.min(a.size(), COMPARED_WORDS));
            List<String> firstB = b.subList(0, Math.min(b.size(), COMPARED_WORDS));
            values.add(words.cosine(a, b));
            values.add(words.softCosine(firstA, firstB));
            values.add(grams.cosine(Similarity.grams(x, 3), Similarity.grams(y, 3)));
            values.add(Similarity.jaccard(a, b));
            values.add(Similarity.overlap(a, b));
            values.add(Similarity.levenshtein(x, y));
            values.add(Similarity.jaroWinkler(x, y));
            values.add(Similarity.mongeElkan(firstA, firstB));
            values.add(words.missing(a, b));
            values.add(words.missing(b, a));
            values.add(heaviestMissing(a, b));
            values.add(heaviestMissing(b, a));
            values.add(x.replace(" ", "").equals(y.replace(" ", "")) ? 1.0 : 0.0);
            values.add(a.getFirst().equals(b.getFirst()) ? 1.0 : 0.0);
        }
        values.add(a.isEmpty() ? Double.NaN : words.missing(a, right.all()));
        values.add(b.isEmpty() ? Double.NaN : words.missing(b, left.all()));
        values.add((double) (a.isEmpty() ? 1 : 0) + (b.isEmpty() ? 2 : 0));
        quantity(values, left.item().text(field), right.item().text(field));
    }

    private double heaviestMissing(Collection<String> has, Collection<String> lacks) {
        Set<String> other = new LinkedHashSet<>(lacks);
        return has.stream()
                .filter(word -> !other.contains(word))
                .mapToDouble(words::idf)
                .max()
                .orElse(0);
    }

    private static void quantity(List<Double> values, String left, String right) {
        OptionalDouble a = Quantity.of(left);
        OptionalDouble b = Quantity.of(right);
        if (a.isEmpty() || b.isEmpty()) {
            values.add(Double.NaN);
            values.add(Double.NaN);
            values.add(Double.NaN);
        } else {
            double most = Math.max(Math.abs(a.getAsDouble()), Math.abs(b.getAsDouble()));
            values.add(most == 0 ? 0 : Math.abs(a.getAsDouble() - b.getAsDouble()) / most);
            values.add(Math.min(10_000, Math.abs(a.getAsDouble() - b.getAsDouble())));
            values.add(Math.log((1 + Math.abs(a.getAsDouble())) / (1 + Math.abs(b.getAsDouble()))));
        }
    }

    private void whole(List<Double> values, Prepared left, Prepared right) {
        values.add(words.cosine(left.all(), right.all()));
        values.add(Similarity.jaccard(left.all(), right.all()));
        values.add(Similarity.overlap(left.all(), right.all()));
        values.add(words.missing(left.all(), right.all()));
        values.add(words.missing(right.all(), left.all()));
        values.add(heaviestMissing(left.all(), right.all()));
        values.add(heaviestMissing(right.all(), left.all()));
        values.add(grams.cosine(Similarity.grams(left.squashed(), 4), Similarity.grams(right.squashed(), 4)));
        values.add((double) left.all().size() / (left.all().size() + right.all().size() + 1));
    }

    private void cores(List<Double> values, Prepared left, Prepared right) {
        List<String> a = left.core();
        List<String> b = right.core();
        values.add(words.cosine(a, b));
        values.add(Similarity.jaccard(a, b));
        values.add(Similarity.mongeElkan(a, b));
        values.add(words.missing(a, right.all()));
        values.add(words.missing(b, left.all()));
        values.add(heaviestMissing(a, right.all()));
        values.add(heaviestMissing(b, left.all()));
    }

    private static void codes(List<Double> values, Prepared left, Prepared right) {
        values.add(Similarity.jaccard(left.numbers(), right.numbers()));
        values.add(conflict(left.numbers(), right.numbers()));
        values.add(within(left.numbers(), right.all()));
        values.add(within(right.numbers(), left.all()));
        values.add(Similarity.jaccard(left.models(), right.models()));
        values.add(conflict(left.models(), right.models()));
        values.add(found(left.models(), right.squashed()));
        values.add(found(right.models(), left.squashed()));
        values.add(closest(left.models(), right.models()));
        values.add((double) Math.min(3, left.models().size()));
        values.add((double) Math.min(3, right.models().size()));
    }

    /** 1 when both sides have some and none is shared. */
    private static double conflict(Set<String> left, Set<String> right) {
        if (left.isEmpty() || right.isEmpty()) {
            return Double.NaN;
        }
        return left.stream().noneMatch(right::contains) ? 1 : 0;
    }

    private static double within(Set<String> some, Collection<String> all) {
        return some.isEmpty()
                ? Double.NaN
                : (double) some.stream().filter(all::contains).count() / some.size();
    }

    private static double found(Set<String> models, String text) {
        return models.isEmpty()
                ? Double.NaN
                : (double) models.stream().filter(text::contains).count() / models.size();
    }

    /** Longest common beginning of two codes relative to the shorter one: LDS4821WW and LDS4821WH. */
    private static double closest(Set<String> left, Set<String> right) {
        double best = left.isEmpty() || right.isEmpty() ? Double.NaN : 0;
        for (String a : left) {
            for (String b : right) {
                int common = 0;
                while (common < Math.min(a.length(), b.length()) && a.charAt(common) == b.charAt(common)) {
                    common++;
                }
                best = Math.max(best, (double) common / Math.min(a.length(), b.length()));
            }
        }
        return best;
    }
}

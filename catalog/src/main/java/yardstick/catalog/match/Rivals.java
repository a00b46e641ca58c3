package yardstick.catalog.match;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * How a pair compares with the other candidates of its two records. Candidates are the records of the other side that
 * share rare words (blocking). Feeds are known whole when they are matched; labels are not looked at.
 */
final class Rivals {

    private static final int MOST_HOLDERS = 400;

    private final Corpus words;
    private final Function<ItemRecord, Prepared> prepare;
    private final Map<ItemRecord, Best> ofLeft = new HashMap<>();
    private final Map<ItemRecord, Best> ofRight = new HashMap<>();
    private final Side left;
    private final Side right;

    /** The similarities of a record to its candidates, highest first. */
    private record Best(List<Double> scores) {}

    /** Records of one side, found by the words they have. */
    private record Side(List<List<String>> items, Map<String, List<Integer>> holders) {}

    Rivals(Corpus words, Collection<LabelledPair> known, Function<ItemRecord, Prepared> prepare) {
        this.words = words;
        this.prepare = prepare;
        Set<ItemRecord> lefts = new LinkedHashSet<>();
        Set<ItemRecord> rights = new LinkedHashSet<>();
        known.forEach(pair -> {
            lefts.add(pair.left());
            rights.add(pair.right());
        });
        left = side(lefts);
        right = side(rights);
    }

    private List<String> main(ItemRecord item) {
        Prepared own = prepare.apply(item);
        return own.words().values().stream().findFirst().orElse(List.of());
    }

    private Side side(Set<ItemRecord> records) {
        List<List<String>> items = new ArrayList<>();
        Map<String, List<Integer>> holders = new LinkedHashMap<>();
        for (ItemRecord item : records) {
            List<String> own = main(item);
            for (String word : new LinkedHashSet<>(own)) {
                holders.computeIfAbsent(word, key -> new ArrayList<>()).add(items.size());
            }
            items.add(own);
        }
        return new Side(items, holders);
    }

    private Best best(ItemRecord item, Side others) {
        List<String> own = main(item);
        Set<Integer> candidates = new HashSet<>();
        for (String word : new HashSet<>(own)) {
            List<Integer> holders = others.holders().getOrDefault(word, List.of());
            if (holders.size() <= MOST_HOLDERS) {
                candidates.addAll(holders);
            }
        }
        List<Double> scores = new ArrayList<>();
        for (int candidate : candidates) {
            scores.add(words.cosine(own, others.items().get(candidate)));
        }
        scores.sort(Comparator.reverseOrder());
        return new Best(scores.size() > 20 ? List.copyOf(scores.subList(0, 20)) : scores);
    }

    void add(List<Double> values, LabelledPair pair) {
        double own = words.cosine(main(pair.left()), main(pair.right()));
        values.add(own);
        add(values, own, ofLeft.computeIfAbsent(pair.left(), item -> best(item, right)));
        add(values, own, ofRight.computeIfAbsent(pair.right(), item -> best(item, left)));
    }

    private static void add(List<Double> values, double own, Best best) {
        int better = 0;
        double rival = 0;
        boolean skipped = false;
        for (double score : best.scores()) {
            if (score > own + 1e-9) {
                better++;
            }
            if (!skipped && Math.abs(score - own) < 1e-9) {
                skipped = true;
            } else {
                rival = Math.max(rival, score);
            }
        }
        values.add((double) better);
        values.add(own - rival);
        values.add(rival == 0 ? 2 : Math.min(2, own / rival));
    }
}

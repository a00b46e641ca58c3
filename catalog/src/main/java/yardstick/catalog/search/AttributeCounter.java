package yardstick.catalog.search;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import org.apache.lucene.index.DocValues;
import org.apache.lucene.index.LeafReader;
import org.apache.lucene.index.SortedSetDocValues;

/** Counts attribute values of documents; one attribute's own choices are ignored when counting its values. */
final class AttributeCounter {

    private static final int NOT_CHOSEN = -1;

    private final List<String> codes;
    private final List<List<String>> keys;
    private final Map<String, Map<String, Long>> counts = new HashMap<>();

    private SortedSetDocValues values = DocValues.emptySortedSet();
    private long[] segment = {};
    private int[] attributeOf = {};
    private boolean[] chosen = {};
    private long[] ordinals = new long[16];
    private int size;
    private int misses;
    private int missed;

    AttributeCounter(SortedMap<String, List<String>> choices) {
        codes = new ArrayList<>(choices.keySet());
        keys = new ArrayList<>(choices.values());
    }

    void segment(LeafReader reader) throws IOException {
        values = DocValues.getSortedSet(reader, Fields.ATTRIBUTE);
        int count = (int) values.getValueCount();
        segment = new long[count];
        attributeOf = new int[count];
        chosen = new boolean[count];
        Arrays.fill(attributeOf, NOT_CHOSEN);
        for (int i = 0; i < count && !codes.isEmpty(); i++) {
            String term = values.lookupOrd(i).utf8ToString();
            int cut = term.indexOf('\u001f');
            int attribute = codes.indexOf(term.substring(0, cut));
            attributeOf[i] = attribute;
            chosen[i] = attribute >= 0 && keys.get(attribute).contains(term.substring(cut + 1));
        }
    }

    /** Takes in the values of a document and how many chosen attributes it misses. */
    void read(int document) throws IOException {
        size = 0;
        long met = 0;
        if (values.advanceExact(document)) {
            int count = values.docValueCount();
            if (count > ordinals.length) {
                ordinals = new long[count * 2];
            }
            for (int i = 0; i < count; i++) {
                int ordinal = (int) values.nextOrd();
                ordinals[size++] = ordinal;
                if (chosen[ordinal]) {
                    met |= 1L << attributeOf[ordinal];
                }
            }
        }
        misses = codes.size() - Long.bitCount(met);
        missed = misses == 1 ? Long.numberOfTrailingZeros(~met) : NOT_CHOSEN;
    }

    int misses() {
        return misses;
    }

    /** Counts the document that was read; the other filters let it pass. */
    void count() {
        if (misses > 1) {
            return;
        }
        for (int i = 0; i < size; i++) {
            int ordinal = (int) ordinals[i];
            if (misses == 0 || attributeOf[ordinal] == missed) {
                segment[ordinal]++;
            }
        }
    }

    void finishSegment() throws IOException {
        for (int ordinal = 0; ordinal < segment.length; ordinal++) {
            if (segment[ordinal] > 0) {
                String term = values.lookupOrd(ordinal).utf8ToString();
                int cut = term.indexOf('\u001f');
                counts.computeIfAbsent(term.substring(0, cut), code -> new HashMap<>())
                        .merge(term.substring(cut + 1), segment[ordinal], Long::sum);
            }
        }
        segment = new long[0];
    }

    Map<String, Map<String, Long>> counts() {
        return counts;
    }
}

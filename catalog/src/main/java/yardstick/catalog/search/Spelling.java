package yardstick.catalog.search;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.MultiTerms;
import org.apache.lucene.index.Term;
import org.apache.lucene.index.Terms;
import org.apache.lucene.search.FuzzyTermsEnum;
import org.apache.lucene.util.BytesRef;

/** What was probably meant by words the shop does not have: the nearest words it has, the more frequent first. */
final class Spelling {

    private static final int SHORTEST = 4;
    private static final int LONG = 8;

    private Spelling() {}

    /** The text with every unknown word replaced, or empty when there is nothing to replace or no word is near. */
    static String instead(IndexReader reader, String text) throws IOException {
        Terms words = MultiTerms.getTerms(reader, Fields.TITLE_EN);
        if (words == null) {
            return "";
        }
        List<String> corrected = new ArrayList<>();
        boolean changed = false;
        for (String word : CatalogAnalysis.plain(text)) {
            boolean known = CatalogAnalysis.english(word).stream().allMatch(stem -> known(reader, stem));
            String near = known ? word : nearest(words, word);
            if (near.isEmpty()) {
                return "";
            }
            changed |= !near.equals(word);
            corrected.add(near);
        }
        return changed ? String.join(" ", corrected) : "";
    }

    private static boolean known(IndexReader reader, String stem) {
        try {
            return reader.docFreq(new Term(Fields.TEXT, stem)) > 0
                    || reader.docFreq(new Term(Fields.TITLE_EN, stem)) > 0;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String nearest(Terms words, String word) throws IOException {
        for (int edits = 1; edits <= (word.length() >= LONG ? 2 : 1); edits++) {
            String best = "";
            long most = 0;
            if (word.length() >= SHORTEST) {
                FuzzyTermsEnum near = new FuzzyTermsEnum(words, new Term(Fields.TITLE_EN, word), edits, 0, true);
                for (BytesRef term = near.next(); term != null; term = near.next()) {
                    if (near.docFreq() > most) {
                        most = near.docFreq();
                        best = term.utf8ToString();
                    }
                }
            }
            if (!best.isEmpty()) {
                return best;
            }
        }
        return "";
    }
}

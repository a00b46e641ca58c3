package yardstick.catalog;

import java.io.IOException;
import java.nio.file.Path;
import yardstick.catalog.match.MatchEvaluation;
import yardstick.catalog.review.ReviewEvaluation;

/** What the catalogue's learners are worth on labelled data; needs no server and gives the same answer every time. */
public final class Evaluation {

    private Evaluation() {}

    /**
     * Item matching; files of {@code COL name VAL text ... TAB COL ... TAB 0|1}, as they are or gzip-compressed.
     *
     * @return precision, recall and F1 on the test pairs as one JSON object
     * @throws IllegalArgumentException with a readable message when a file is not of this form
     */
    public static String matching(Path train, Path valid, Path test) throws IOException {
        return MatchEvaluation.run(train, valid, test);
    }

    /**
     * Review polarity; CSV with a label column (0 or 1, or stars) and a text column.
     *
     * @return macro-F1 on the fifth that was held out, as one JSON object
     */
    public static String reviews(Path data) throws IOException {
        return ReviewEvaluation.run(data);
    }
}

package yardstick.catalog.review;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;
import yardstick.catalog.Pictures;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;

/** Pictures of a review: at most four, none of them heavy, each drawn anew before anybody sees it. */
final class ReviewPictures {

    static final int MOST = 4;
    static final int LARGEST = 8 << 20;

    /** The pictures of review {@code r} as an array of paths. */
    static final String PATHS = "(SELECT array_agg(i.path ORDER BY i.position) FROM catalog.review_picture i"
            + " WHERE i.review_id = <review>.id) AS pictures";

    private ReviewPictures() {}

    /** @return where they are now, or refused and none of them kept */
    static Outcome<List<String>> keep(Pictures pictures, List<byte[]> files) {
        if (files.size() > MOST || files.stream().anyMatch(file -> file.length > LARGEST)) {
            return Outcome.refused(Refusal.of("catalog.review_pictures", "most", MOST));
        }
        List<String> paths = new ArrayList<>();
        for (byte[] file : files) {
            switch (pictures.keep(file)) {
                case Outcome.Done<String>(String path) -> paths.add(path);
                case Outcome.Refused<String>(Refusal refusal) -> {
                    pictures.forget(paths);
                    return Outcome.refused(refusal);
                }
            }
        }
        return Outcome.done(List.copyOf(paths));
    }

    static void insert(Handle handle, long review, List<String> paths) {
        for (int i = 0; i < paths.size(); i++) {
            handle.createUpdate("INSERT INTO catalog.review_picture VALUES (:review, :position, :path)")
                    .bind("review", review)
                    .bind("position", i + 1)
                    .bind("path", paths.get(i))
                    .execute();
        }
    }

    static List<String> paths(java.sql.ResultSet row) throws java.sql.SQLException {
        java.sql.Array paths = row.getArray("pictures");
        return paths == null ? List.of() : List.of((String[]) paths.getArray());
    }
}

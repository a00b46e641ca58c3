package yardstick.kernel;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/**
 * Lists that are bound as arrays to statements of the request path. PostgreSQL assumes ten elements of an array it does
 * not know; a statement with fewer looks cheaper than its generic plan and is planned anew each time, which takes several
 * times as long as running it.
 */
public final class PaddedArray {

    private static final int ASSUMED = 10;

    private PaddedArray() {}

    /**
     * The values, filled up to a multiple of ten.
     *
     * @param filler makes no difference to the statement: a value that is there already, or one that matches nothing
     */
    public static <T> List<T> of(Collection<T> values, T filler) {
        List<T> padded = new ArrayList<>(values);
        while (padded.size() % ASSUMED != 0) {
            padded.add(filler);
        }
        return padded;
    }
}

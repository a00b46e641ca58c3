package yardstick.metrics;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import yardstick.metrics.analysis.Methods;

/**
 * The statistics of this module on anybody's CSV file: {@code ab}, {@code srm}, {@code power}, {@code did},
 * {@code bacon}, {@code sunab}, {@code sdid}. Needs no server and no database.
 */
public final class Analysis {

    /**
     * @param data CSV with a header line; null for {@code srm} and {@code power}, which need none
     * @param options by name without dashes, for example {@code metric -> [mean:spend, proportion:visit]}
     */
    public record Request(String method, @Nullable Path data, Map<String, List<String>> options) {}

    private Analysis() {}

    /**
     * @return one JSON document
     * @throws IllegalArgumentException for an unknown method or option, a missing column, or data in which the effect
     *     is not identified; the message is for the analyst
     */
    public static String run(Request request) {
        return Methods.run(request);
    }
}

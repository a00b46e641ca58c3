package yardstick.metrics.analysis;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.metrics.Analysis.Request;
import yardstick.metrics.experiment.SampleRatioCheck;

/** One entry per method of {@link yardstick.metrics.Analysis}. */
public final class Methods {

    private Methods() {}

    public static String run(Request request) {
        Options options = new Options(request.options());
        return JsonText.of(
                switch (request.method()) {
                    case "srm" -> srm(options);
                    case "ab" -> new AbTest(file(request), options).run();
                    case "power" -> PanelMethods.power(options);
                    case "did" -> Staggered.did(file(request), options);
                    case "bacon" -> PanelMethods.bacon(file(request), options);
                    case "sunab" -> PanelMethods.sunab(file(request), options);
                    case "sdid" -> PanelMethods.sdid(file(request), options);
                    default ->
                        throw new IllegalArgumentException("unknown method " + request.method()
                                + "; known are ab, srm, power, did, bacon, sunab, sdid");
                });
    }

    private static Path file(Request request) {
        Path data = request.data();
        if (data == null) {
            throw new IllegalArgumentException(request.method() + " needs --data FILE.csv");
        }
        return data;
    }

    static Optional<Character> separator(Options options) {
        return options.find("separator").map(separator -> {
            if (separator.length() != 1) {
                throw new IllegalArgumentException("--separator is one character");
            }
            return separator.charAt(0);
        });
    }

    private static Map<String, @Nullable Object> srm(Options options) {
        options.allow("counts", "ratio");
        List<Long> counts = new ArrayList<>();
        for (double count : options.numbers("counts")) {
            counts.add((long) count);
        }
        double[] weights = options.numbers("ratio");
        if (weights.length == 0) {
            weights = new double[counts.size()];
            Arrays.fill(weights, 1);
        }
        if (counts.size() < 2
                || weights.length != counts.size()
                || counts.stream().anyMatch(count -> count < 0)) {
            throw new IllegalArgumentException("--counts needs two or more counts, and --ratio as many shares");
        }
        SampleRatioCheck check =
                SampleRatioCheck.of(counts.stream().mapToLong(Long::longValue).toArray(), weights);
        return JsonText.object("statistic", check.statistic(), "p", check.p());
    }
}

package yardstick.cli;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Unmatched;
import yardstick.cli.launch.UsageFailure;
import yardstick.metrics.Analysis;

/** The analyst's door: the panel's estimators on anybody's CSV, without a server. */
@Command(
        name = "analyze",
        description = {
            "The estimators of the panel on a CSV file; prints one JSON document.",
            "  ab     --data F --unit C --arm C --control V --metric mean:C|proportion:C|ratio:A/B ... [--covariate C]",
            "         [--mode fixed|group|always] [--looks N]",
            "  srm    --counts 1000,1200 [--ratio .5,.5]",
            "  power  see docs/analyze.md",
            "  did    --data F --unit C --time C --outcome C --cohort C [--controls never|notyet] [--method dr|ipw|reg]",
            "         [--covariates a,b] [--cluster C] [--bootstrap N] [--missing keep|drop]",
            "  bacon  --data F --unit C --time C --outcome C --treated C",
            "  sunab  --data F --unit C --time C --outcome C --cohort C",
            "  sdid   --data F --unit C --time C --outcome C --treated C [--separator ';']"
        })
final class AnalyzeCommand implements Callable<Integer> {

    @Parameters(index = "0", paramLabel = "METHOD", description = "ab, srm, power, did, bacon, sunab or sdid")
    private String method = "";

    @Unmatched
    private List<String> rest = new ArrayList<>();

    @Override
    public Integer call() {
        Map<String, List<String>> options = options(rest);
        options.remove("json");
        Path data = data(options.remove("data"));
        try {
            System.out.println(Analysis.run(new Analysis.Request(method, data, options)));
            return 0;
        } catch (IllegalArgumentException e) {
            throw new UsageFailure(String.valueOf(e.getMessage()));
        }
    }

    private static @Nullable Path data(@Nullable List<String> given) {
        if (given == null) {
            return null;
        }
        Path file = Path.of(given.getLast());
        if (!Files.isReadable(file)) {
            throw new UsageFailure("cannot read the file " + file + ".");
        }
        return file;
    }

    /** {@code --name value} and {@code --name=value}, repeatable; {@code --json} stands alone. */
    static Map<String, List<String>> options(List<String> arguments) {
        Map<String, List<String>> options = new LinkedHashMap<>();
        for (int i = 0; i < arguments.size(); i++) {
            String argument = arguments.get(i);
            if (!argument.startsWith("--")) {
                throw new UsageFailure("unexpected '" + argument + "'; options look like --unit COLUMN.");
            }
            int equals = argument.indexOf('=');
            String name = argument.substring(2, equals < 0 ? argument.length() : equals);
            boolean alone = name.equals("json");
            if (equals < 0 && !alone && i + 1 == arguments.size()) {
                throw new UsageFailure("option --" + name + " needs a value.");
            }
            String value = equals >= 0 ? argument.substring(equals + 1) : alone ? "" : arguments.get(++i);
            options.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
        }
        return options;
    }
}

package yardstick.cli;

import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import yardstick.catalog.Fuzzing;
import yardstick.cli.launch.UsageFailure;

@Command(
        name = "fuzz",
        mixinStandardHelpOptions = true,
        description = "Read mutated files with each reader of the catalogue; exit 1 when one fails or hangs.")
final class FuzzCommand implements Callable<Integer> {

    @Option(names = "--parser", description = "csv, json, xml, html, zip, xlsx or image (default: all)")
    private @Nullable String parser;

    @Option(names = "--cases", defaultValue = "1000000", description = "Files per reader")
    private long cases;

    @Option(names = "--seed", defaultValue = "1", description = "Another one makes other files")
    private long seed;

    @Override
    public Integer call() throws java.io.IOException {
        String only = parser;
        List<String> parsers = only == null ? Fuzzing.parsers() : List.of(only);
        boolean failed = false;
        for (String each : parsers) {
            String result;
            try {
                result = Fuzzing.run(each, cases, seed);
            } catch (IllegalArgumentException e) {
                throw new UsageFailure(String.valueOf(e.getMessage()));
            }
            System.out.println(result);
            failed |= !result.contains("\"failures\":0");
        }
        return failed ? 1 : 0;
    }
}

package yardstick.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import yardstick.catalog.Extraction;

@Command(
        name = "extract",
        mixinStandardHelpOptions = true,
        description = "The product record of a page: every value with its source, rule and confidence.")
final class ExtractCommand implements Callable<Integer> {

    @Parameters(paramLabel = "FILE|URL", description = "A page, a directory or zip of pages, or an http(s) address")
    private String place = "";

    @Option(names = "--json", description = "One JSON document on standard output")
    private boolean json;

    @Override
    public Integer call() {
        return EvaluateCommand.print(json, () -> Extraction.json(place));
    }
}

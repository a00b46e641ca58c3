package yardstick.cli;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import yardstick.catalog.Evaluation;
import yardstick.cli.launch.UsageFailure;

@Command(
        name = "evaluate",
        mixinStandardHelpOptions = true,
        description = "What the catalogue's learners are worth on labelled files; needs no running shop.",
        synopsisSubcommandLabel = "(matching | reviews)")
final class EvaluateCommand {

    /** Work that may meet a file it cannot read. */
    interface Work {
        String run() throws IOException;
    }

    @Command(
            name = "matching",
            mixinStandardHelpOptions = true,
            description = "Whether two records are the same item: precision, recall and F1 on the test pairs.")
    int matching(
            @Option(names = "--train", required = true, description = "COL a VAL b ... <TAB> COL ... <TAB> 0/1")
                    Path train,
            @Option(
                            names = "--valid",
                            required = true,
                            description = "More pairs to learn and choose the threshold from")
                    Path valid,
            @Option(names = "--test", required = true, description = "Pairs to score") Path test,
            @Option(names = "--json", description = "One JSON document on standard output") boolean json) {
        return print(json, () -> Evaluation.matching(readable(train), readable(valid), readable(test)));
    }

    @Command(
            name = "reviews",
            mixinStandardHelpOptions = true,
            description = "Polarity of reviews: macro-F1 on the fifth of the texts that was held out.")
    int reviews(
            @Option(names = "--data", required = true, description = "CSV with the columns label and review") Path data,
            @Option(names = "--json", description = "One JSON document on standard output") boolean json) {
        return print(json, () -> Evaluation.reviews(readable(data)));
    }

    private static Path readable(Path file) {
        if (!Files.isReadable(file) || Files.isDirectory(file)) {
            throw new UsageFailure("cannot read the file " + file + ".");
        }
        return file;
    }

    static int print(boolean json, Work work) {
        String result;
        try {
            result = work.run();
        } catch (IllegalArgumentException | IOException e) {
            throw new UsageFailure(String.valueOf(e.getMessage()));
        }
        if (json) {
            System.out.println(result);
        } else {
            try (JsonReader reader = Json.createReader(new StringReader(result))) {
                JsonObject object = reader.readObject();
                object.forEach((name, value) -> System.out.println(name + ": " + value));
            }
        }
        return 0;
    }
}

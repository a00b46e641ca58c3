package yardstick.metrics.analysis;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Assumptions;
import yardstick.metrics.Analysis;

/** Public data sets that are not part of the sources: the folder is named by the environment. */
final class PublicData {

    private PublicData() {}

    /** Skips the calling test, saying so, when the file is not there. */
    static Path file(String name) {
        String folder = System.getenv("YARDSTICK_CAUSAL_DATA");
        Assumptions.assumeTrue(folder != null, "set YARDSTICK_CAUSAL_DATA to the folder of " + name);
        Path file = Path.of(String.valueOf(folder), name);
        Assumptions.assumeTrue(Files.exists(file), "there is no " + file);
        return file;
    }

    static List<NamedCsvRecord> rows(String name) throws IOException {
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder().ofNamedCsvRecord(file(name))) {
            return reader.stream().toList();
        }
    }

    /** Runs a method with options in pairs of name and value. */
    static String run(String method, Path file, String... pairs) {
        Map<String, List<String>> options = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            options.computeIfAbsent(pairs[i], name -> new ArrayList<>()).add(pairs[i + 1]);
        }
        return Analysis.run(new Analysis.Request(method, file, options));
    }
}

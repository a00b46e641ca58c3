package yardstick.tracking.metric;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import yardstick.tracking.MetricRegistry.Kind;
import yardstick.tracking.MetricRegistry.Metric;

/** Reads {@code registry/metrics.tsv}: one metric per line. */
final class RegistryFile {

    private static final int COLUMNS = 10;

    private RegistryFile() {}

    static List<Metric> read() {
        try (InputStream stream = RegistryFile.class.getResourceAsStream("/registry/metrics.tsv")) {
            if (stream == null) {
                throw new IllegalStateException("registry/metrics.tsv is missing");
            }
            BufferedReader reader = new BufferedReader(new InputStreamReader(stream, StandardCharsets.UTF_8));
            return reader.lines().skip(1).map(RegistryFile::metric).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the registry", e);
        }
    }

    private static Metric metric(String line) {
        String[] cells = line.split("\t", -1);
        if (cells.length != COLUMNS) {
            throw new IllegalStateException("not " + COLUMNS + " columns: " + line);
        }
        return new Metric(
                cells[0],
                Kind.valueOf(cells[1].toUpperCase(Locale.ROOT)),
                cells[2],
                List.of(cells[3].split(",")),
                cells[4],
                cells[5],
                cells[6],
                cells[7],
                cells[8],
                cells[9]);
    }
}

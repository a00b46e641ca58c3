package yardstick.metrics.analysis;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Some columns of a CSV file as text; {@code NA}, {@code NaN}, {@code .} and nothing mean missing. As numbers, true and
 * false are 1 and 0, and {@code Inf}, as other programs write a time that never comes, is infinite.
 */
final class Table {

    private final Map<String, List<String>> columns = new LinkedHashMap<>();

    private Table() {}

    /** @param given what stands between fields; without it, what the header line holds most often of {@code , ; tab} */
    static Table read(Path file, Optional<Character> given, Collection<String> wanted) {
        Table table = new Table();
        char separator = given.orElseGet(() -> separator(file));
        wanted.forEach(column -> table.columns.put(column, new ArrayList<>()));
        try (CsvReader<NamedCsvRecord> reader = CsvReader.builder()
                .fieldSeparator(separator)
                .detectBomHeader(true)
                .ofNamedCsvRecord(file)) {
            for (NamedCsvRecord row : reader) {
                table.columns.forEach((column, values) -> values.add(row.findField(column)
                        .orElseThrow(() -> new IllegalArgumentException("there is no column " + column + " in line "
                                + row.getStartingLineNumber() + "; there are " + row.getHeader()))));
            }
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + file + ": " + e.getMessage(), e);
        }
        if (table.rows() == 0) {
            throw new IllegalArgumentException(file + " has no rows");
        }
        return table;
    }

    private static char separator(Path file) {
        try (Stream<String> lines = Files.lines(file, StandardCharsets.ISO_8859_1)) {
            String header = lines.findFirst().orElse("");
            return Stream.of(',', ';', '\t')
                    .max(Comparator.comparingLong(each ->
                            header.chars().filter(letter -> letter == each).count()))
                    .orElse(',');
        } catch (IOException | UncheckedIOException e) {
            throw new IllegalArgumentException("cannot read " + file + ": " + e.getMessage(), e);
        }
    }

    int rows() {
        return columns.values().iterator().next().size();
    }

    String[] text(String column) {
        return columns.getOrDefault(column, List.of()).toArray(String[]::new);
    }

    double[] numbers(String column) {
        return columns.getOrDefault(column, List.of()).stream()
                .mapToDouble(value -> number(column, value))
                .toArray();
    }

    /** By row. */
    double[][] numbers(List<String> names) {
        double[][] rows = new double[rows()][names.size()];
        for (int j = 0; j < names.size(); j++) {
            double[] values = numbers(names.get(j));
            for (int i = 0; i < rows.length; i++) {
                rows[i][j] = values[i];
            }
        }
        return rows;
    }

    private static double number(String column, String value) {
        if (missing(value)) {
            return Double.NaN;
        }
        String text = value.strip();
        switch (text.toLowerCase(Locale.ROOT)) {
            case "true":
                return 1;
            case "false":
                return 0;
            case "inf":
                return Double.POSITIVE_INFINITY;
            default:
        }
        try {
            return Double.parseDouble(text);
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("column " + column + " holds '" + value + "', which is no number", e);
        }
    }

    static boolean missing(String value) {
        return Arrays.asList("", "NA", "NaN", ".").contains(value.strip());
    }
}

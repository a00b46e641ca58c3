package yardstick.metrics.analysis;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.NamedCsvRecord;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Some columns of a CSV file as text; {@code NA}, {@code NaN}, {@code .} and nothing mean missing. */
final class Table {

    private final Map<String, List<String>> columns = new LinkedHashMap<>();

    private Table() {}

    static Table read(Path file, char separator, Collection<String> wanted) {
        Table table = new Table();
        wanted.forEach(column -> table.columns.put(column, new ArrayList<>()));
        try (CsvReader<NamedCsvRecord> reader =
                CsvReader.builder().fieldSeparator(separator).ofNamedCsvRecord(file)) {
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
        try {
            return Double.parseDouble(value.strip());
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException("column " + column + " holds '" + value + "', which is no number", e);
        }
    }

    static boolean missing(String value) {
        return Arrays.asList("", "NA", "NaN", ".").contains(value.strip());
    }
}

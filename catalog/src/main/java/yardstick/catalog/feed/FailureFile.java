package yardstick.catalog.feed;

import de.siegmar.fastcsv.writer.CsvWriter;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import yardstick.kernel.Database;

/** Refused rows as CSV: line, column and reason, then the fields as the file had them. */
final class FailureFile {

    private static final int FETCH = 500;

    private FailureFile() {}

    static void write(Database database, StoredRun run, Writer out) throws IOException {
        out.write('\ufeff');
        CsvWriter csv = CsvWriter.builder().build(out);
        List<String> header = new ArrayList<>(List.of("error_line", "error_column", "error_reason"));
        List<String> names = run.header();
        header.addAll(names == null ? List.of() : names);
        csv.writeRecord(header);
        try {
            database.write(handle -> {
                handle.createQuery("""
                                SELECT line, column_name, reason, fields FROM catalog.import_failure WHERE run_id = :run
                                ORDER BY line""")
                        .bind("run", run.id())
                        .setFetchSize(FETCH)
                        .map((row, context) -> {
                            List<String> fields =
                                    new ArrayList<>(List.of(row.getString(1), row.getString(2), row.getString(3)));
                            fields.addAll(
                                    Arrays.asList((String[]) row.getArray(4).getArray()));
                            return fields;
                        })
                        .forEach(fields -> csv.writeRecord(
                                fields.stream().map(FailureFile::harmless).toList()));
                return true;
            });
        } catch (UncheckedIOException e) {
            throw new IOException(e);
        }
        csv.flush();
    }

    /** A spreadsheet must not take a supplier's text for a formula. */
    static String harmless(String text) {
        boolean formula = !text.isEmpty() && "=+-@\t\r".indexOf(text.charAt(0)) >= 0;
        return formula && !text.matches("-?\\d[\\d.,]*") ? "'" + text : text;
    }
}

package yardstick.catalog.feed;

import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.statement.PreparedBatch;
import yardstick.kernel.Database;

/** Keeps refused rows with their fields, so that they can be downloaded, mended and tried again. */
final class Failures {

    private static final int BATCH = 1_000;

    private final Database database;
    private final long run;
    private final List<Refused> waiting = new ArrayList<>();

    private record Refused(RowError error, List<String> fields) {}

    Failures(Database database, long run) {
        this.database = database;
        this.run = run;
    }

    void add(RowError error, List<String> fields) {
        waiting.add(new Refused(error, fields));
        if (waiting.size() == BATCH) {
            flush();
        }
    }

    void flush() {
        if (waiting.isEmpty()) {
            return;
        }
        database.execute(handle -> {
            PreparedBatch batch = handle.prepareBatch("""
                    INSERT INTO catalog.import_failure (run_id, line, column_name, value, reason, fields)
                    VALUES (:run, :line, :column, :value, :reason, :fields)""");
            for (Refused refused : waiting) {
                batch.bind("run", run)
                        .bind("line", refused.error().line())
                        .bind("column", refused.error().column())
                        .bind("value", clean(refused.error().value()))
                        .bind("reason", refused.error().reason())
                        .bindByType(
                                "fields",
                                refused.fields().stream().map(Failures::clean).toArray(String[]::new),
                                String[].class)
                        .add();
            }
            batch.execute();
        });
        waiting.clear();
    }

    /** PostgreSQL stores no NUL. */
    private static String clean(String text) {
        String cut = text.length() > Markup.LONGEST_TEXT ? text.substring(0, Markup.LONGEST_TEXT) : text;
        return cut.replace("\u0000", "");
    }
}

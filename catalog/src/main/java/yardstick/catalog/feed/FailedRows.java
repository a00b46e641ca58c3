package yardstick.catalog.feed;

import java.sql.SQLException;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import yardstick.kernel.Database;

/** The refused rows of an earlier run as a source. */
final class FailedRows implements RowSource {

    private static final int PAGE = 500;

    private final Database database;
    private final StoredRun parent;
    private final long count;
    private final Deque<Row> page = new ArrayDeque<>();
    private long read;
    private long after = -1;

    FailedRows(Database database, StoredRun parent) {
        this.database = database;
        this.parent = parent;
        this.count = database.read(
                handle -> handle.createQuery("SELECT count(*) FROM catalog.import_failure WHERE run_id = :run")
                        .bind("run", parent.id())
                        .mapTo(Long.class)
                        .one());
        turn();
    }

    private void turn() {
        List<Row> rows = database.read(handle -> handle.createQuery("""
                        SELECT line, fields FROM catalog.import_failure WHERE run_id = :run AND line > :after
                        ORDER BY line LIMIT :page""")
                .bind("run", parent.id())
                .bind("after", after)
                .bind("page", PAGE)
                .map((row, context) ->
                        row(row.getLong(1), (String[]) row.getArray(2).getArray()))
                .list());
        page.addAll(rows);
        if (!rows.isEmpty()) {
            after = rows.getLast().line();
        }
    }

    private static Row row(long line, String[] fields) throws SQLException {
        return Row.of(line, Arrays.asList(fields));
    }

    @Override
    public List<String> names() {
        List<String> names = parent.header();
        return names == null ? List.of() : names;
    }

    @Override
    public boolean hasNext() {
        return !page.isEmpty();
    }

    @Override
    public Row next() {
        Row row = page.removeFirst();
        read++;
        if (page.isEmpty()) {
            turn();
        }
        return row;
    }

    @Override
    public double share() {
        return count == 0 ? 1 : (double) read / count;
    }

    @Override
    public String digest() {
        return "";
    }

    @Override
    public void close() {
        page.clear();
    }
}

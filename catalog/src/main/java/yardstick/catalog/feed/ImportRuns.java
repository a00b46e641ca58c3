package yardstick.catalog.feed;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.CatalogImports.Request;
import yardstick.catalog.ImportDesk.Choice;
import yardstick.catalog.ImportDesk.State;
import yardstick.kernel.Database;

/** The runs as rows; a state changes only from a state it may follow. */
final class ImportRuns {

    private static final String ID = "id";
    private static final String STATE = "state";

    private final Database database;

    ImportRuns(Database database) {
        this.database = database;
    }

    /** @param parent the run whose failed rows are the source, or null */
    record Opened(
            Request request,
            State state,
            String who,
            @Nullable Long parent,
            Instant at) {}

    long insert(Opened opened) {
        Request request = opened.request();
        return database.write(handle -> handle.createQuery("""
                        INSERT INTO catalog.import_run (file, path, supplier, dry_run, started_at, state, who, parent_id,
                            default_price_minor, default_stock, stock_as_of)
                        VALUES (:file, :path, :supplier, :dryRun, :now, :state, :who, CAST(:parent AS bigint),
                            CAST(:price AS bigint), CAST(:stock AS integer), CAST(:asOf AS timestamptz)) RETURNING id""")
                .bind("file", request.name())
                .bind("path", request.file().toString())
                .bind("supplier", request.supplier())
                .bind("dryRun", request.dryRun())
                .bind("now", opened.at())
                .bind(STATE, opened.state().name())
                .bind("who", opened.who())
                .bind("parent", opened.parent())
                .bind("price", request.defaultPriceMinor())
                .bind("stock", request.defaultStock())
                .bind("asOf", request.stockAsOf())
                .mapTo(Long.class)
                .one());
    }

    Optional<StoredRun> find(long id) {
        return database.read(handle -> handle.createQuery("SELECT * FROM catalog.import_run WHERE id = :id")
                .bind(ID, id)
                .map((row, context) -> StoredRun.of(row))
                .findOne());
    }

    StoredRun get(long id) {
        return find(id).orElseThrow(() -> new IllegalArgumentException("There is no import " + id + "."));
    }

    List<StoredRun> latest(int limit) {
        return database.read(handle -> handle.createQuery("SELECT * FROM catalog.import_run ORDER BY id DESC LIMIT :n")
                .bind("n", limit)
                .map((row, context) -> StoredRun.of(row))
                .list());
    }

    List<StoredRun> working() {
        return database.read(handle -> handle.createQuery(
                        "SELECT * FROM catalog.import_run WHERE state IN ('COMPARING', 'APPLYING', 'UNDOING')")
                .map((row, context) -> StoredRun.of(row))
                .list());
    }

    /** @return false when the run is in none of the states it must be in */
    boolean move(long id, State to, State... from) {
        String[] names = java.util.Arrays.stream(from).map(State::name).toArray(String[]::new);
        return database.write(handle -> handle.createUpdate("""
                        UPDATE catalog.import_run SET state = :state, message = NULL, attempts = 0
                        WHERE id = :id AND state = ANY (:from)""")
                        .bind(ID, id)
                        .bind(STATE, to.name())
                        .bindByType("from", names, String[].class)
                        .execute()
                == 1);
    }

    void header(long id, List<String> names) {
        database.execute(handle -> handle.createUpdate("UPDATE catalog.import_run SET header = :names WHERE id = :id")
                .bind(ID, id)
                .bindByType("names", names.toArray(String[]::new), String[].class)
                .execute());
    }

    void choose(long id, Choice choice) {
        database.execute(handle -> handle.createUpdate("""
                        UPDATE catalog.import_run SET mapping = :mapping, default_price_minor = CAST(:price AS bigint),
                            default_stock = CAST(:stock AS integer) WHERE id = :id""")
                .bind(ID, id)
                .bindByType("mapping", choice.targets().toArray(String[]::new), String[].class)
                .bind("price", choice.defaultPriceMinor())
                .bind("stock", choice.defaultStock())
                .execute());
    }

    /** Takes the run over from a job that died; false when somebody else did. */
    boolean job(long id, @Nullable UUID before, UUID job) {
        return database.write(handle -> handle.createUpdate("""
                        UPDATE catalog.import_run SET job_id = :job, attempts = attempts + 1
                        WHERE id = :id AND job_id IS NOT DISTINCT FROM CAST(:before AS uuid)""")
                        .bind(ID, id)
                        .bind("job", job)
                        .bind("before", before)
                        .execute()
                == 1);
    }

    /** What a finished step left. */
    record Result(
            State state,
            @Nullable String report,
            @Nullable String digest,
            @Nullable String message) {}

    void finish(long id, Result result) {
        database.execute(handle -> handle.createUpdate("""
                        UPDATE catalog.import_run SET state = :state, report = coalesce(:report, report),
                            sha256 = coalesce(:digest, sha256), message = :message WHERE id = :id""")
                .bind(ID, id)
                .bind(STATE, result.state().name())
                .bind("report", result.report())
                .bind("digest", result.digest())
                .bind("message", result.message())
                .execute());
    }

    /** Staged rows are of no use after the run; those of a crashed run go with the next one. */
    void clean(long run) {
        database.execute(handle -> {
            for (String table : new String[] {"import_row", "import_item"}) {
                handle.createUpdate("DELETE FROM catalog." + table + " WHERE run_id = :run OR run_id IN"
                                + " (SELECT id FROM catalog.import_run WHERE started_at < now() - interval '1 day')")
                        .bind("run", run)
                        .execute();
            }
        });
    }
}

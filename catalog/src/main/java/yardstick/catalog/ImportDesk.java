package yardstick.catalog;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Outcome;

/**
 * An import as people do it: a file or an address, what its columns mean, a comparison that changes nothing, the import
 * itself, and taking it back. Every step survives the end of the process and goes on where it can be told what was done.
 */
public interface ImportDesk {

    /** Where an import stands; the -ING states but MAPPING have a job. */
    enum State {
        MAPPING,
        COMPARING,
        COMPARED,
        APPLYING,
        APPLIED,
        UNDOING,
        UNDONE,
        FAILED,
        CANCELLED;

        public boolean working() {
            return this == COMPARING || this == APPLYING || this == UNDOING;
        }
    }

    /**
     * One import.
     *
     * @param report JSON of the last comparison or import, as {@code import catalog --json} prints it
     * @param message why it failed
     * @param failures rows that were refused
     * @param parent the run whose failed rows these are
     * @param undoable whether it can still be taken back
     */
    record Run(
            long id,
            String file,
            String supplier,
            State state,
            Instant startedAt,
            String who,
            @Nullable UUID job,
            @Nullable String report,
            @Nullable String message,
            long failures,
            @Nullable Long parent,
            boolean undoable) {}

    /**
     * The columns of a file.
     *
     * @param samples the first rows
     * @param targets what each column seems to mean, see {@link #targets()}
     * @param remembered columns whose meaning is that of the supplier's last file
     */
    record Columns(List<String> names, List<List<String>> samples, List<String> targets, List<Boolean> remembered) {}

    /** @param targets one for each column: a code of {@link #targets()}, {@code attr:NAME}, or empty to leave it out */
    record Choice(
            List<String> targets,
            @Nullable Long defaultPriceMinor,
            @Nullable Integer defaultStock) {}

    /** A row that was refused; {@code reason} has a text as {@code catalog.import.<reason>}. */
    record Failure(long line, String column, String value, String reason) {}

    /** What a column may mean; each has a text as {@code catalog.column.<code>}. */
    List<String> targets();

    /** Takes a file over; refused and deleted when it has no readable rows. */
    Outcome<Long> open(Path file, String name, String supplier, String who);

    /** Fetches a public address into the uploads, then as {@link #open}. */
    Outcome<Long> fetch(String address, String supplier, String who);

    Optional<Run> run(long id);

    List<Run> latest(int limit);

    Outcome<Columns> columns(long id);

    /** Reads the whole file and says what would change; remembers the meaning of the columns for the supplier. */
    Outcome<UUID> compare(long id, Choice choice);

    Outcome<UUID> apply(long id);

    /** Stops at the next statement; nothing of the open step is kept. */
    void cancel(long id);

    /** Takes back what the import did to SKUs that were not changed again since. */
    Outcome<UUID> undo(long id, String who);

    /** A new import of the rows that were refused. */
    Outcome<Long> retry(long id, String who);

    List<Failure> failures(long id, int limit);

    /** The refused rows as CSV in the columns of the file, with the reason in front. */
    void writeFailures(long id, Writer out) throws IOException;
}

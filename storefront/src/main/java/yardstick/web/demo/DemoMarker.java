package yardstick.web.demo;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Database;

/** The decision about the demo shop, made once per database. */
final class DemoMarker {

    /** LOADING until every step is done; DECLINED when the shop had something of its own. */
    enum State {
        LOADING,
        LOADED,
        DECLINED
    }

    /** @param historyUntil last day of the invented history */
    record Decision(
            State state, LocalDate historyUntil, @Nullable UUID job) {}

    private final Database database;

    DemoMarker(Database database) {
        this.database = database;
    }

    Optional<Decision> find() {
        return database.read(handle -> handle.createQuery("SELECT state, history_until, job FROM storefront.demo_shop")
                .map((row, context) -> new Decision(
                        State.valueOf(row.getString("state")),
                        row.getObject("history_until", LocalDate.class),
                        row.getObject("job", UUID.class)))
                .findOne());
    }

    /** False when somebody else was faster. */
    boolean decide(Decision decision, Instant now) {
        return database.write(handle -> handle.createUpdate("""
                                INSERT INTO storefront.demo_shop (state, history_until, decided_at)
                                VALUES (:state, :until, :now) ON CONFLICT DO NOTHING""")
                        .bind("state", decision.state().name())
                        .bind("until", decision.historyUntil())
                        .bind("now", now.atOffset(ZoneOffset.UTC))
                        .execute()
                == 1);
    }

    /** Takes the load over from a job that is no more; false when another node did. */
    boolean handTo(UUID job, @Nullable UUID from) {
        return database.write(handle ->
                handle.createUpdate("""
                                UPDATE storefront.demo_shop SET job = :job
                                WHERE state = 'LOADING' AND job IS NOT DISTINCT FROM CAST(:from AS uuid)""").bind("job", job).bind("from", from).execute() == 1);
    }

    void loaded() {
        database.execute(
                handle -> handle.execute("UPDATE storefront.demo_shop SET state = 'LOADED' WHERE state = 'LOADING'"));
    }
}

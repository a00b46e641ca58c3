package yardstick.metrics.release;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Database;
import yardstick.kernel.Money;
import yardstick.metrics.Release;
import yardstick.metrics.Releases.Change;
import yardstick.metrics.Releases.Draft;

/** The rows of releases and their history. */
final class ReleaseStore {

    private final Database database;

    ReleaseStore(Database database) {
        this.database = database;
    }

    List<Split> all() {
        return database.read(handle -> handle.createQuery("SELECT * FROM metrics.release ORDER BY id DESC")
                .map(ReleaseStore::split)
                .list());
    }

    Optional<Split> byKey(String key) {
        return database.read(handle -> handle.createQuery("SELECT * FROM metrics.release WHERE key = :key")
                .bind("key", key)
                .map(ReleaseStore::split)
                .findOne());
    }

    /** Locks the release until the end of the transaction. */
    Optional<Split> forChange(String key) {
        return database.read(handle -> handle.createQuery("SELECT * FROM metrics.release WHERE key = :key FOR UPDATE")
                .bind("key", key)
                .map(ReleaseStore::split)
                .findOne());
    }

    /** False when the key is taken. */
    boolean insert(Draft draft, Instant at) {
        return database.write(handle ->
                PlanRow.bind(handle.createUpdate("""
                                INSERT INTO metrics.release (key, name, owner, hypothesis, cost_minor, cost_currency,
                                    rollout_percent, state, debt_date, created_at, %s)
                                VALUES (:key, :name, :owner, :hypothesis, :cost, :currency, :percent, 'DRAFT', :debt, :at, %s)
                                ON CONFLICT (key) DO NOTHING""".formatted(PlanRow.COLUMNS, PlanRow.VALUES)), draft.plan())
                                .bind("key", draft.key())
                                .bind("name", draft.name().strip())
                                .bind("owner", draft.owner().strip())
                                .bind("hypothesis", draft.hypothesis().strip())
                                .bind("cost", draft.cost().minor())
                                .bind("currency", draft.cost().currency())
                                .bind("percent", draft.rolloutPercent())
                                .bind("debt", draft.debtDate())
                                .bind("at", at.atOffset(ZoneOffset.UTC))
                                .execute()
                        == 1);
    }

    void update(Split split) {
        Release release = split.release();
        database.execute(handle -> handle.createUpdate("""
                        UPDATE metrics.release SET rollout_percent = :percent, state = :state, split = :split,
                            split_at = :splitAt, started_at = :startedAt, ended_at = :endedAt,
                            paused_at = :pausedAt, paused_because = :because, slot_from = :slotFrom, slot_to = :slotTo
                        WHERE id = :id""")
                .bind("percent", release.rolloutPercent())
                .bind("state", release.state().name())
                .bind("split", split.number())
                .bind("splitAt", utc(split.since()))
                .bind("startedAt", utc(release.startedAt()))
                .bind("endedAt", utc(release.endedAt()))
                .bind(
                        "pausedAt",
                        release.pause() == null ? null : utc(release.pause().at()))
                .bind(
                        "because",
                        release.pause() == null ? null : release.pause().because())
                .bind("slotFrom", split.slot().from())
                .bind("slotTo", split.slot().to())
                .bind("id", release.id())
                .execute());
    }

    /** Buckets of the group that running releases hold. */
    List<Split.Slot> slots(String group) {
        return database.read(handle -> handle.createQuery("""
                        SELECT slot_from, slot_to FROM metrics.release
                        WHERE exclusion_group = :group AND state = 'RUNNING' ORDER BY slot_from""")
                .bind("group", group)
                .map((row, context) -> new Split.Slot(row.getInt(1), row.getInt(2)))
                .list());
    }

    /** One change of a group's slots at a time, until the end of the transaction. */
    void lockGroup(String group) {
        database.execute(handle -> handle.createQuery("SELECT pg_advisory_xact_lock(hashtext(:group))::text")
                .bind("group", "release-group:" + group)
                .mapTo(String.class)
                .one());
    }

    void addChange(String key, Change change) {
        database.execute(handle -> handle.createUpdate("""
                        INSERT INTO metrics.release_change (release_id, at, actor, what)
                        SELECT id, :at, :actor, :what FROM metrics.release WHERE key = :key""")
                .bind("at", utc(change.at()))
                .bind("actor", change.actor())
                .bind("what", change.what())
                .bind("key", key)
                .execute());
    }

    List<Change> history(String key) {
        return database.read(handle -> handle.createQuery("""
                        SELECT c.at, c.actor, c.what FROM metrics.release_change c
                        JOIN metrics.release r ON r.id = c.release_id WHERE r.key = :key ORDER BY c.id DESC""")
                .bind("key", key)
                .map((row, context) -> new Change(row.getTimestamp(1).toInstant(), row.getString(2), row.getString(3)))
                .list());
    }

    private static @Nullable OffsetDateTime utc(@Nullable Instant instant) {
        return instant == null ? null : instant.atOffset(ZoneOffset.UTC);
    }

    private static @Nullable Instant instant(ResultSet row, String column) throws SQLException {
        OffsetDateTime time = row.getObject(column, OffsetDateTime.class);
        return time == null ? null : time.toInstant();
    }

    private static Split split(ResultSet row, StatementContext context) throws SQLException {
        Release release = new Release(
                row.getLong("id"),
                row.getString("key"),
                row.getString("name"),
                row.getString("owner"),
                row.getString("hypothesis"),
                Money.of(row.getLong("cost_minor"), row.getString("cost_currency")),
                row.getInt("rollout_percent"),
                Release.State.valueOf(row.getString("state")),
                instant(row, "started_at"),
                instant(row, "ended_at"),
                row.getObject("debt_date", LocalDate.class),
                PlanRow.read(row),
                pause(row));
        Split.Slot slot = new Split.Slot(row.getInt("slot_from"), row.getInt("slot_to"));
        return new Split(release, row.getInt("split"), instant(row, "split_at"), slot);
    }

    private static Release.@Nullable Pause pause(ResultSet row) throws SQLException {
        Instant at = instant(row, "paused_at");
        return at == null ? null : new Release.Pause(at, row.getString("paused_because"));
    }
}

package yardstick.kernel.runtime;

import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.Executor;
import java.util.stream.Stream;
import org.jdbi.v3.core.statement.StatementContext;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Database;
import yardstick.kernel.Job;
import yardstick.kernel.JobRefused;
import yardstick.kernel.Jobs;
import yardstick.kernel.Language;
import yardstick.kernel.Messages;
import yardstick.kernel.Refusal;

/** Jobs as rows: any node can show the progress of a job that runs on another. */
@ApplicationScoped
public class PostgresJobs implements Jobs {

    private static final Logger LOG = System.getLogger(PostgresJobs.class.getName());
    private static final long REPORT_EVERY_MS = 500;

    @Inject
    Database database;

    @Inject
    Clock clock;

    @Inject
    Messages messages;

    @Resource(lookup = "java:comp/DefaultManagedExecutorService")
    ManagedExecutorService managed;

    private @Nullable Executor executor;

    PostgresJobs() {}

    /** Outside a container. */
    public PostgresJobs(Database database, Clock clock, Executor executor) {
        this.database = database;
        this.clock = clock;
        this.executor = executor;
        this.messages = IcuMessages.load();
    }

    @Override
    public UUID start(String kind, String title, Work work) {
        UUID id = database.write(
                handle -> handle.createQuery("INSERT INTO kernel.job (kind, title) VALUES (:kind, :title) RETURNING id")
                        .bind("kind", kind)
                        .bind("title", title)
                        .mapTo(UUID.class)
                        .one());
        Executor runner = executor == null ? managed : executor;
        database.afterCommit(() -> runner.execute(() -> run(id, work)));
        return id;
    }

    private void run(UUID id, Work work) {
        StoredProgress progress = new StoredProgress(id);
        try {
            String result = work.run(progress);
            progress.store(true);
            finish(id, progress.cancelled() ? Job.State.CANCELLED : Job.State.DONE, result, null);
        } catch (JobRefused e) {
            progress.store(true);
            refused(id, e.reason());
        } catch (Exception | LinkageError e) {
            LOG.log(Level.WARNING, "job " + id + " failed", e);
            progress.store(true);
            finish(id, Job.State.FAILED, null, readable(e));
        }
    }

    private void refused(UUID id, Refusal reason) {
        List<String> arguments = reason.arguments().entrySet().stream()
                .flatMap(each -> Stream.of(each.getKey(), String.valueOf(each.getValue())))
                .toList();
        database.execute(handle -> handle.createUpdate("""
                        UPDATE kernel.job SET reason = :reason, reason_arguments = :arguments WHERE id = :id""")
                .bind("reason", reason.code())
                .bindArray("arguments", String.class, arguments)
                .bind("id", id)
                .execute());
        finish(id, Job.State.FAILED, null, messages.text(Language.EN, reason.code(), reason.arguments()));
    }

    private static @Nullable Refusal reason(ResultSet row) throws SQLException {
        String code = row.getString("reason");
        if (code == null) {
            return null;
        }
        String[] pairs = (String[]) row.getArray("reason_arguments").getArray();
        Map<String, Object> arguments = new LinkedHashMap<>();
        for (int i = 0; i + 1 < pairs.length; i += 2) {
            arguments.put(pairs[i], pairs[i + 1]);
        }
        return new Refusal(code, arguments);
    }

    private static String readable(Throwable failure) {
        String message = failure.getMessage();
        return message == null ? failure.getClass().getSimpleName() : message;
    }

    private void finish(UUID id, Job.State state, @Nullable String result, @Nullable String message) {
        database.execute(handle -> handle.createUpdate("""
                        UPDATE kernel.job SET state = :state, result = :result, message = :message,
                               finished_at = now(), heartbeat_at = now() WHERE id = :id""")
                .bind("state", state.name())
                .bind("result", result)
                .bind("message", message)
                .bind("id", id)
                .execute());
    }

    @Override
    public Optional<Job> find(UUID id) {
        return database.read(handle -> handle.createQuery("SELECT * FROM kernel.job WHERE id = :id")
                .bind("id", id)
                .map(this::job)
                .findOne());
    }

    @Override
    public List<Job> latest(int limit) {
        return database.read(
                handle -> handle.createQuery("SELECT * FROM kernel.job ORDER BY started_at DESC LIMIT :limit")
                        .bind("limit", limit)
                        .map(this::job)
                        .list());
    }

    @Override
    public void cancel(UUID id) {
        database.execute(handle -> handle.createUpdate(
                        "UPDATE kernel.job SET cancel_requested = true WHERE id = :id AND finished_at IS NULL")
                .bind("id", id)
                .execute());
    }

    private Job job(ResultSet row, StatementContext context) throws SQLException {
        Timestamp finished = row.getTimestamp("finished_at");
        Timestamp heartbeat = row.getTimestamp("heartbeat_at");
        Job.State state = Job.State.valueOf(row.getString("state"));
        boolean silent = heartbeat.toInstant().isBefore(clock.instant().minusSeconds(30));
        return new Job(
                row.getObject("id", UUID.class),
                row.getString("kind"),
                row.getString("title"),
                state == Job.State.RUNNING && silent ? Job.State.STALLED : state,
                row.getLong("total"),
                row.getLong("done"),
                row.getLong("failed"),
                row.getTimestamp("started_at").toInstant(),
                heartbeat.toInstant(),
                finished == null ? null : finished.toInstant(),
                row.getString("result"),
                row.getString("message"),
                reason(row));
    }

    /** Counts in memory and writes at most twice a second, in a transaction of its own. */
    private final class StoredProgress implements Progress {

        private final UUID id;
        private long total = -1;
        private long done;
        private long failed;
        private boolean cancelled;
        private long storedAt;

        StoredProgress(UUID id) {
            this.id = id;
        }

        @Override
        public void total(long rows) {
            total = rows;
            store(false);
        }

        @Override
        public void done(long rows) {
            done = rows;
            store(false);
        }

        @Override
        public void failed(long rows) {
            failed = rows;
            store(false);
        }

        @Override
        public boolean cancelled() {
            return cancelled;
        }

        void store(boolean now) {
            long millis = clock.millis();
            if (!now && millis - storedAt < REPORT_EVERY_MS) {
                return;
            }
            storedAt = millis;
            cancelled = database.write(handle -> handle.createQuery("""
                            UPDATE kernel.job SET total = :total, done = :done, failed = :failed, heartbeat_at = now()
                            WHERE id = :id RETURNING cancel_requested""")
                    .bind("total", total)
                    .bind("done", done)
                    .bind("failed", failed)
                    .bind("id", id)
                    .mapTo(Boolean.class)
                    .one());
        }
    }
}

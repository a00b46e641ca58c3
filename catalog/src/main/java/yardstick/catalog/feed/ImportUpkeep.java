package yardstick.catalog.feed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.ImportDesk.State;
import yardstick.kernel.Job;
import yardstick.kernel.Jobs;
import yardstick.kernel.RecurringTask;
import yardstick.kernel.Setting;

/**
 * Begins the step of an import again whose process died, and removes uploads after a week and the memory of changes
 * after a quarter of a year.
 */
@ApplicationScoped
class ImportUpkeep implements RecurringTask {

    private static final Logger LOG = System.getLogger(ImportUpkeep.class.getName());
    private static final Duration PERIOD = Duration.ofSeconds(10);
    private static final Duration KEEP_FILES = Duration.ofDays(7);
    private static final Duration KEEP_CHANGES = Duration.ofDays(90);
    private static final int MOST_ATTEMPTS = 5;
    private static final int SWEEP_EVERY = 360;

    @Inject
    Workshop workshop;

    @Inject
    Jobs jobs;

    private int turns;

    ImportUpkeep() {}

    /** Outside a container. */
    ImportUpkeep(Jobs jobs, Workshop workshop) {
        this.jobs = jobs;
        this.workshop = workshop;
    }

    @Override
    public String name() {
        return "catalog.imports";
    }

    @Override
    public Duration period() {
        return PERIOD;
    }

    @Override
    public void run() {
        resume();
        if (turns++ % SWEEP_EVERY == 0) {
            sweep();
        }
    }

    void resume() {
        ImportWorkshop shop = workshop.open();
        ImportRuns runs = new ImportRuns(shop.database());
        for (StoredRun run : runs.working()) {
            if (dead(run.job())) {
                if (run.attempts() >= MOST_ATTEMPTS) {
                    runs.finish(
                            run.id(),
                            new ImportRuns.Result(
                                    State.FAILED, null, null, "It was begun " + run.attempts() + " times and died."));
                } else {
                    LOG.log(Level.INFO, "import " + run.id() + " goes on");
                    new ImportJobs(jobs, shop).begin(run.id(), run.job());
                }
            }
        }
    }

    private boolean dead(@Nullable UUID id) {
        return id == null
                || jobs.find(id)
                        .map(job -> job.state() == Job.State.STALLED || job.finished())
                        .orElse(true);
    }

    void sweep() {
        ImportWorkshop shop = workshop.open();
        Instant now = shop.clock().instant();
        shop.database()
                .execute(handle -> handle.createUpdate("DELETE FROM catalog.change_set WHERE at < :before")
                        .bind("before", now.minus(KEEP_CHANGES))
                        .execute());
        shop.database()
                .execute(handle -> handle.createUpdate("""
                        DELETE FROM catalog.import_failure WHERE run_id IN
                            (SELECT id FROM catalog.import_run WHERE started_at < :before)""")
                        .bind("before", now.minus(KEEP_CHANGES))
                        .execute());
        shop.database()
                .execute(handle -> handle.createUpdate("DELETE FROM catalog.past_price WHERE until < :before")
                        .bind("before", now.minus(KEEP_CHANGES))
                        .execute());
        Set<String> working = new ImportRuns(shop.database())
                .working().stream()
                        .map(StoredRun::path)
                        .filter(java.util.Objects::nonNull)
                        .collect(Collectors.toSet());
        Path uploads = shop.settings().directory(Setting.DATA_DIR).resolve("uploads");
        if (!Files.isDirectory(uploads)) {
            return;
        }
        try (Stream<Path> files = Files.list(uploads)) {
            files.filter(file -> !working.contains(file.toString()))
                    .forEach(file -> deleteWhenOld(file, now.minus(KEEP_FILES)));
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot clean " + uploads, e);
        }
    }

    private static void deleteWhenOld(Path file, Instant before) {
        try {
            if (Files.isRegularFile(file)
                    && Files.getLastModifiedTime(file).toInstant().isBefore(before)) {
                Files.deleteIfExists(file);
            }
        } catch (IOException e) {
            LOG.log(Level.WARNING, "cannot remove " + file, e);
        }
    }
}

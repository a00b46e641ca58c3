package yardstick.catalog.feed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.lang.System.Logger.Level;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import yardstick.catalog.CatalogImports.Request;
import yardstick.catalog.ImportDesk;
import yardstick.catalog.extract.PageDownload;
import yardstick.kernel.Jobs;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.kernel.Setting;

/** The steps of an import for the admin pages. */
@ApplicationScoped
class DefaultImportDesk implements ImportDesk {

    private static final int SAMPLES = 4;
    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    Workshop workshop;

    @Inject
    Jobs jobs;

    DefaultImportDesk() {}

    /** Outside a container. */
    DefaultImportDesk(Jobs jobs, Workshop workshop) {
        this.jobs = jobs;
        this.workshop = workshop;
    }

    private ImportRuns runs() {
        return new ImportRuns(workshop.open().database());
    }

    private ImportJobs work() {
        return new ImportJobs(jobs, workshop.open());
    }

    @Override
    public List<String> targets() {
        return Arrays.stream(Column.values())
                .filter(column -> column != Column.INVOICE)
                .map(Column::code)
                .toList();
    }

    @Override
    public Outcome<Long> open(Path file, String name, String supplier, String who) {
        String by = supplier.isBlank() ? "default" : supplier.strip();
        try (RowSource source = Sources.open(file)) {
            if (!source.hasNext()) {
                throw new IllegalArgumentException("The file has a header and no rows.");
            }
            Request request = new Request(file, name, by, true, null, null, null);
            ImportWorkshop shop = workshop.open();
            long id = runs().insert(new ImportRuns.Opened(
                    request, State.MAPPING, who, null, shop.clock().instant()));
            runs().header(id, source.names());
            return Outcome.done(id);
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            delete(file);
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return Outcome.refused(Refusal.of("catalog.import_unreadable", "reason", reason));
        }
    }

    @Override
    public Outcome<Long> fetch(String address, String supplier, String who) {
        Path file = workshop.open()
                .settings()
                .directory(Setting.DATA_DIR)
                .resolve("uploads")
                .resolve("fetched-" + token());
        try {
            Files.createDirectories(file.getParent());
            PageDownload.to(address, file);
        } catch (IOException | IllegalArgumentException e) {
            delete(file);
            String reason = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
            return Outcome.refused(Refusal.of("catalog.import_not_fetched", "reason", reason));
        }
        return open(file, address.length() > 200 ? address.substring(0, 200) : address, supplier, who);
    }

    private static String token() {
        byte[] bytes = new byte[16];
        RANDOM.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    private static void delete(Path file) {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            System.getLogger(DefaultImportDesk.class.getName()).log(Level.WARNING, "cannot remove " + file, e);
        }
    }

    @Override
    public Optional<Run> run(long id) {
        return runs().find(id).map(this::view);
    }

    @Override
    public List<Run> latest(int limit) {
        return runs().latest(limit).stream().map(this::view).toList();
    }

    private Run view(StoredRun run) {
        long failures = workshop.open()
                .database()
                .read(handle -> handle.createQuery("SELECT count(*) FROM catalog.import_failure WHERE run_id = :run")
                        .bind("run", run.id())
                        .mapTo(Long.class)
                        .one());
        return run.view(failures, run.state() == State.APPLIED && run.changeSet() != null);
    }

    @Override
    public Outcome<Columns> columns(long id) {
        Optional<StoredRun> run = runs().find(id);
        if (run.isEmpty()) {
            return Outcome.refused(Refusal.of("catalog.import_unknown"));
        }
        try (RowSource source = work().open(run.get())) {
            List<List<String>> samples = new ArrayList<>();
            while (source.hasNext() && samples.size() < SAMPLES) {
                samples.add(source.next().fields());
            }
            Meanings meanings = new Meanings(workshop.open().database(), run.get());
            return Outcome.done(meanings.of(source.names(), samples));
        } catch (IOException | UncheckedIOException | IllegalArgumentException e) {
            return Outcome.refused(Refusal.of("catalog.import_unreadable", "reason", String.valueOf(e.getMessage())));
        }
    }

    @Override
    public Outcome<UUID> compare(long id, Choice choice) {
        Optional<StoredRun> run = runs().find(id);
        List<String> names = run.isEmpty() ? null : run.get().header();
        if (run.isEmpty() || names == null) {
            return Outcome.refused(Refusal.of("catalog.import_unknown"));
        }
        Optional<Refusal> refusal = Meanings.check(names, choice.targets());
        if (refusal.isPresent()) {
            return Outcome.refused(refusal.get());
        }
        return workshop.open().database().write(handle -> {
            if (!runs().move(id, State.COMPARING, State.MAPPING, State.COMPARED, State.FAILED, State.CANCELLED)) {
                return Outcome.refused(Refusal.of("catalog.import_elsewhere"));
            }
            runs().choose(id, choice);
            new Meanings(workshop.open().database(), run.get())
                    .remember(choice.targets(), workshop.open().clock().instant());
            return begin(id, run.get());
        });
    }

    private Outcome<UUID> begin(long id, StoredRun before) {
        return work().begin(id, before.job())
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(Refusal.of("catalog.import_elsewhere")));
    }

    @Override
    public Outcome<UUID> apply(long id) {
        return step(id, State.APPLYING, State.COMPARED);
    }

    @Override
    public Outcome<UUID> undo(long id, String who) {
        return step(id, State.UNDOING, State.APPLIED);
    }

    private Outcome<UUID> step(long id, State to, State from) {
        return workshop.open().database().write(handle -> {
            Optional<StoredRun> run = runs().find(id);
            if (run.isEmpty() || !runs().move(id, to, from)) {
                return Outcome.refused(Refusal.of("catalog.import_elsewhere"));
            }
            return begin(id, run.get());
        });
    }

    @Override
    public void cancel(long id) {
        runs().find(id).map(StoredRun::job).ifPresent(jobs::cancel);
    }

    @Override
    public Outcome<Long> retry(long id, String who) {
        Optional<StoredRun> run = runs().find(id);
        if (run.isEmpty() || view(run.get()).failures() == 0) {
            return Outcome.refused(Refusal.of("catalog.import_nothing_failed"));
        }
        StoredRun failed = run.get();
        long retried = runs().insert(new ImportRuns.Opened(
                failed.request(true),
                State.MAPPING,
                who,
                id,
                workshop.open().clock().instant()));
        runs().header(retried, failed.header() == null ? List.of() : failed.header());
        return Outcome.done(retried);
    }

    @Override
    public List<Failure> failures(long id, int limit) {
        return workshop.open()
                .database()
                .read(handle -> handle.createQuery("""
                        SELECT line, column_name, value, reason FROM catalog.import_failure WHERE run_id = :run
                        ORDER BY line LIMIT :limit""")
                        .bind("run", id)
                        .bind("limit", limit)
                        .map((row, context) ->
                                new Failure(row.getLong(1), row.getString(2), row.getString(3), row.getString(4)))
                        .list());
    }

    @Override
    public void writeFailures(long id, Writer out) throws IOException {
        FailureFile.write(workshop.open().database(), runs().get(id), out);
    }
}

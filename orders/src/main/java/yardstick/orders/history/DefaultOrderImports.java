package yardstick.orders.history;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Clock;
import java.util.Currency;
import java.util.Iterator;
import java.util.UUID;
import java.util.regex.Pattern;
import yardstick.catalog.Catalog;
import yardstick.kernel.Announcer;
import yardstick.kernel.Database;
import yardstick.kernel.JobRefused;
import yardstick.kernel.Jobs;
import yardstick.kernel.Jobs.Progress;
import yardstick.kernel.Messages;
import yardstick.kernel.Refusal;
import yardstick.kernel.Settings;
import yardstick.orders.Customers;
import yardstick.orders.OrderImports;
import yardstick.orders.history.HistoryRow.Taken;
import yardstick.orders.history.Takeover.Counts;

/**
 * Reads the file row by row into the staging table, in short transactions so that progress is visible, and then
 * takes everything over in one: an import is there as a whole or not at all.
 */
@ApplicationScoped
class DefaultOrderImports implements OrderImports {

    private static final Pattern SOURCE = Pattern.compile("[a-z0-9][a-z0-9_.-]{0,39}");
    private static final Counts NOTHING = new Counts(0, 0, 0, 0, 0, 0);

    @Inject
    Database database;

    @Inject
    Jobs jobs;

    @Inject
    Catalog catalog;

    @Inject
    Announcer announcer;

    @Inject
    Messages messages;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    @Override
    public UUID start(Request request) {
        return jobs.start("import-orders", request.name(), progress -> run(request, progress));
    }

    String run(Request request, Progress progress) throws IOException {
        check(request);
        long started = clock.millis();
        Stage stage = new Stage(database, newLoad());
        try {
            ImportReport report = new ImportReport();
            boolean complete = stage(request, stage, report, progress);
            Counts counts = complete ? takeOver(request, stage.load()) : NOTHING;
            return report.json(request, counts, (clock.millis() - started) / 1000.0, messages);
        } finally {
            stage.clear();
        }
    }

    private UUID newLoad() {
        return database.read(handle ->
                handle.createQuery("SELECT gen_random_uuid()").mapTo(UUID.class).one());
    }

    private static void check(Request request) {
        if (!SOURCE.matcher(request.source()).matches() || request.source().equals(Customers.SHOP)) {
            throw new JobRefused(Refusal.of("orders.import_source", "source", request.source()));
        }
        if (Currency.getAvailableCurrencies().stream()
                .noneMatch(currency -> currency.getCurrencyCode().equals(request.currency()))) {
            throw new JobRefused(Refusal.of("orders.import_currency", "currency", request.currency()));
        }
    }

    /** False when somebody asked to stop. */
    private boolean stage(Request request, Stage stage, ImportReport report, Progress progress) throws IOException {
        HistoryFile file = new HistoryFile(request.file());
        progress.total(file.lines());
        try (CsvReader<CsvRecord> reader = file.open()) {
            Iterator<CsvRecord> rows = reader.iterator();
            if (!rows.hasNext()) {
                throw new JobRefused(Refusal.of("orders.import_empty"));
            }
            RowParser parser = new RowParser(new Columns(rows.next()), settings.zone(), request.currency());
            while (rows.hasNext()) {
                HistoryRow row = parser.parse(rows.next());
                report.count(row);
                if (row instanceof Taken taken) {
                    stage.add(taken);
                }
                progress.failed(report.errors());
                progress.done(report.rows());
                if (progress.cancelled()) {
                    return false;
                }
            }
        } catch (CsvParseException e) {
            throw new JobRefused(Refusal.of("orders.import_not_csv", "rows", report.rows()), e);
        }
        stage.flush();
        return true;
    }

    private Counts takeOver(Request request, UUID load) {
        return database.write(handle -> {
            Counts counts = new Takeover(handle, catalog, load, request).run();
            new HistoryNews(handle, announcer, request.source(), request.currency()).announce();
            return counts;
        });
    }
}

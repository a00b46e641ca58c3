package yardstick.catalog.feed;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.UUID;
import yardstick.catalog.CatalogImports;
import yardstick.catalog.ImportDesk.State;
import yardstick.kernel.Jobs;

/** Imports whose columns are known by their names, in one go: of the command line, the API and the demo. */
@ApplicationScoped
class DefaultCatalogImports implements CatalogImports {

    @Inject
    Workshop workshop;

    @Inject
    Jobs jobs;

    DefaultCatalogImports() {}

    /** Outside a container. */
    DefaultCatalogImports(Jobs jobs, Workshop workshop) {
        this.jobs = jobs;
        this.workshop = workshop;
    }

    @Override
    public UUID start(Request request) {
        ImportWorkshop shop = workshop.open();
        String supplier =
                request.supplier().isBlank() ? "default" : request.supplier().strip();
        Request named = new Request(
                request.file(),
                request.name(),
                supplier,
                request.dryRun(),
                request.defaultPriceMinor(),
                request.defaultStock(),
                request.stockAsOf());
        State state = request.dryRun() ? State.COMPARING : State.APPLYING;
        return shop.database().write(handle -> {
            long id = new ImportRuns(shop.database())
                    .insert(new ImportRuns.Opened(
                            named, state, "command line", null, shop.clock().instant()));
            return new ImportJobs(jobs, shop).begin(id, null).orElseThrow();
        });
    }
}

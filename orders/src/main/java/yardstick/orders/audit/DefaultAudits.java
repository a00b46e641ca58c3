package yardstick.orders.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import yardstick.kernel.Database;
import yardstick.kernel.Settings;
import yardstick.orders.Audits;
import yardstick.orders.audit.GatewayLedger.Line;

/** Runs the audit and keeps its reports. */
@ApplicationScoped
class DefaultAudits implements Audits {

    private static final Logger LOG = System.getLogger(DefaultAudits.class.getName());

    /** Shop and gateway are not read at the same instant: only what is broken twice, this far apart, is broken. */
    private static final Duration SECOND_LOOK = Duration.ofSeconds(2);

    @Inject
    Database database;

    @Inject
    Audit audit;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    DefaultAudits() {}

    DefaultAudits(Database database, Audit audit, Settings settings, Clock clock) {
        this.database = database;
        this.audit = audit;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public Report run(int graceSeconds, String trigger) {
        Instant at = clock.instant();
        List<Broken> broken = new ArrayList<>(audit.broken());
        Ledger ledger = compare(graceSeconds, broken);
        Report report = new Report(
                at,
                Duration.between(at, clock.instant()).toMillis(),
                audit.names().size()
                        + (ledger == Ledger.NONE ? 0 : LedgerCheck.names().size()),
                ledger,
                List.copyOf(broken));
        AuditStore.insert(database, report, trigger);
        broken.forEach(each -> LOG.log(Level.ERROR, "audit: " + each.invariant() + " is broken: " + each.example()));
        return report;
    }

    private Ledger compare(int graceSeconds, List<Broken> broken) {
        GatewayLedger gateway = new GatewayLedger(settings, clock);
        if (!gateway.exists()) {
            return Ledger.NONE;
        }
        Optional<List<Line>> lines = gateway.read();
        if (lines.isPresent()) {
            List<Broken> seen = LedgerCheck.broken(database, lines.get(), settled(graceSeconds));
            if (!seen.isEmpty()) {
                lines = secondLook(gateway);
                List<Broken> still = lines.map(again -> LedgerCheck.broken(database, again, settled(graceSeconds)))
                        .orElse(seen);
                broken.addAll(seen.stream().filter(still::contains).toList());
            }
        }
        if (lines.isEmpty()) {
            broken.add(new Broken("ledger.can_be_read", "the gateway does not show its ledger"));
        }
        return lines.isEmpty() ? Ledger.UNREACHABLE : Ledger.COMPARED;
    }

    private Instant settled(int graceSeconds) {
        return clock.instant().minusSeconds(graceSeconds);
    }

    private static Optional<List<Line>> secondLook(GatewayLedger gateway) {
        try {
            Thread.sleep(SECOND_LOOK);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return gateway.read();
    }

    @Override
    public List<Report> latest(int limit) {
        return AuditStore.latest(database, limit);
    }
}

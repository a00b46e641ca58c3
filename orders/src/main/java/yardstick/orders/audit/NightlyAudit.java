package yardstick.orders.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.ZonedDateTime;
import yardstick.kernel.Database;
import yardstick.kernel.RecurringTask;
import yardstick.kernel.Settings;
import yardstick.orders.Audits;

/**
 * The audit once a day, from three in the morning on in the shop's zone. It looks every few minutes whether today's run
 * is still missing, so that a shop that was down at three is audited when it is up again.
 */
@ApplicationScoped
class NightlyAudit implements RecurringTask {

    private static final int HOUR = 3;
    private static final int GRACE_SECONDS = 300;

    @Inject
    Audits audits;

    @Inject
    Database database;

    @Inject
    Settings settings;

    @Inject
    Clock clock;

    NightlyAudit() {}

    NightlyAudit(Audits audits, Database database, Settings settings, Clock clock) {
        this.audits = audits;
        this.database = database;
        this.settings = settings;
        this.clock = clock;
    }

    @Override
    public String name() {
        return "orders.nightly-audit";
    }

    @Override
    public Duration period() {
        return Duration.ofMinutes(5);
    }

    @Override
    public void run() {
        ZonedDateTime due = due();
        boolean done = database.read(handle -> handle.createQuery(
                        "SELECT EXISTS (SELECT FROM orders.audit_run WHERE trigger = 'nightly' AND at >= :due)")
                .bind("due", due.toOffsetDateTime())
                .mapTo(Boolean.class)
                .one());
        if (!done) {
            audits.run(GRACE_SECONDS, "nightly");
        }
    }

    /** The latest three o'clock that has passed. */
    private ZonedDateTime due() {
        ZonedDateTime now = clock.instant().atZone(settings.zone());
        ZonedDateTime today = now.toLocalDate().atTime(HOUR, 0).atZone(settings.zone());
        return today.isAfter(now) ? today.minusDays(1) : today;
    }
}

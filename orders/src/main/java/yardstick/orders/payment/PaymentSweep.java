package yardstick.orders.payment;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.lang.System.Logger;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.List;
import yardstick.kernel.Database;
import yardstick.kernel.RecurringTask;

/** Asks for every attempt whose answer is overdue, so that a lost webhook or a broken call costs seconds, not orders. */
@ApplicationScoped
public class PaymentSweep implements RecurringTask {

    private static final Logger LOG = System.getLogger(PaymentSweep.class.getName());
    private static final int BATCH = 100;

    @Inject
    Database database;

    @Inject
    DefaultPayments payments;

    @Inject
    Crew crew;

    @Override
    public String name() {
        return "orders.payment-sweep";
    }

    @Override
    public Duration period() {
        return Duration.ofSeconds(2);
    }

    @Override
    public void run() {
        List<Attempt> due = database.read(handle -> AttemptStore.due(handle, BATCH));
        crew.each(due, this::ask);
    }

    /** One attempt that cannot be asked for does not keep the others waiting. */
    private void ask(Attempt attempt) {
        try {
            payments.ask(attempt);
        } catch (RuntimeException e) {
            LOG.log(Level.ERROR, "cannot ask for attempt " + attempt.id(), e);
            database.execute(handle -> AttemptStore.waiting(handle, attempt, attempt.state()));
        }
    }
}

package yardstick.orders.reconcile;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import yardstick.kernel.Database;
import yardstick.kernel.RecurringTask;
import yardstick.orders.PaymentDesk.Break;
import yardstick.orders.payment.Channels;
import yardstick.orders.payment.DefaultPayments;
import yardstick.orders.risk.Means;
import yardstick.orders.spi.PaymentChannel;
import yardstick.orders.spi.ProviderLedger;

/**
 * Reads every provider's own books to their end and compares them with ours, row by row. Money that a provider took and
 * we did not notice is asked for at once, so that a lost webhook costs a minute at most, also for closed attempts.
 */
@ApplicationScoped
public class Reconciliation implements RecurringTask {

    /** What happened this short ago may still be on its way to the other side. */
    public static final Duration GRACE = Duration.ofMinutes(2);

    private static final Duration LOOKS_BACK = Duration.ofHours(26);
    private static final Duration EVERYTHING = Duration.ofDays(365_000);
    private static final int MOST_PAGES = 1_000;
    private static final int MOST_ASKED = 20;

    @Inject
    Database database;

    @Inject
    Channels channels;

    @Inject
    DefaultPayments payments;

    @Inject
    Means means;

    @Override
    public String name() {
        return "orders.reconciliation";
    }

    @Override
    public Duration period() {
        return Duration.ofSeconds(60);
    }

    @Override
    public void run() {
        look(LOOKS_BACK, GRACE);
    }

    /** All rows older than the grace period. */
    public List<Break> everything(Duration grace) {
        look(EVERYTHING, grace);
        return database.read(BreakStore::open);
    }

    private void look(Duration back, Duration grace) {
        ledgers().forEach((ledger, codes) -> {
            if (fetch(ledger)) {
                List<String> unnoticed =
                        database.write(handle -> BreakStore.unnoticed(handle, ledger.name(), MOST_ASKED));
                unnoticed.forEach(payments::askAgain);
                database.execute(
                        handle -> BreakStore.compare(handle, new BreakStore.Look(ledger.name(), codes, back, grace)));
            }
        });
        database.execute(BreakStore::forget);
    }

    /** By name, with the codes of the channels that are booked there. */
    private Map<ProviderLedger, List<String>> ledgers() {
        Map<String, ProviderLedger> byName = new LinkedHashMap<>();
        channels.all()
                .forEach(channel -> channel.ledger().ifPresent(ledger -> byName.putIfAbsent(ledger.name(), ledger)));
        return byName.values().stream()
                .collect(Collectors.toMap(
                        ledger -> ledger,
                        ledger -> channels.all().stream()
                                .filter(channel -> channel.ledger()
                                        .map(ProviderLedger::name)
                                        .filter(ledger.name()::equals)
                                        .isPresent())
                                .map(PaymentChannel::code)
                                .toList()));
    }

    /** True when the books were read to their end. */
    private boolean fetch(ProviderLedger ledger) {
        try {
            long last = database.read(handle -> BreakStore.lastSeq(handle, ledger.name()));
            for (int page = 0; page < MOST_PAGES; page++) {
                List<ProviderLedger.Entry> entries = ledger.after(last);
                if (entries.isEmpty()) {
                    database.execute(handle -> BreakStore.fetched(handle, ledger.name()));
                    return true;
                }
                database.execute(handle -> {
                    BreakStore.store(handle, ledger.name(), entries);
                    means.told(handle, entries);
                });
                last = entries.getLast().seq();
            }
            return false;
        } catch (IOException e) {
            database.execute(handle -> BreakStore.silent(handle, ledger.name(), String.valueOf(e.getMessage())));
            return false;
        }
    }
}

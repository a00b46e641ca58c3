package yardstick.orders.tradein;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import yardstick.kernel.Money;
import yardstick.orders.TradeIns.State;
import yardstick.orders.TradeIns.TradeIn;

/**
 * Goods that were paid with a credit went back. Before the inspection the order simply has less of the credit; once the
 * shop has the thing, the shopper gets a new credit for it.
 */
@ApplicationScoped
class RestoredCredit {

    private static final String LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ23456789";
    private static final Duration LIVES = Duration.ofDays(365);
    private static final SecureRandom RANDOM = new SecureRandom();

    @Inject
    Clock clock;

    static String code() {
        StringBuilder code = new StringBuilder("TI-");
        for (int i = 0; i < 12; i++) {
            code.append(LETTERS.charAt(RANDOM.nextInt(LETTERS.length())));
        }
        return code.toString();
    }

    void goodsWentBack(Handle handle, TradeIn known, long minor) {
        long back = Math.min(minor, known.used().minor());
        if (back <= 0 || known.state() == State.REFUSED) {
            return;
        }
        handle.createUpdate("UPDATE orders.trade_in SET restored_minor = restored_minor + :back WHERE id = :id")
                .bind("back", back)
                .bind("id", known.id())
                .execute();
        if (known.state() != State.USED) {
            Money valued = known.valued();
            long most = valued == null ? back : Math.min(back, valued.minor());
            issue(handle, known, most);
        }
    }

    void issue(Handle handle, TradeIn known, long minor) {
        if (minor > 0) {
            TradeInStore.insert(
                    handle,
                    new TradeInStore.Fresh(
                            code(),
                            known.category(),
                            known.grade(),
                            known.description(),
                            known.email(),
                            Money.of(minor, known.quoted().currency()),
                            known.id(),
                            clock.instant(),
                            clock.instant().plus(LIVES)));
        }
    }
}

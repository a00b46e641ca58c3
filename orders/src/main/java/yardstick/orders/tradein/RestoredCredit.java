package yardstick.orders.tradein;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import org.jdbi.v3.core.Handle;
import yardstick.kernel.Announcer;
import yardstick.kernel.Language;
import yardstick.kernel.Money;
import yardstick.orders.TradeInCredited;
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
    Announcer announcer;

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
            credit(
                    handle,
                    language(handle, known),
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

    /** Writes the credit and says so to whoever holds it. */
    void credit(Handle handle, Language language, TradeInStore.Fresh fresh) {
        long id = TradeInStore.insert(handle, fresh);
        announcer.announce(
                new TradeInCredited(id, fresh.code(), fresh.email(), fresh.quoted(), fresh.expires(), language));
    }

    private static Language language(Handle handle, TradeIn known) {
        return handle.createQuery("""
                        SELECT o.language FROM orders.trade_in t JOIN orders.orders o ON o.id = t.order_id
                        WHERE t.id = :id""")
                .bind("id", known.id())
                .mapTo(String.class)
                .findOne()
                .flatMap(Language::byCode)
                .orElse(Language.EN);
    }
}

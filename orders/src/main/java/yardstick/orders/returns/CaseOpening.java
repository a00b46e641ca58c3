package yardstick.orders.returns;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Refusal;
import yardstick.orders.AfterSale;
import yardstick.orders.AfterSale.Kind;
import yardstick.orders.AfterSales.Request;
import yardstick.orders.cart.RefusedException;

/** Makes a case of a request; the caller holds the order. */
@ApplicationScoped
class CaseOpening {

    private static final int LONGEST_NOTE = 1_000;

    @Inject
    Eligibility eligibility;

    @Inject
    Clock clock;

    /** The case this very request has made before. */
    static Optional<Long> earlier(Handle handle, Request request) {
        String key = request.key();
        return key == null
                ? Optional.empty()
                : handle.createQuery("SELECT id FROM orders.after_sale WHERE order_id = :order AND request_key = :key")
                        .bind("order", request.order().value())
                        .bind("key", key)
                        .mapTo(Long.class)
                        .findOne();
    }

    @Nullable Refusal problem(Handle handle, Kind kind, Request request) {
        Refusal problem = eligibility.units(handle, kind, request);
        return problem == null && kind != Kind.CANCEL ? eligibility.window(handle, request) : problem;
    }

    CaseStore.Head open(Handle handle, Request request, Kind kind, AfterSale.@Nullable Wish wish) {
        Refusal problem = eligibility.units(handle, kind, request);
        if (problem != null) {
            throw new RefusedException(problem);
        }
        List<Claims.Units> units = request.lines().stream()
                .map(line -> new Claims.Units(line.lineNo(), line.quantity()))
                .toList();
        if (!Claims.claim(handle, request.order(), units)) {
            throw new RefusedException(Refusal.of("orders.units_taken"));
        }
        String note = request.note().strip();
        CaseStore.Draft draft = new CaseStore.Draft(
                request.order(),
                kind,
                request.lines(),
                wish,
                note.length() > LONGEST_NOTE ? note.substring(0, LONGEST_NOTE) : note,
                request.actor().name(),
                request.key());
        return CaseStore.insert(handle, draft, clock.instant());
    }
}

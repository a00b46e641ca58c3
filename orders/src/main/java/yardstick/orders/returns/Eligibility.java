package yardstick.orders.returns;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Refusal;
import yardstick.orders.AfterSale.Kind;
import yardstick.orders.AfterSales.Open;
import yardstick.orders.AfterSales.Reason;
import yardstick.orders.AfterSales.Request;
import yardstick.orders.AfterSales.Wanted;

/** Whether what is asked for can be asked for at all; each method gives the reason why not, or null. */
@ApplicationScoped
class Eligibility {

    @Inject
    Clock clock;

    @Nullable Refusal units(Handle handle, Kind kind, Request request) {
        List<Wanted> lines = request.lines();
        if (lines.isEmpty()) {
            return Refusal.of("orders.no_units_chosen");
        }
        Map<String, Reason> reasons = CaseStore.reasons(handle);
        Map<Integer, Open> open = new HashMap<>();
        Claims.open(handle, request.order()).forEach(line -> open.put(line.lineNo(), line));
        Set<Integer> seen = new HashSet<>();
        for (Wanted each : lines) {
            Open line = open.get(each.lineNo());
            if (line == null || !seen.add(each.lineNo()) || each.quantity() < 1 || each.quantity() > line.claimable()) {
                return Refusal.of("orders.units_taken");
            }
            if (kind == Kind.CANCEL && each.quantity() > line.cancellable()) {
                return Refusal.of("orders.units_in_parcel");
            }
            if (kind != Kind.CANCEL && each.quantity() > line.returnable()) {
                return Refusal.of("orders.not_to_return_yet");
            }
            Reason reason = reasons.get(each.reason());
            if (reason == null || kind == Kind.CANCEL && !request.actor().staff() && !reason.forShoppers()) {
                return Refusal.of("orders.reason_missing");
            }
        }
        return null;
    }

    /** Counted from delivery where it is known, else from payment. */
    @Nullable Refusal window(Handle handle, Request request) {
        Map<String, Reason> reasons = CaseStore.reasons(handle);
        Instant from = handle.createQuery("""
                        SELECT coalesce((SELECT max(coalesce(delivered_at, handed_over_at)) FROM orders.shipment
                                         WHERE order_id = :id), paid_at, placed_at)
                        FROM orders.orders WHERE id = :id""")
                .bind("id", request.order().value())
                .mapTo(Instant.class)
                .one();
        for (Wanted each : request.lines()) {
            Reason reason = reasons.get(each.reason());
            if (reason == null || !reason.afterShipping()) {
                return Refusal.of("orders.reason_missing");
            }
            Instant until = from.plus(Duration.ofDays(reason.windowDays()));
            if (!request.actor().staff() && clock.instant().isAfter(until)) {
                return Refusal.of("orders.return_too_late", "days", reason.windowDays());
            }
        }
        return null;
    }
}

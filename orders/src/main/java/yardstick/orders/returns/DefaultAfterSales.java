package yardstick.orders.returns;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jdbi.v3.core.Handle;
import yardstick.kernel.Database;
import yardstick.kernel.Outcome;
import yardstick.kernel.Refusal;
import yardstick.orders.AfterSale;
import yardstick.orders.AfterSale.Kind;
import yardstick.orders.AfterSale.State;
import yardstick.orders.AfterSales;
import yardstick.orders.Order;
import yardstick.orders.OrderId;
import yardstick.orders.book.OrderBook;
import yardstick.orders.book.OrderHead;
import yardstick.orders.cart.RefusedException;
import yardstick.orders.payment.Refunds;

/** Every command locks the order first: units, money and stock of an order are decided one after the other. */
@ApplicationScoped
class DefaultAfterSales implements AfterSales {

    @Inject
    Database database;

    @Inject
    OrderBook book;

    @Inject
    CaseOpening opening;

    @Inject
    Settling settling;

    @Inject
    Exchange exchange;

    @Inject
    Restock restock;

    @Inject
    Refunds refunds;

    @Inject
    Clock clock;

    @Override
    public List<Reason> reasons() {
        return database.read(handle -> List.copyOf(CaseStore.reasons(handle).values()));
    }

    @Override
    public List<Open> open(OrderId order) {
        return database.read(handle -> Claims.open(handle, order));
    }

    @Override
    public Outcome<AfterSale.Preview> preview(Kind kind, Request request) {
        return database.read(handle -> {
            Refusal problem = opening.problem(handle, kind, request);
            if (problem != null) {
                return Outcome.refused(problem);
            }
            try {
                AfterSale.Wish wish = exchange.wish(handle, request);
                return Outcome.done(
                        settling.preview(handle, request.order(), new Settling.Leave(kind, request.lines(), wish)));
            } catch (RefusedException e) {
                return Outcome.refused(e.reason());
            }
        });
    }

    @Override
    public Outcome<AfterSale.Preview> preview(long afterSale) {
        return database.read(handle -> {
            CaseStore.Head known = CaseStore.find(handle, afterSale).orElse(null);
            if (known == null || !known.state().open()) {
                return Outcome.refused(Refusal.of("orders.case_closed"));
            }
            AfterSale.Wish wish = CaseStore.wishOf(handle, afterSale).orElse(null);
            return Outcome.done(settling.preview(
                    handle,
                    known.order(),
                    new Settling.Leave(known.kind(), CaseStore.wanted(handle, afterSale), wish)));
        });
    }

    @Override
    public Outcome<AfterSale> cancel(Request request) {
        Outcome<AfterSale> outcome = fresh(request, (handle, order) -> {
            if (order.state() != Order.State.PAID) {
                return refused("orders.too_late_to_cancel");
            }
            CaseStore.Head made = opening.open(handle, request, Kind.CANCEL, null);
            List<Claims.Units> units = request.lines().stream()
                    .map(line -> new Claims.Units(line.lineNo(), line.quantity()))
                    .toList();
            if (!Claims.keepBack(handle, order.id(), units)) {
                throw new RefusedException(Refusal.of("orders.units_in_parcel"));
            }
            restock.keep(handle, order.id(), units, "cancel:" + made.number());
            book.note(handle, order.id(), entry(request.actor(), "orders.event.units_cancelled", made));
            settling.settle(handle, made, null, request.actor());
            book.follow(handle, order);
            return Outcome.done(read(handle, made.id()));
        });
        carry(outcome);
        return outcome;
    }

    @Override
    public Outcome<AfterSale> ask(Request request) {
        return fresh(request, (handle, order) -> {
            Refusal problem = opening.problem(handle, Kind.RETURN, request);
            if (problem != null) {
                return Outcome.refused(problem);
            }
            AfterSale.Wish wish = exchange.wish(handle, request);
            CaseStore.Head made = opening.open(handle, request, wish == null ? Kind.RETURN : Kind.EXCHANGE, wish);
            book.note(handle, order.id(), entry(request.actor(), "orders.event.return_asked", made));
            if (wish != null) {
                exchange.hold(handle, made, wish);
            }
            return Outcome.done(read(handle, made.id()));
        });
    }

    @Override
    public Outcome<AfterSale> approve(long afterSale, Actor actor) {
        return move(afterSale, State.APPROVED, entry -> entry(actor, "orders.event.return_approved", entry));
    }

    @Override
    public Outcome<AfterSale> receive(long afterSale, Actor actor) {
        return move(afterSale, State.RECEIVED, entry -> entry(actor, "orders.event.return_received", entry));
    }

    @Override
    public Outcome<AfterSale> withdraw(long afterSale, Actor actor) {
        return ended(afterSale, State.WITHDRAWN, entry -> entry(actor, "orders.event.return_withdrawn", entry));
    }

    @Override
    public Outcome<AfterSale> refuse(long afterSale, String note, Actor actor) {
        return ended(
                afterSale,
                State.REFUSED,
                known -> new OrderBook.Entry(
                        actor.name(),
                        "orders.event.return_refused",
                        Map.of("number", known.number(), "note", note.strip())));
    }

    /** What a step of a case says on the order's timeline. */
    private interface Says {
        OrderBook.Entry of(CaseStore.Head known);
    }

    private Outcome<AfterSale> ended(long afterSale, State to, Says says) {
        return step(afterSale, (handle, known) -> {
            List<Claims.Units> units = CaseStore.wanted(handle, known.id()).stream()
                    .filter(line -> line.quantity() > 0)
                    .map(line -> new Claims.Units(line.lineNo(), line.quantity()))
                    .toList();
            if (known.state() == State.INSPECTED && !units.isEmpty() || !moved(handle, known, to)) {
                return refused("orders.case_moved");
            }
            Claims.release(handle, known.order(), units);
            exchange.drop(handle, known);
            book.note(handle, known.order(), says.of(known));
            return Outcome.done(read(handle, known.id()));
        });
    }

    private Outcome<AfterSale> move(long afterSale, State to, Says says) {
        return step(afterSale, (handle, known) -> {
            if (!moved(handle, known, to)) {
                return refused("orders.case_moved");
            }
            book.note(handle, known.order(), says.of(known));
            return Outcome.done(read(handle, known.id()));
        });
    }

    @Override
    public Outcome<AfterSale> inspect(long afterSale, List<Finding> findings, Actor actor) {
        return step(afterSale, (handle, known) -> {
            if (!moved(handle, known, State.INSPECTED)) {
                return refused("orders.case_moved");
            }
            Map<Integer, Finding> byLine = new HashMap<>();
            findings.forEach(finding -> byLine.put(finding.lineNo(), finding));
            settling.take(handle, known, byLine);
            book.note(handle, known.order(), entry(actor, "orders.event.return_inspected", known));
            return Outcome.done(read(handle, known.id()));
        });
    }

    @Override
    public Outcome<AfterSale> settle(long afterSale, Actor actor) {
        Outcome<AfterSale> outcome = step(afterSale, (handle, known) -> {
            if (known.state() != State.INSPECTED) {
                return refused("orders.case_moved");
            }
            AfterSale.Wish wish = CaseStore.wishOf(handle, known.id()).orElse(null);
            settling.settle(handle, known, wish, actor);
            return Outcome.done(read(handle, known.id()));
        });
        carry(outcome);
        return outcome;
    }

    @Override
    public Outcome<AfterSale> forMoney(long afterSale, Actor actor) {
        return step(afterSale, (handle, known) -> {
            if (!known.state().open() || known.kind() != Kind.EXCHANGE) {
                return refused("orders.case_moved");
            }
            exchange.drop(handle, known);
            CaseStore.toReturn(handle, known.id());
            book.note(handle, known.order(), entry(actor, "orders.event.exchange_for_money", known));
            return Outcome.done(read(handle, known.id()));
        });
    }

    private boolean moved(Handle handle, CaseStore.Head known, State to) {
        return CaseStore.move(handle, known, to, clock.instant());
    }

    private static OrderBook.Entry entry(Actor actor, String key, CaseStore.Head known) {
        return new OrderBook.Entry(actor.name(), key, Map.of("number", known.number()));
    }

    private void carry(Outcome<AfterSale> outcome) {
        if (outcome instanceof Outcome.Done<AfterSale>(AfterSale done)) {
            refunds.carryOf(done.order());
        }
    }

    private Outcome<AfterSale> step(long afterSale, BiFunction<Handle, CaseStore.Head, Outcome<AfterSale>> work) {
        CaseStore.Head seen =
                database.read(handle -> CaseStore.find(handle, afterSale)).orElse(null);
        if (seen == null) {
            return refused("orders.unknown_case");
        }
        return locked(
                seen.order(),
                (handle, order) ->
                        work.apply(handle, CaseStore.find(handle, afterSale).orElseThrow()));
    }

    /** A request that was sent before is answered with its case. */
    private Outcome<AfterSale> fresh(Request request, BiFunction<Handle, OrderHead, Outcome<AfterSale>> work) {
        return locked(
                request.order(),
                (handle, order) -> CaseOpening.earlier(handle, request)
                        .map(id -> Outcome.done(read(handle, id)))
                        .orElseGet(() -> work.apply(handle, order)));
    }

    private Outcome<AfterSale> locked(OrderId id, BiFunction<Handle, OrderHead, Outcome<AfterSale>> work) {
        try {
            return database.write(handle -> book.lock(handle, id)
                    .map(order -> work.apply(handle, order))
                    .orElseGet(() -> refused("orders.unknown_order")));
        } catch (RefusedException e) {
            return Outcome.refused(e.reason());
        }
    }

    private static Outcome<AfterSale> refused(String code) {
        return Outcome.refused(Refusal.of(code));
    }

    private static AfterSale read(Handle handle, long id) {
        return CaseReader.read(handle, "WHERE a.id = :value", id).getFirst();
    }

    @Override
    public Optional<AfterSale> find(long afterSale) {
        return database.read(handle -> CaseReader.read(handle, "WHERE a.id = :value", afterSale).stream()
                .findFirst());
    }

    @Override
    public Optional<AfterSale> byNumber(String number) {
        return database.read(handle -> CaseReader.read(handle, "WHERE a.number = :value", number).stream()
                .findFirst());
    }

    @Override
    public List<AfterSale> ofOrder(OrderId order) {
        return database.read(
                handle -> CaseReader.read(handle, "WHERE a.order_id = :value ORDER BY a.id", order.value()));
    }

    @Override
    public Optional<AfterSale> waitsFor(OrderId replacement) {
        return database.read(handle -> CaseReader.read(
                        handle,
                        "WHERE a.replacement_order = :value AND a.state IN ('REQUESTED', 'APPROVED', 'RECEIVED', 'INSPECTED')",
                        replacement.value())
                .stream()
                .findFirst());
    }

    @Override
    public List<AfterSale> waiting(int limit) {
        return database.read(handle -> CaseReader.read(
                handle,
                "WHERE a.state IN ('REQUESTED', 'APPROVED', 'RECEIVED', 'INSPECTED') ORDER BY a.id LIMIT :value",
                limit));
    }
}

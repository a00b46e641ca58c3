package yardstick.orders.returns;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Money;
import yardstick.kernel.Refusal;
import yardstick.orders.AfterSale;
import yardstick.orders.AfterSale.Kind;
import yardstick.orders.AfterSale.State;
import yardstick.orders.AfterSales.Actor;
import yardstick.orders.AfterSales.Finding;
import yardstick.orders.AfterSales.Wanted;
import yardstick.orders.OrderId;
import yardstick.orders.book.OrderBook;
import yardstick.orders.book.OrderHead;
import yardstick.orders.cart.Adjusters;
import yardstick.orders.cart.RefusedException;
import yardstick.orders.payment.Refunds;
import yardstick.orders.spi.PriceAdjuster;

/** Decides the money of a case, and books what the inspection took. */
@ApplicationScoped
class Settling {

    @Inject
    Adjusters adjusters;

    @Inject
    Refunds refunds;

    @Inject
    OrderBook book;

    @Inject
    Exchange exchange;

    @Inject
    Restock restock;

    @Inject
    Credits credits;

    @Inject
    Clock clock;

    private RefundMath.Result figures(Handle handle, OrderId order, List<RefundMath.Leaving> leaving) {
        return RefundMath.of(Figures.of(handle, order, adjusters), leaving);
    }

    /** What is to leave an order, and what instead of the money. */
    record Leave(Kind kind, List<Wanted> lines, AfterSale.@Nullable Wish wish) {}

    AfterSale.Preview preview(Handle handle, OrderId order, Leave leave) {
        AfterSale.Wish wish = leave.wish();
        String currency = handle.createQuery("SELECT currency FROM orders.orders WHERE id = :id")
                .bind("id", order.value())
                .mapTo(String.class)
                .one();
        RefundMath.Result result = figures(handle, order, Figures.leaving(handle, leave.kind(), leave.lines()));
        long credit = wish == null ? 0 : Math.min(result.refund(), wish.goods().minor());
        List<AfterSale.Item> items = result.parts().stream()
                .map(part -> new AfterSale.Item(part.textKey(), part.arguments(), Money.of(part.amount(), currency)))
                .toList();
        return new AfterSale.Preview(
                items,
                Money.of(result.refund() - credit, currency),
                Money.of(credit, currency),
                Money.of(result.fee(), currency),
                wish);
    }

    /** Stock movements of the findings; what is not taken can be asked for again. */
    void take(Handle handle, CaseStore.Head known, Map<Integer, Finding> findings) {
        List<Claims.Units> back = new ArrayList<>();
        List<Claims.Units> stocked = new ArrayList<>();
        List<Claims.Units> lost = new ArrayList<>();
        for (Wanted line : CaseStore.wanted(handle, known.id())) {
            Finding finding = findings.getOrDefault(line.lineNo(), new Finding(line.lineNo(), 0, 0));
            int taken = finding.restock() + finding.writeOff();
            if (finding.restock() < 0 || finding.writeOff() < 0 || taken > line.quantity()) {
                throw new RefusedException(Refusal.of("orders.findings_too_many"));
            }
            handle.createUpdate("""
                            UPDATE orders.after_sale_line SET accepted = :taken, restocked = :restock, written_off = :lost
                            WHERE case_id = :case AND line_no = :line""")
                    .bind("taken", taken)
                    .bind("restock", finding.restock())
                    .bind("lost", finding.writeOff())
                    .bind("case", known.id())
                    .bind("line", line.lineNo())
                    .execute();
            back.add(new Claims.Units(line.lineNo(), line.quantity() - taken));
            stocked.add(new Claims.Units(line.lineNo(), finding.restock()));
            lost.add(new Claims.Units(line.lineNo(), finding.writeOff()));
        }
        Claims.release(handle, known.order(), back);
        restock.put(handle, known.order(), stocked, "return:" + known.number());
        restock.writeOff(handle, known.order(), lost, "return:" + known.number());
    }

    /** The caller holds the order. */
    void settle(Handle handle, CaseStore.Head known, AfterSale.@Nullable Wish wish, Actor actor) {
        List<Wanted> taken = CaseStore.wanted(handle, known.id()).stream()
                .filter(line -> line.quantity() > 0)
                .toList();
        if (taken.isEmpty()) {
            throw new RefusedException(Refusal.of("orders.nothing_accepted"));
        }
        List<RefundMath.Leaving> leaving = Figures.leaving(handle, known.kind(), taken);
        RefundMath.Result result = figures(handle, known.order(), leaving);
        if (!CaseStore.move(handle, known, State.REFUNDED, clock.instant())) {
            throw new RefusedException(Refusal.of("orders.case_moved"));
        }
        Claims.settle(handle, known.order(), leaving);
        long credit = 0;
        if (wish != null) {
            credit = Math.min(result.refund(), wish.goods().minor());
            exchange.settle(handle, known, credit);
        }
        long refund = result.refund() - credit;
        CaseStore.amounts(handle, known, new CaseStore.Amounts(refund, credit, result.fee()));
        CaseStore.explain(handle, known, result.parts());
        pay(handle, known, refund, actor);
        result.credits().forEach((source, minor) -> {
            credits.giveBack(handle, known.order(), source, minor);
            giveBack(handle, known.order(), source, minor);
        });
    }

    private void giveBack(Handle handle, OrderId order, String source, long minor) {
        if (minor > 0) {
            long whole = handle.createQuery(
                            "SELECT -amount_minor FROM orders.order_adjustment WHERE order_id = :id AND source = :source")
                    .bind("id", order.value())
                    .bind("source", source)
                    .mapTo(Long.class)
                    .one();
            adjusters.giveBack(order, new PriceAdjuster.Share(source, minor, whole));
        }
    }

    private void pay(Handle handle, CaseStore.Head known, long refund, Actor actor) {
        if (refund == 0) {
            return;
        }
        OrderHead order = book.lock(handle, known.order()).orElseThrow();
        Money amount = Money.of(refund, order.total().currency());
        if (!refunds.request(handle, known.order(), "case-" + known.id(), amount)) {
            throw new RefusedException(Refusal.of("orders.nothing_to_refund"));
        }
        book.note(
                handle,
                known.order(),
                new OrderBook.Entry(
                        actor.name(),
                        "orders.event.case_refund",
                        Map.of("number", known.number(), "amount", amount.major() + " " + amount.currency())));
    }
}

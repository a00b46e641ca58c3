package yardstick.orders;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.SkuId;
import yardstick.kernel.Outcome;

/**
 * What happens after an order was placed: cancelling before it ships, returning and exchanging afterwards. The rules of
 * the money are in {@code docs/after-sale.md}.
 */
public interface AfterSales {

    /** @param reason code of a {@link Reason} */
    record Wanted(int lineNo, int quantity, String reason) {}

    record Replacement(SkuId sku, int quantity) {}

    /**
     * Who asks. Staff is not bound to the window of a reason.
     *
     * @param name {@code shopper} or the name of a member of staff
     */
    record Actor(String name, boolean staff) {
        public static final Actor SHOPPER = new Actor("shopper", false);
    }

    /** @param replacement asked for instead of the money, or null */
    record Request(
            OrderId order, List<Wanted> lines, @Nullable Replacement replacement, String note, Actor actor) {}

    /** @param shopsFault then shipping is shared out, discounts stay and there is no fee */
    record Reason(
            String code,
            boolean shopsFault,
            boolean beforeShipping,
            boolean afterShipping,
            int windowDays,
            int feeBasisPoints) {}

    /** @param claimable units of this line that no case names yet */
    record Open(int lineNo, String title, int quantity, int claimable) {}

    /** What the inspection found: {@code restock + writeOff} units are taken, the rest goes back to the shopper. */
    record Finding(int lineNo, int restock, int writeOff) {}

    List<Reason> reasons();

    List<Open> open(OrderId order);

    /** Explains every cent of what these units would give back now. Changes nothing. */
    Outcome<AfterSale.Preview> preview(OrderId order, List<Wanted> lines);

    /** Explains what a case gives back with what is accepted so far. */
    Outcome<AfterSale.Preview> preview(long afterSale);

    /**
     * Cancels units of a paid order that has not been shipped: stock is free at once, the refund is requested. An unpaid
     * order can only be cancelled whole, by {@link Orders#cancel}.
     */
    Outcome<AfterSale> cancel(Request request);

    /** Asks to send units back, or to exchange them. */
    Outcome<AfterSale> ask(Request request);

    Outcome<AfterSale> approve(long afterSale, Actor actor);

    /** Before the goods were received. */
    Outcome<AfterSale> refuse(long afterSale, String note, Actor actor);

    /** By the shopper, before the goods were received. */
    Outcome<AfterSale> withdraw(long afterSale, Actor actor);

    Outcome<AfterSale> receive(long afterSale, Actor actor);

    /** Books the findings as stock movements. Lines without a finding are not taken. */
    Outcome<AfterSale> inspect(long afterSale, List<Finding> findings, Actor actor);

    /** Requests the refund, or makes the replacement order, exactly as the preview says. Nothing taken: refused. */
    Outcome<AfterSale> settle(long afterSale, Actor actor);

    /** An exchange becomes a return, for example because the replacement is sold out. */
    Outcome<AfterSale> forMoney(long afterSale, Actor actor);

    Optional<AfterSale> find(long afterSale);

    Optional<AfterSale> byNumber(String number);

    List<AfterSale> ofOrder(OrderId order);

    /** Oldest first. */
    List<AfterSale> waiting(int limit);
}

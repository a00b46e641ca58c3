package yardstick.orders;

import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.SkuId;
import yardstick.kernel.Language;
import yardstick.kernel.Messages;
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

    /**
     * @param replacement asked for instead of the money, or null
     * @param key of this request: sent again it gives the same case; null when nobody can send it twice
     */
    record Request(
            OrderId order,
            List<Wanted> lines,
            @Nullable Replacement replacement,
            String note,
            Actor actor,
            @Nullable String key) {

        public Request(OrderId order, List<Wanted> lines, @Nullable Replacement replacement, String note, Actor actor) {
            this(order, lines, replacement, note, actor, null);
        }
    }

    /**
     * @param shopsFault then shipping is shared out, discounts stay and there is no fee
     * @param words what the merchant calls it, or null where the text {@code orders.reason.<code>} says it
     */
    record Reason(
            String code,
            boolean shopsFault,
            boolean beforeShipping,
            boolean afterShipping,
            int windowDays,
            int feeBasisPoints,
            @Nullable Words words) {

        public Reason(
                String code,
                boolean shopsFault,
                boolean beforeShipping,
                boolean afterShipping,
                int windowDays,
                int feeBasisPoints) {
            this(code, shopsFault, beforeShipping, afterShipping, windowDays, feeBasisPoints, null);
        }

        /** What a shopper may cancel for; that goods ran out is for the shop to say. */
        public boolean forShoppers() {
            return beforeShipping && !code.equals("out_of_stock");
        }

        public String text(Messages messages, Language language) {
            return words == null ? messages.text(language, "orders.reason." + code) : words.in(language);
        }
    }

    /** One thing in both languages. */
    record Words(String en, String zh) {

        public String in(Language language) {
            return language == Language.ZH ? zh : en;
        }
    }

    /**
     * @param claimable units of this line that no case names yet
     * @param cancellable of these, units in no parcel of a paid order
     * @param returnable of these, units that have left the house
     */
    record Open(int lineNo, String title, int quantity, int claimable, int cancellable, int returnable) {

        /** Units in a parcel that has not left: neither cancelled nor returned now. */
        public int packed() {
            return claimable - cancellable - returnable;
        }
    }

    /** What the inspection found: {@code restock + writeOff} units are taken, the rest goes back to the shopper. */
    record Finding(int lineNo, int restock, int writeOff) {}

    List<Reason> reasons();

    List<Open> open(OrderId order);

    /**
     * Explains every cent of what a request would give back now, and of what its replacement costs. Changes nothing.
     *
     * @param kind {@code CANCEL}, or anything else for {@link #ask}
     */
    Outcome<AfterSale.Preview> preview(AfterSale.Kind kind, Request request);

    /** Explains what a case gives back with what is accepted so far. */
    Outcome<AfterSale.Preview> preview(long afterSale);

    /**
     * Cancels units of a paid order that are in no parcel: stock is free at once, the refund is requested. An unpaid order
     * can only be cancelled whole, by {@link Orders#cancel}.
     */
    Outcome<AfterSale> cancel(Request request);

    /** Asks to send units back that have left, or to exchange them: then the replacement is reserved at once. */
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

    /** The exchange this order is the replacement of, while it waits for the goods; empty once they were settled. */
    Optional<AfterSale> waitsFor(OrderId replacement);

    /** Oldest first. */
    List<AfterSale> waiting(int limit);
}

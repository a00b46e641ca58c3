package yardstick.web.shop;

import java.util.List;
import org.jspecify.annotations.Nullable;
import yardstick.orders.AfterSale;
import yardstick.orders.AfterSales;
import yardstick.orders.AfterSales.Wanted;
import yardstick.orders.Invoices;
import yardstick.orders.Order;

/**
 * The page for cancelling and returning.
 *
 * @param mode {@code unpaid}, {@code cancel}, {@code return} or {@code closed}
 * @param preview what confirming would give back, null while choosing
 * @param again the same goods again instead of the money
 */
public record AfterSaleView(
        Frame frame,
        Order order,
        String mode,
        List<AfterSales.Open> lines,
        List<AfterSales.Reason> reasons,
        List<AfterSale> cases,
        List<Invoices.Document> papers,
        List<Wanted> wanted,
        AfterSale.@Nullable Preview preview,
        boolean again,
        String note) {

    static AfterSaleView of(Frame frame, Order order, AfterSales afterSales, List<Invoices.Document> papers) {
        String mode = switch (order.state()) {
            case PENDING_PAYMENT -> "unpaid";
            case PAID -> "cancel";
            case SHIPPED, DELIVERED -> "return";
            case CANCELLED, REFUNDED -> "closed";
        };
        List<AfterSales.Reason> reasons = afterSales.reasons().stream()
                .filter(reason -> mode.equals("cancel")
                        ? reason.beforeShipping() && !reason.code().equals("out_of_stock")
                        : reason.afterShipping())
                .toList();
        List<AfterSales.Open> open = afterSales.open(order.id()).stream()
                .filter(line -> line.claimable() > 0)
                .toList();
        return new AfterSaleView(
                frame, order, mode, open, reasons, afterSales.ofOrder(order.id()), papers, List.of(), null, false, "");
    }

    AfterSaleView with(List<Wanted> chosen, AfterSale.Preview explained, boolean same, String said) {
        return new AfterSaleView(frame, order, mode, lines, reasons, cases, papers, chosen, explained, same, said);
    }
}

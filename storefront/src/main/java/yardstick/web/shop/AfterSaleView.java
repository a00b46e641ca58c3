package yardstick.web.shop;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import yardstick.orders.AfterSale;
import yardstick.orders.AfterSales;
import yardstick.orders.Invoices;
import yardstick.orders.Order;

/**
 * The page for cancelling, returning and exchanging.
 *
 * @param mode {@code unpaid}, {@code open} or {@code closed}
 * @param forms what can be chosen, one form each
 * @param reasons what each is called, by its code
 * @param asked what was chosen; null while choosing
 */
public record AfterSaleView(
        Frame frame,
        Order order,
        String mode,
        List<Choosing> forms,
        List<AfterSale> cases,
        List<Invoices.Document> papers,
        Map<String, String> reasons,
        @Nullable Asked asked) {

    /** @param kind {@code cancel} or {@code return} */
    public record Choosing(String kind, List<Line> lines, List<AfterSales.Reason> reasons) {}

    /** @param units at most */
    public record Line(int lineNo, String title, int units) {}

    /**
     * What was chosen.
     *
     * @param preview every cent of it; null while another article is being chosen
     * @param choice articles to choose from; null when none has to be chosen
     */
    public record Asked(
            AfterSaleForm form,
            AfterSale.@Nullable Preview preview,
            @Nullable ExchangeChoice choice) {}

    static List<Choosing> forms(Order order, AfterSales afterSales) {
        List<AfterSales.Open> open = afterSales.open(order.id());
        List<AfterSales.Reason> reasons = afterSales.reasons();
        Choosing cancel = new Choosing(
                "cancel",
                open.stream()
                        .filter(line -> line.cancellable() > 0)
                        .map(line -> new Line(line.lineNo(), line.title(), line.cancellable()))
                        .toList(),
                reasons.stream().filter(AfterSales.Reason::forShoppers).toList());
        Choosing back = new Choosing(
                "return",
                open.stream()
                        .filter(line -> line.returnable() > 0)
                        .map(line -> new Line(line.lineNo(), line.title(), line.returnable()))
                        .toList(),
                reasons.stream().filter(AfterSales.Reason::afterShipping).toList());
        return Stream.of(cancel, back)
                .filter(form -> mode(order).equals("open") && !form.lines().isEmpty())
                .toList();
    }

    static String mode(Order order) {
        return switch (order.state()) {
            case PENDING_PAYMENT -> "unpaid";
            case PAID, SHIPPED, DELIVERED -> "open";
            case CANCELLED, REFUNDED -> "closed";
        };
    }
}

package yardstick.web.api;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Language;
import yardstick.kernel.Messages;
import yardstick.orders.AfterSale;
import yardstick.orders.AfterSales;
import yardstick.orders.Invoices;
import yardstick.orders.TradeIns;

/** Cases, their explanations, credits and papers as the API shows them. */
final class CaseJson {

    private CaseJson() {}

    /** @param cancellable units in no parcel; {@code returnable} units that have left */
    record OpenLine(int line, String title, int cancellable, int returnable) {}

    record ReasonItem(
            String code,
            String text,
            boolean beforeShipping,
            boolean afterShipping,
            int windowDays,
            int feeBasisPoints) {}

    record Item(String text, long amountMinor) {}

    record Line(
            int line,
            String title,
            int quantity,
            String reason,
            @Nullable Integer accepted) {}

    record Replacement(long sku, String title, int quantity, long unitPriceMinor, long taxMinor, long totalMinor) {}

    /** @param toPayMinor what the replacement costs beyond what goes back */
    record PreviewBody(
            List<Item> items,
            long refundMinor,
            long creditMinor,
            long feeMinor,
            long toPayMinor,
            String currency,
            @Nullable Replacement replacement) {}

    record CaseBody(
            String number,
            String order,
            String kind,
            String state,
            List<Line> lines,
            @Nullable Replacement replacement,
            @Nullable String replacementOrder,
            List<Item> items,
            long refundMinor,
            long creditMinor,
            long feeMinor,
            String currency,
            String note,
            String openedAt) {}

    record CasesBody(List<OpenLine> open, List<ReasonItem> reasons, List<CaseBody> cases) {}

    record CaseList(List<CaseBody> cases) {}

    record Paper(String number, String kind, String issuedAt, long totalMinor, String currency) {}

    record Papers(List<Paper> papers) {}

    record RateItem(String category, String grade, long creditMinor, String currency) {}

    record Rates(List<RateItem> rates) {}

    /** @param chargeOrder token of the order that charges the difference, or null */
    record TradeInBody(
            long id,
            String code,
            String category,
            String grade,
            String state,
            long quotedMinor,
            long usedMinor,
            String currency,
            @Nullable String order,
            @Nullable String chargeOrder,
            String expiresAt) {}

    record TradeInList(List<TradeInBody> tradeIns) {}

    /** Says it in a language. */
    record Speaker(Messages messages, Language language) {

        CasesBody cases(AfterSales desk, List<AfterSales.Open> open, List<AfterSale> cases) {
            return new CasesBody(
                    open.stream()
                            .map(line ->
                                    new OpenLine(line.lineNo(), line.title(), line.cancellable(), line.returnable()))
                            .toList(),
                    desk.reasons().stream().map(this::reason).toList(),
                    cases.stream().map(this::one).toList());
        }

        private ReasonItem reason(AfterSales.Reason reason) {
            return new ReasonItem(
                    reason.code(),
                    reason.text(messages, language),
                    reason.beforeShipping(),
                    reason.afterShipping(),
                    reason.windowDays(),
                    reason.feeBasisPoints());
        }

        CaseBody one(AfterSale it) {
            return new CaseBody(
                    it.number(),
                    it.orderNumber(),
                    lower(it.kind()),
                    lower(it.state()),
                    it.lines().stream()
                            .map(line -> new Line(
                                    line.lineNo(), line.title(), line.quantity(), line.reason(), line.accepted()))
                            .toList(),
                    replacement(it.wish()),
                    it.replacementToken(),
                    items(it.items()),
                    it.refund().minor(),
                    it.credit().minor(),
                    it.fee().minor(),
                    it.refund().currency(),
                    it.note(),
                    it.openedAt().toString());
        }

        PreviewBody preview(AfterSale.Preview preview) {
            return new PreviewBody(
                    items(preview.items()),
                    preview.refund().minor(),
                    preview.credit().minor(),
                    preview.fee().minor(),
                    preview.toPay().minor(),
                    preview.refund().currency(),
                    replacement(preview.wish()));
        }

        private List<Item> items(List<AfterSale.Item> items) {
            return items.stream()
                    .map(item -> new Item(
                            messages.text(language, item.textKey(), item.arguments()),
                            item.amount().minor()))
                    .toList();
        }
    }

    private static @Nullable Replacement replacement(AfterSale.@Nullable Wish wish) {
        return wish == null
                ? null
                : new Replacement(
                        wish.sku().value(),
                        wish.title(),
                        wish.quantity(),
                        wish.unitPrice().minor(),
                        wish.tax().minor(),
                        wish.total().minor());
    }

    static Papers papers(List<Invoices.Document> papers) {
        return new Papers(papers.stream()
                .map(each -> new Paper(
                        each.number(),
                        each.creditNote() ? "credit_note" : "invoice",
                        each.issuedAt().toString(),
                        each.total().minor(),
                        each.total().currency()))
                .toList());
    }

    static Rates rates(List<TradeIns.Rate> rates) {
        return new Rates(rates.stream()
                .map(each -> new RateItem(
                        each.category(),
                        each.grade(),
                        each.credit().minor(),
                        each.credit().currency()))
                .toList());
    }

    static TradeInBody tradeIn(TradeIns.TradeIn it) {
        return new TradeInBody(
                it.id(),
                it.code(),
                it.category(),
                it.grade(),
                lower(it.state()),
                it.quoted().minor(),
                it.used().minor(),
                it.quoted().currency(),
                it.orderNumber(),
                it.chargeToken(),
                it.expiresAt().toString());
    }

    private static String lower(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}

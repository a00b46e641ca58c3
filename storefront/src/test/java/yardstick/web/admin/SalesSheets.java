package yardstick.web.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import yardstick.catalog.SkuId;
import yardstick.kernel.Refusal;
import yardstick.orders.AfterSale;
import yardstick.orders.AfterSales;
import yardstick.orders.Order;
import yardstick.orders.OrderBoard;
import yardstick.orders.OrderId;
import yardstick.orders.ParcelStatus;
import yardstick.orders.Risk;
import yardstick.orders.Shipment;
import yardstick.orders.ShopRules;
import yardstick.orders.TradeIns;

/** Orders, returns, parcels, risk and rules, as the pages of the admin take them. */
final class SalesSheets {

    private SalesSheets() {}

    static List<Sheet> sheets(Office office) {
        Form refused = refused();
        List<Sheet> sheets = new ArrayList<>();
        sheets.add(new Sheet("orders", "orders", ordersView(Samples.orders())));
        sheets.add(new Sheet("orders-empty", "orders", ordersView(List.of())));
        sheets.add(new Sheet(
                "orders-print",
                "orders-print",
                new OrdersResource.PrintView(List.of(Samples.order(Order.State.PAID)))));
        sheets.add(new Sheet(
                "cases", "cases", new AfterSaleResource.CasesView(List.of(afterSale(AfterSale.State.REQUESTED)))));
        sheets.add(new Sheet(
                "risk",
                "risk",
                new RiskResource.RiskView(
                        List.of(new Risk.Rule("device_declines", "DEVICE", "DECLINES", 60, 4, "STEP_UP", true)),
                        new Risk.Rates(1_200, 14, 11, 2, 1, 9, 16),
                        5_625)));
        sheets.add(new Sheet(
                "risk-order",
                "risk-order",
                new RiskResource.OrderRiskView(
                        Samples.order(Order.State.PAID),
                        new Risk.Assessment(
                                1,
                                "key",
                                Risk.Verdict.REVIEW,
                                "PASSED",
                                "a@example.org",
                                List.of(new Risk.Reason("device_declines", "DEVICE", 5, 4, 60)),
                                Samples.NOW),
                        List.of(new Risk.Link("100231", List.of("DEVICE", "ADDRESS"), "BAD")))));
        sheets.add(new Sheet(
                "trade-in",
                "trade-in",
                new TradeInResource.TradeInsView(
                        List.of(new TradeIns.TradeIn(
                                1,
                                "TI-ABCDEFGH2345",
                                "bicycle",
                                "C",
                                "an old one",
                                "a@example.org",
                                Samples.money(12_000),
                                Samples.money(12_000),
                                null,
                                TradeIns.State.USED,
                                "1001",
                                null,
                                Samples.NOW)),
                        List.of(new TradeIns.Rate("bicycle", "C", Samples.money(12_000))),
                        "CNY")));
        sheets.add(new Sheet(
                "rules",
                "rules",
                new RulesResource.RulesView(
                        List.of(
                                new AfterSales.Reason("changed_mind", false, true, true, 14, 1_000),
                                new AfterSales.Reason("damaged", true, false, true, 30, 0),
                                new AfterSales.Reason(
                                        "own_ai", false, false, true, 14, 0, new AfterSales.Words("Own", "自有"))),
                        List.of(new ShopRules.DeclineRule("do_not_honour", "contact_bank", 0)),
                        List.of(new ShopRules.Change(
                                Samples.NOW,
                                "owner",
                                "DECLINE",
                                "do_not_honour",
                                "advice=other wait=0",
                                "advice=x wait=1")),
                        Map.of("changed_mind", "Changed my mind", "damaged", "Arrived damaged"),
                        "changed_mind",
                        Form.empty()
                                .with("days", "x")
                                .refused("days", yardstick.kernel.Refusal.of("admin.field.required")))));
        sheets.add(new Sheet("cases-empty", "cases", new AfterSaleResource.CasesView(List.of())));
        for (AfterSale.State state : AfterSale.State.values()) {
            AfterSale.Preview preview = state.open() ? preview() : null;
            sheets.add(new Sheet(
                    "case-" + state,
                    "case",
                    new AfterSaleResource.CaseView(afterSale(state), preview, Map.of("damaged", "Arrived damaged"))));
        }
        sheets.add(new Sheet("order", "order", OrdersResource.view(Samples.order(Order.State.PAID))));
        sheets.add(new Sheet(
                "confirm",
                "confirm",
                new ConfirmView(
                        office.text("admin.order.refund.question", Map.of("number", "Y-1")),
                        office.text("admin.order.refund.consequence", Map.of("total", "1.00")),
                        office.text("admin.order.refund"),
                        "/a",
                        "/b")));
        sheets.add(new Sheet("coupons", "coupons", new CouponsResource.CouponsView(Samples.coupons(), refused, "CNY")));
        parcels(sheets);
        return sheets;
    }

    private static void parcels(List<Sheet> sheets) {
        sheets.add(new Sheet("fulfilment", "fulfilment", ParcelSamples.board(false)));
        sheets.add(new Sheet("fulfilment-empty", "fulfilment", ParcelSamples.board(true)));
        sheets.add(new Sheet("fulfilment-order", "fulfilment-order", ParcelSamples.order()));
        sheets.add(new Sheet("pick-list", "pick-list", ParcelSamples.picks(false)));
        sheets.add(new Sheet("pick-list-empty", "pick-list", ParcelSamples.picks(true)));
        for (Shipment.State state : Shipment.State.values()) {
            boolean gone = state == Shipment.State.HANDED_OVER;
            Shipment parcel = ParcelSamples.parcel(state, gone ? ParcelStatus.OUT_FOR_DELIVERY : ParcelStatus.PENDING);
            sheets.add(new Sheet(
                    "parcel-" + state, "parcel", ParcelSamples.parcelView(parcel, gone ? "" : "431234567890123")));
        }
        sheets.add(new Sheet("parcel-label", "parcel-label", ParcelSamples.print()));
        sheets.add(new Sheet("packing-slip", "packing-slip", ParcelSamples.print()));
        sheets.add(
                new Sheet("tracking-number", "tracking-number", new FulfilmentResource.NumberView("SF1", List.of())));
        sheets.add(new Sheet("pickup", "pickup", ParcelSamples.desk(true)));
        sheets.add(new Sheet("pickup-wrong", "pickup", ParcelSamples.desk(false)));
        sheets.add(new Sheet(
                "pickup-points",
                "pickup-points",
                new PickupResource.PointsView(List.of(ParcelSamples.point()), Form.empty())));
        sheets.add(
                new Sheet("deliveries", "deliveries", ParcelSamples.deliveries(AnalyticsSheets.PERIOD, Form.empty())));
    }

    private static BoardResource.BoardView ordersView(List<yardstick.orders.Orders.Summary> orders) {
        return new BoardResource.BoardView(
                "",
                "",
                "",
                List.of(Order.State.values()),
                List.of("picking", "vip"),
                orders.stream()
                        .map(order -> new OrderBoard.Row(order, List.of("vip")))
                        .toList(),
                25_900,
                "q=&state=&tag=",
                "q=&state=&tag=&after=",
                "2026-03-01T10:00:00Z_7",
                true,
                List.of(new OrderBoard.Exceptional(
                        OrderBoard.Lane.PAYMENT, "1001", "orders.lane.refund_failed", Map.of(), Samples.NOW)),
                List.of(new OrderBoard.Action(
                        1, OrderBoard.Command.TAG, "vip", "DONE", "owner", 3, Samples.NOW, Samples.NOW)),
                List.of(new SavedViews.Saved(1, "Unpaid", "state=PENDING_PAYMENT", true, true)),
                orders.isEmpty() ? null : Samples.order(Order.State.PAID));
    }

    private static AfterSale afterSale(AfterSale.State state) {
        return new AfterSale(
                1,
                "A5001",
                new OrderId(7),
                "1001",
                AfterSale.Kind.EXCHANGE,
                state,
                List.of(new AfterSale.Line(1, "Green tea 100 g", 2, "damaged", 1, 1, 0)),
                new AfterSale.Wish(new SkuId(3), "Black tea 100 g", 1, Samples.money(3_000), Samples.money(0)),
                null,
                Samples.money(0),
                Samples.money(0),
                Samples.money(0),
                List.of(),
                "One of the two bags was open.",
                "shopper",
                Samples.NOW);
    }

    private static AfterSale.Preview preview() {
        return new AfterSale.Preview(
                List.of(
                        new AfterSale.Item(
                                "orders.refund.goods",
                                Map.of("title", "Green tea 100 g", "units", "1"),
                                Samples.money(5_000)),
                        new AfterSale.Item(
                                "orders.refund.withdrawn", Map.of("label", "Coupon WELCOME"), Samples.money(-700))),
                Samples.money(1_300),
                Samples.money(3_000),
                Samples.money(0),
                afterSale(AfterSale.State.INSPECTED).wish());
    }

    private static Form refused() {
        Form refused = Form.empty().with("code", "X").with("percent", "300");
        refused.refuse("percent", Refusal.of("admin.field.percent"));
        return refused;
    }
}

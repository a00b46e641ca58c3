package yardstick.web.admin;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import yardstick.catalog.ProductId;
import yardstick.catalog.Sku;
import yardstick.catalog.SkuId;
import yardstick.kernel.Job;
import yardstick.kernel.Money;
import yardstick.kernel.Refusal;
import yardstick.membership.Coupons.Coupon;
import yardstick.metrics.Panel;
import yardstick.metrics.Release;
import yardstick.metrics.Releases;
import yardstick.orders.Adjustment;
import yardstick.orders.Audits;
import yardstick.orders.Order;
import yardstick.orders.OrderId;
import yardstick.orders.Orders;
import yardstick.orders.Tariffs;
import yardstick.orders.Warehousing;

/** What the pages are shown with. */
final class Samples {

    static final Instant NOW = Instant.parse("2026-03-01T10:00:00Z");

    private Samples() {}

    static Money money(long minor) {
        return Money.of(minor, "CNY");
    }

    static Panel.Summary summary(int days) {
        List<Panel.Day> list = new ArrayList<>();
        LocalDate from = LocalDate.of(2026, 2, 1);
        for (int i = 0; i < days; i++) {
            long orders = i % 9 == 4 ? 0 : 20 + (i * 7) % 13;
            Double atv = orders == 0 ? null : 25_000.0 + (i * 3_700) % 9_000;
            Double cvr = i < 5 ? null : 0.02 + (i % 6) * 0.002;
            list.add(new Panel.Day(
                    from.plusDays(i),
                    orders,
                    Math.round(orders * (atv == null ? 0 : atv)),
                    i % 5 == 0 ? 12_900 : 0,
                    new Panel.Kpi(atv, atv == null ? null : new Panel.Interval(atv - 4_000, atv + 4_500)),
                    cvr == null ? 0 : 900 + i,
                    new Panel.Kpi(cvr, cvr == null ? null : new Panel.Interval(cvr - 0.006, cvr + 0.007)),
                    orders / 2,
                    i % 3,
                    orders == 0 ? new Panel.Kpi(null, null) : new Panel.Kpi(0.1, new Panel.Interval(0.04, 0.2))));
        }
        long orders = list.stream().mapToLong(Panel.Day::orders).sum();
        return new Panel.Summary(
                from,
                from.plusDays(days - 1L),
                "CNY",
                orders,
                orders * 28_120,
                77_400,
                orders == 0 ? new Panel.Kpi(null, null) : new Panel.Kpi(28_120.4, new Panel.Interval(27_511, 28_730)),
                412,
                96,
                new Panel.Kpi(0.233, new Panel.Interval(0.194, 0.277)),
                23_000,
                610,
                new Panel.Kpi(0.0265, new Panel.Interval(0.0245, 0.0287)),
                list,
                new yardstick.tracking.Reconciliation(orders, orders * 28_120, orders, orders * 28_120, List.of()));
    }

    static List<Orders.Summary> orders() {
        return List.of(
                summary("Y-20260301-0007", Order.State.PENDING_PAYMENT, "王小明"),
                summary("Y-20260301-0006", Order.State.PAID, "=HYPERLINK(\"http://x\")"),
                summary("Y-20260228-0312", Order.State.REFUNDED, "A very long name that somebody typed into the form"));
    }

    static Orders.Summary summary(String number, Order.State state, String name) {
        return new Orders.Summary(new OrderId(7), number, "token", state, NOW, null, name, 3, money(128_900), money(0));
    }

    static Order order(Order.State state) {
        return new Order(
                new OrderId(7),
                "Y-20260301-0007",
                "token",
                "shop",
                null,
                state,
                NOW,
                List.of(
                        new Order.Line(
                                null, "85123A", null, "Hanging heart T-light holder 心形烛台", 6, money(255), money(1_530)),
                        new Order.Line(null, "71053", null, "White metal lantern", 1, money(33_900), money(33_900))),
                List.of(new Adjustment("coupon:WELCOME10", "WELCOME10", List.of(money(-153), money(-3_390)))),
                money(35_430),
                money(800),
                money(0),
                money(32_687),
                money(0),
                Map.of("name", "王小明", "line1", "文三路 1 号", "city", "杭州", "country", "CN", "email", "a@example.com"),
                List.of(
                        new Order.Payment(
                                "a1",
                                "card-redirect",
                                Order.PaymentState.DECLINED,
                                money(32_687),
                                "insufficient_funds",
                                NOW),
                        new Order.Payment(
                                "a2", "card-redirect", Order.PaymentState.CAPTURED, money(32_687), null, NOW)),
                List.of(new Order.TimelineEntry(NOW, "owner", "admin.coupons.created", Map.of())));
    }

    static Job job(Job.State state, @Nullable String result) {
        boolean finished = state == Job.State.DONE || state == Job.State.FAILED;
        return new Job(
                UUID.fromString("00000000-0000-0000-0000-000000000001"),
                "import-catalog",
                "products.csv.gz",
                state,
                92_331,
                41_200,
                17,
                NOW.minusSeconds(20),
                NOW,
                finished ? NOW : null,
                result,
                state == Job.State.FAILED ? "The file is empty." : null,
                state == Job.State.FAILED ? Refusal.of("orders.import_empty") : null);
    }

    static final String REPORT = """
            {"file":"products.csv.gz","supplier":"default","dry_run":true,"rows":92331,"created":92000,"updated":14,\
            "unchanged":300,"merged":0,"skipped":{"no title":17},"errors":2,"error_rows":[\
            {"line":17,"column":"price","value":"abc <b>","reason":"not a number"},\
            {"line":40211,"column":"code","value":"","reason":"missing"}],"ignored_columns":[],"seconds":31.4}""";

    static Release release(Release.State state) {
        return new Release(
                1,
                "cart-bought-together",
                "Bought together in the cart",
                "Growth team",
                "Showing what others bought with the same products lifts ATV by at least 2 %, because shoppers complete sets.",
                money(1_200_000),
                50,
                state,
                NOW,
                null,
                LocalDate.of(2026, 9, 1),
                yardstick.metrics.Plan.standard(),
                null);
    }

    static Panel.Scorecard scorecard(boolean mismatch) {
        return new Panel.Scorecard(
                release(Release.State.RUNNING),
                new Panel.SampleRatio(
                        10_020, mismatch ? 9_200 : 9_981, 0.5, 0.08, mismatch ? 0.00000001 : 0.78, mismatch),
                List.of(
                        new Panel.Effect(
                                "ATV",
                                27_900.0,
                                28_640.0,
                                740.0,
                                new Panel.Interval(120, 1_360),
                                0.0193,
                                0.0265,
                                new Panel.Interval(0.0043, 0.0487)),
                        new Panel.Effect(
                                "CVR",
                                0.0262,
                                0.0259,
                                -0.0003,
                                new Panel.Interval(-0.0031, 0.0025),
                                0.83,
                                -0.0115,
                                new Panel.Interval(-0.12, 0.10)),
                        new Panel.Effect("RPR", 0.23, null, null, null, null, null, null)));
    }

    static yardstick.metrics.ReleaseReport releaseReport() {
        Panel.Interval interval = new Panel.Interval(-0.01, 0.07);
        LocalDate day = LocalDate.of(2026, 6, 1);
        return new yardstick.metrics.ReleaseReport(
                release(Release.State.RUNNING),
                new yardstick.metrics.ReleaseReport.Arms(5_000, 5_050, 3, 0.5),
                List.of(
                        new yardstick.metrics.ReleaseReport.Finding(
                                "metrics.health.mismatch_by",
                                java.util.Map.of("dimension", "device", "segment", "tablet"),
                                true),
                        new yardstick.metrics.ReleaseReport.Finding(
                                "metrics.health.rpr_immature", java.util.Map.of("days", 30, "share", 12L), false)),
                List.of(
                        new yardstick.metrics.ReleaseReport.Row(
                                "revenue_per_visitor",
                                yardstick.metrics.ReleaseReport.Purpose.PRIMARY,
                                800.0,
                                824.0,
                                new yardstick.metrics.ReleaseReport.Effect(
                                        24, new Panel.Interval(-8, 56), 0.03, interval, 0.14, 0.14, 0.93, 0.2)),
                        new yardstick.metrics.ReleaseReport.Row(
                                "rpr", yardstick.metrics.ReleaseReport.Purpose.OTHER, null, null, null)),
                List.of(new yardstick.metrics.ReleaseReport.Step("carters", 0.2, 0.22, interval)),
                List.of(
                        new yardstick.metrics.ReleaseReport.Evening(day, null, null),
                        new yardstick.metrics.ReleaseReport.Evening(
                                day.plusDays(1), 0.05, new Panel.Interval(-0.3, 0.4)),
                        new yardstick.metrics.ReleaseReport.Evening(day.plusDays(2), 0.03, interval)),
                List.of(new yardstick.metrics.ReleaseReport.Slice("device", "tablet", 900, 0.04, interval)),
                new yardstick.metrics.ReleaseReport.Money(
                        120_000, new Panel.Interval(-40_000, 280_000), 60_000, 1_200_000, 0, 10.0),
                new yardstick.metrics.ReleaseReport.Verdict(
                        yardstick.metrics.ReleaseReport.Advice.KEEP_RUNNING,
                        "metrics.verdict.keep",
                        java.util.Map.of(
                                "metric",
                                "revenue_per_visitor",
                                "until",
                                "2026-07-01",
                                "low",
                                "-1.0%",
                                "high",
                                "+7.0%"),
                        LocalDate.of(2026, 7, 1)));
    }

    static List<Releases.Change> history() {
        return List.of(
                new Releases.Change(NOW, "owner", "created, 0 %"), new Releases.Change(NOW, "owner", "0 % to 50 %"));
    }

    static List<Coupon> coupons() {
        return List.of(
                new Coupon("WELCOME10", 1_000, null, money(5_000), 100, 1, 37, NOW, NOW.plusSeconds(864_000), true),
                new Coupon("SPRING", 0, money(2_000), null, null, null, 4, null, null, false));
    }

    static Audits.Report report(boolean clean) {
        return new Audits.Report(
                Instant.parse("2026-03-01T02:00:00Z"),
                412,
                38,
                Audits.Ledger.COMPARED,
                clean
                        ? List.of()
                        : List.of(new Audits.Broken("stock.level_is_ledger", "sku 7: level 5/1, ledger 4/1")));
    }

    private static final Warehousing.Warehouse MAIN = new Warehousing.Warehouse(1, "main", "Main warehouse", 100, true);
    private static final Warehousing.Warehouse NORTH = new Warehousing.Warehouse(2, "north", "North", 200, false);

    private static Sku sku(long id) {
        return new Sku(new SkuId(id), new ProductId(id), "C" + id, "kettle", "Kettle", money(100), null, null, true);
    }

    static StockResource.StockView stock(Form form) {
        return new StockResource.StockView(
                List.of(new Warehousing.Low(new SkuId(1), 0, 2, 3), new Warehousing.Low(new SkuId(2), 1, 0, 0)),
                List.of(MAIN, NORTH),
                Map.of(new SkuId(1), sku(1)),
                3,
                form);
    }

    static StockResource.SheetView stockSheet(boolean bundle, Form form) {
        List<Warehousing.Movement> movements = java.util.stream.Stream.of(
                        "ADJUST", "RECEIVE", "TRANSFER", "RESERVE", "RELEASE", "SELL", "SHIP", "RETURN")
                .map(kind -> new Warehousing.Movement(1, NOW, "main", kind, -1, 1, 0, "100001", "owner", "recount"))
                .toList();
        Warehousing.Sheet sheet = new Warehousing.Sheet(
                new SkuId(1),
                7,
                List.of(new Warehousing.Level(MAIN, 9, 2, 1, 0), new Warehousing.Level(NORTH, 0, 0, 0, 0)),
                movements,
                bundle ? List.of(new Warehousing.Component(new SkuId(2), 4)) : List.of(),
                2);
        return new StockResource.SheetView(
                sku(1), sheet, Map.of(new SkuId(1), sku(1)), form, bundle ? "bundle" : "receive");
    }

    static TariffsResource.TariffsView tariffs(Form form) {
        return new TariffsResource.TariffsView(
                List.of(new Tariffs.Rate("JPY", new java.math.BigDecimal("20.4567"), "Central bank", NOW)),
                List.of(new Tariffs.Tax("CN", "standard", 1_300, true, "VAT", "增值税")),
                List.of(
                        new Tariffs.Method("standard", "DELIVERY", "Standard", "标准", List.of(), null, null, 0, 1, true),
                        new Tariffs.Method("shop", "PICKUP", "Pick-up", "自提", List.of("CN"), 0L, 0L, 100, 2, false)),
                "CNY",
                form,
                "taxes");
    }
}

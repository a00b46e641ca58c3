package yardstick.web.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import gg.jte.output.Utf8ByteOutput;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yardstick.catalog.SkuId;
import yardstick.kernel.Job;
import yardstick.kernel.Language;
import yardstick.kernel.Refusal;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.kernel.runtime.IcuMessages;
import yardstick.membership.Tier;
import yardstick.membership.TierRules;
import yardstick.metrics.Panel;
import yardstick.metrics.Release;
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
import yardstick.testkit.FixedClock;
import yardstick.testkit.TestDatabase;
import yardstick.web.Assets;
import yardstick.web.Cookies;
import yardstick.web.CurrentVisit;
import yardstick.web.Head;
import yardstick.web.Incoming;
import yardstick.web.Pages;
import yardstick.web.Role;
import yardstick.web.Seal;
import yardstick.web.Sessions;
import yardstick.web.Visit;

/** Renders every page of the admin in both languages; the results stay in {@code target/preview} to look at. */
class AdminRenderingTest {

    private static final Settings SETTINGS = Settings.of(Map.of(
            Setting.SECRET_KEY,
            "a key for tests only",
            Setting.ADMIN_TOKEN,
            "never-shown",
            Setting.SHOP_NAME,
            "Yardstick"));

    private static TestDatabase database;
    private static long owner;

    @BeforeAll
    static void open() {
        database = TestDatabase.with("storefront");
        Entrance entrance = new Entrance(database, new FixedClock("2026-03-01T10:00:00Z"));
        owner = entrance.use(entrance.open().token()).orElseThrow().id();
    }

    /** @param view the page's record */
    private record Sheet(String name, String template, Object view) {}

    private final CurrentVisit current = new CurrentVisit();
    private final Pages pages = new Pages(new Pages.Parts(current, IcuMessages.load(), assets(), SETTINGS));
    private final Office office = new Office(pages, current, IcuMessages.load());

    private static Assets assets() {
        Assets assets = new Assets();
        try {
            assets.load(Map.of(
                    "admin.css", Files.readAllBytes(Path.of("src/main/webapp/assets/admin.css")),
                    "admin.js", Files.readAllBytes(Path.of("src/main/webapp/assets/admin.js"))));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return assets;
    }

    private void visit(Language language, boolean signedIn) {
        Seal seal = new Seal(SETTINGS);
        Sessions sessions = new Sessions(database, new FixedClock("2026-03-01T10:00:00Z"));
        Cookies cookies = new Cookies("yk_lang=" + language.code(), false, line -> {});
        Incoming incoming =
                new Incoming("request-1", "GET", "/admin/panel", "from=2026-02-01", "http://shop", "", "", "");
        Visit visit = new Visit(incoming, new Visit.Parts(cookies, seal, sessions));
        if (signedIn) {
            visit.signInStaff(owner);
        }
        current.begin(visit);
    }

    private List<Sheet> sheets() {
        Wording words = new Wording(office);
        Period period = Period.of("2026-02-01", "2026-02-28", java.time.LocalDate.of(2026, 3, 1))
                .orElseThrow();
        Form refused = Form.empty().with("code", "X").with("percent", "300");
        refused.refuse("percent", Refusal.of("admin.field.percent"));
        Panel.Summary summary = Samples.summary(28);
        List<Sheet> sheets = new ArrayList<>();
        sheets.add(new Sheet("enter", "enter", new EntranceResource.EnterView("t", true, Form.empty())));
        sheets.add(new Sheet("enter-gone", "enter", new EntranceResource.EnterView("t", false, Form.empty())));
        sheets.add(new Sheet("sign-in", "sign-in", new EntranceResource.SignInView("/admin", Form.empty())));
        sheets.add(new Sheet("home", "home", home(PanelPage.tiles(summary, words), period, false)));
        sheets.add(new Sheet("home-empty", "home", home(List.of(), period, true)));
        sheets.add(new Sheet("panel", "panel", PanelPage.view(period, summary, words)));
        sheets.add(new Sheet("panel-year", "panel", PanelPage.view(period, Samples.summary(374), words)));
        sheets.add(new Sheet("orders", "orders", ordersView(Samples.orders())));
        sheets.add(new Sheet("orders-empty", "orders", ordersView(List.of())));
        sheets.add(new Sheet(
                "orders-print",
                "orders-print",
                new OrdersResource.PrintView(List.of(Samples.order(Order.State.PAID)))));
        sheets.add(new Sheet("search", "search", CatalogSamples.search()));
        sheets.add(new Sheet("sizes", "sizes", CatalogSamples.sizes()));
        sheets.add(new Sheet("reviews", "reviews", CatalogSamples.reviews()));
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
        sheets.add(new Sheet(
                "tiers",
                "tiers",
                new TiersResource.TiersView(
                        List.of(new TierRules.Rule(new Tier("gold", 3, Samples.money(200_000), 200), 150, 12)),
                        List.of(new TierRules.Change(
                                Samples.NOW,
                                "owner",
                                "gold",
                                "from=1 discount=2 points=3",
                                "from=2 discount=2 points=3")),
                        Samples.money(1),
                        12,
                        7_000,
                        Samples.money(7_000),
                        "gold",
                        Form.empty()
                                .with("earn", "x")
                                .refused("earn", yardstick.kernel.Refusal.of("admin.field.percent")))));
        sheets.add(new Sheet("cases-empty", "cases", new AfterSaleResource.CasesView(List.of())));
        for (AfterSale.State state : AfterSale.State.values()) {
            AfterSale.Preview preview = state.open() ? preview() : null;
            sheets.add(new Sheet(
                    "case-" + state,
                    "case",
                    new AfterSaleResource.CaseView(afterSale(state), preview, Map.of("damaged", "Arrived damaged"))));
        }
        sheets.add(new Sheet(
                "staff",
                "staff",
                new StaffResource.StaffView(
                        List.of(
                                new StaffBook.Account(1, "owner", "Owner", Role.OWNER, true, true, Samples.NOW),
                                new StaffBook.Account(9, "desk", "Desk", Role.SUPPORT, true, false, Samples.NOW),
                                new StaffBook.Account(10, "left", "Left", Role.FINANCE, false, true, Samples.NOW)),
                        List.of(Role.OWNER, Role.SUPPORT, Role.WAREHOUSE),
                        Form.empty(),
                        "https://shop.test/admin/enter?token=x",
                        "desk")));
        sheets.add(new Sheet(
                "staff-trail",
                "staff-trail",
                new StaffResource.TrailView(List.of(new AuditTrail.Entry(
                        Samples.NOW, "desk", "SUPPORT", "POST", "/admin/after-sale/A5001/approve", 303, "r")))));
        sheets.add(new Sheet(
                "staff-access",
                "staff-access",
                new StaffResource.MatrixView(
                        List.of(Role.OWNER, Role.SUPPORT),
                        AccessMatrix.routes(List.of(AfterSaleResource.class, StaffResource.class)))));
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
        sheets.add(new Sheet(
                "imports",
                "imports",
                new ImportsResource.ImportsView(
                        List.of(Samples.job(Job.State.RUNNING, null), Samples.job(Job.State.FAILED, null)),
                        "CNY",
                        Form.empty())));
        sheets.add(new Sheet("job", "job", JobPage.view(Samples.job(Job.State.RUNNING, null), Samples.NOW)));
        sheets.add(
                new Sheet("job-done", "job", JobPage.view(Samples.job(Job.State.DONE, Samples.REPORT), Samples.NOW)));
        sheets.add(new Sheet("coupons", "coupons", new CouponsResource.CouponsView(Samples.coupons(), refused, "CNY")));
        sheets.add(new Sheet("tariffs", "tariffs", Samples.tariffs(refused)));
        sheets.add(new Sheet("stock", "stock", Samples.stock(refused)));
        sheets.add(new Sheet("stock-sku", "stock-sku", Samples.stockSheet(false, refused)));
        sheets.add(new Sheet("stock-bundle", "stock-sku", Samples.stockSheet(true, refused)));
        sheets.add(new Sheet(
                "releases",
                "releases",
                new ReleasesResource.ReleasesView(
                        List.of(Samples.release(Release.State.RUNNING), Samples.release(Release.State.DRAFT)))));
        sheets.add(new Sheet("releases-empty", "releases", new ReleasesResource.ReleasesView(List.of())));
        sheets.add(new Sheet(
                "release-new",
                "release-new",
                new ReleasesResource.NewReleaseView(
                        PlanForm.standard(),
                        "CNY",
                        List.of("atv", "cvr", "revenue_per_visitor"),
                        "cvr",
                        "2.5",
                        "after 9 days",
                        List.of(List.of("7", "1,204", "8.10%")))));
        sheets.add(new Sheet("release", "release", release(Samples.scorecard(false), words)));
        sheets.add(new Sheet("release-broken", "release", release(Samples.scorecard(true), words)));
        ObservedSamples.sheets(words).forEach((name, view) -> sheets.add(new Sheet(name, "observed", view)));
        sheets.add(new Sheet("release-quiet", "release", release(null, words)));
        sheets.add(new Sheet("audit-empty", "audit", new AuditResource.AuditView(null, List.of())));
        sheets.add(new Sheet(
                "audit",
                "audit",
                new AuditResource.AuditView(
                        Samples.report(false), List.of(Samples.report(false), Samples.report(true)))));
        parcels(sheets, period);
        sheets.add(new Sheet(
                "settings",
                "settings",
                new SettingsResource.SettingsView(
                        SettingsResource.rows(SETTINGS, Map.of("YARDSTICK_SHOP_NAME", "Yardstick")))));
        return sheets;
    }

    private static void parcels(List<Sheet> sheets, Period period) {
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
        sheets.add(new Sheet("deliveries", "deliveries", ParcelSamples.deliveries(period, Form.empty())));
    }

    private static HomeResource.HomeView home(List<PanelPage.Tile> tiles, Period period, boolean empty) {
        return new HomeResource.HomeView(
                period,
                tiles,
                Samples.orders(),
                List.of(Samples.release(Release.State.RUNNING)),
                List.of(Samples.job(Job.State.DONE, null)),
                Samples.report(true),
                empty);
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

    private static ReleasePage.ReleaseView release(Panel.@Nullable Scorecard card, Wording words) {
        return new ReleasePage.ReleaseView(
                Samples.release(Release.State.RUNNING),
                ReleasePage.ratio(card, words),
                ReleasePage.effects(card, words),
                Samples.history(),
                Form.empty().with("rollout", "50"),
                card == null ? null : ReportView.of(Samples.releaseReport(), words),
                List.of(List.of("live-stream", "CVR", "1,200", "0.1%", "0.0%", "0.0%", "100%")));
    }

    private Document render(Sheet sheet, Language language) throws IOException {
        Utf8ByteOutput output =
                pages.render("admin/" + sheet.template() + ".jte", pages.view(Head.of(sheet.name())), sheet.view());
        String html = new String(output.toByteArray(), StandardCharsets.UTF_8);
        Path preview = Files.createDirectories(Path.of("target/preview"));
        Files.writeString(preview.resolve(sheet.name() + "-" + language.code() + ".html"), html);
        return Jsoup.parse(html);
    }

    @ParameterizedTest
    @EnumSource
    void everyPageIsSoundInEveryLanguage(Language language) throws IOException {
        visit(language, true);
        List<Sheet> sheets = sheets();
        assertTrue(sheets.size() > 20);
        for (Sheet sheet : sheets) {
            boolean door = sheet.name().startsWith("enter") || sheet.name().startsWith("sign");
            visit(language, !door);
            sound(sheet.name(), render(sheet, language), language);
        }
    }

    private static void sound(String name, Document page, Language language) {
        assertEquals(language.tag(), page.expectFirst("html").attr("lang"), name);
        assertEquals(1, page.select("h1").size(), name);
        assertEquals(0, page.select("script:not([src]), [style], [onclick]").size(), name + " runs inline code");
        for (Element form : page.select("form[method=post]")) {
            boolean token = form.selectFirst("input[name=_csrf]") != null
                    || form.attr("action").contains("_csrf=");
            assertTrue(token, name + " has a form without token: " + form.attr("action"));
        }
        for (Element input : page.select("input:not([type=hidden]):not([type=radio]), select, textarea")) {
            assertNotNull(
                    page.selectFirst("label[for=" + input.id() + "]"), name + ": no label for " + input.attr("name"));
        }
        for (Element table : page.select("table")) {
            assertFalse(table.select("thead th[scope=col]").isEmpty(), name);
        }
        assertEquals(
                page.select("[id]").size(),
                page.select("[id]").eachAttr("id").stream().distinct().count(),
                name);
        assertFalse(page.html().contains("never-shown"), name);
    }

    @Test
    void sampleRatioComesBeforeTheEffects() throws IOException {
        visit(Language.EN, true);
        Wording words = new Wording(office);
        Document page =
                render(new Sheet("release-broken", "release", release(Samples.scorecard(true), words)), Language.EN);
        String text = page.expectFirst("section[aria-labelledby=score]").text();
        assertTrue(text.indexOf("is the split sound?") < text.indexOf("Difference"), text);
        assertTrue(text.contains("Not valid: split broken"), text);
        assertFalse(text.contains("Higher in treatment"), text);
    }

    @Test
    void panelShowsTheSameNumbersAsPictureAndTable() throws IOException {
        visit(Language.EN, true);
        Period period = Period.of("2026-02-01", "2026-02-28", java.time.LocalDate.of(2026, 3, 1))
                .orElseThrow();
        PanelPage.PanelView view = PanelPage.view(period, Samples.summary(28), new Wording(office));
        Document page = render(new Sheet("panel", "panel", view), Language.EN);
        assertEquals(28, page.select("main tbody tr").size());
        assertEquals(4, page.select("figure svg[role=img] title").size());
        String csv = PanelPage.csv(Samples.summary(28)).toString();
        assertEquals(29, csv.lines().count());
        assertTrue(csv.contains("\"2026-02-01\",\"CNY\",20,500000,12900,25000.0,21000.0,29500.0,0,,,"), csv);
    }

    @Test
    void exportGivesNoFormulaToASpreadsheet() {
        Csv csv = new Csv();
        Samples.orders().forEach(order -> BoardResource.line(csv, new OrderBoard.Row(order, List.of())));
        assertTrue(csv.toString().contains("\"'=HYPERLINK(\"\"http://x\"\")\""), csv.toString());
        for (String start : List.of("=1", "+1", "-1", "@x", "\tx", "\rx")) {
            assertTrue(new Csv().text(start).toString().contains("\"'" + start), start);
        }
        assertEquals(
                "\uFEFF\"plain\",-5\r\n",
                new Csv().text("plain").number(-5).end().toString());
    }

    @Test
    void progressSaysRateAndTimeToGo() {
        JobPage.JobView view = JobPage.view(Samples.job(Job.State.RUNNING, null), Samples.NOW);
        assertEquals(2_060, view.rate());
        assertEquals(44, view.percent());
        assertEquals((92_331 - 41_200) / 2_060, view.remaining());
    }

    @Test
    void nextPageStaysInTheAdmin() {
        assertEquals("/admin/orders?q=a", EntranceResource.own("/admin/orders?q=a"));
        for (String bad :
                List.of("//evil.example", "https://evil.example", "/admin//evil", "/administrator", "/\\evil")) {
            assertEquals("/admin", EntranceResource.own(bad), bad);
        }
    }
}

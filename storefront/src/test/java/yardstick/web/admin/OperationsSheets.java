package yardstick.web.admin;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import yardstick.kernel.Job;
import yardstick.metrics.Panel;
import yardstick.metrics.Release;
import yardstick.web.Role;

/** Doors, overview, staff, jobs, audit and settings, as the pages of the admin take them. */
final class OperationsSheets {

    private OperationsSheets() {}

    static List<Sheet> sheets(Office office) {
        Panel.Summary summary = Samples.summary(28);
        Wording words = new Wording(office);
        List<Sheet> sheets = new ArrayList<>();
        sheets.add(new Sheet("enter", "enter", new EntranceResource.EnterView("t", true, Form.empty())));
        sheets.add(new Sheet("enter-gone", "enter", new EntranceResource.EnterView("t", false, Form.empty())));
        sheets.add(new Sheet("sign-in", "sign-in", new EntranceResource.SignInView("/admin", Form.empty())));
        sheets.add(new Sheet("home", "home", home(PanelPage.tiles(summary, words), false)));
        sheets.add(new Sheet("home-empty", "home", home(List.of(), true)));
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
        sheets.add(new Sheet("audit-empty", "audit", new AuditResource.AuditView(null, List.of())));
        sheets.add(new Sheet(
                "audit",
                "audit",
                new AuditResource.AuditView(
                        Samples.report(false), List.of(Samples.report(false), Samples.report(true)))));
        sheets.add(new Sheet(
                "settings",
                "settings",
                new SettingsResource.SettingsView(
                        SettingsResource.rows(Desk.SETTINGS, Map.of("YARDSTICK_SHOP_NAME", "Yardstick")))));
        return sheets;
    }

    static HomeResource.HomeView home(List<PanelPage.Tile> tiles, boolean empty) {
        return new HomeResource.HomeView(
                empty
                        ? List.of()
                        : List.of(
                                new Attention.Item("payments", "/admin/payments", 1, false),
                                new Attention.Item("stock", "/admin/stock", Attention.MOST, true)),
                tiles,
                Samples.orders(),
                List.of(Samples.release(Release.State.RUNNING)),
                List.of(Samples.job(Job.State.DONE, null)),
                Samples.report(true),
                empty);
    }
}

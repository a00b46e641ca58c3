package yardstick.web.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import yardstick.kernel.Language;
import yardstick.web.Role;

/** What the pages of measurement say, and in which order. */
class AnalyticsRenderingTest {

    private static final Desk DESK = new Desk();

    @Test
    void sampleRatioComesBeforeTheEffects() {
        DESK.visit(Language.EN, Role.OWNER, "/admin/releases/x");
        Wording words = new Wording(DESK.office);
        Document page = DESK.render(
                new Sheet("release-broken", "release", AnalyticsSheets.release(Samples.scorecard(true), words)));
        String text = page.expectFirst("section[aria-labelledby=score]").text();
        assertTrue(text.indexOf("is the split sound?") < text.indexOf("Difference"), text);
        assertTrue(text.contains("Not valid: split broken"), text);
        assertFalse(text.contains("Higher in treatment"), text);
    }

    @Test
    void panelShowsTheSameNumbersAsPictureAndTable() {
        DESK.visit(Language.EN, Role.OWNER, "/admin/panel");
        PanelPage.PanelView view =
                PanelPage.view(AnalyticsSheets.PERIOD, Samples.summary(28), new Wording(DESK.office));
        Document page = DESK.render(new Sheet("panel", "panel", view));
        assertEquals(28, page.select("main tbody tr").size());
        assertEquals(4, page.select("figure svg[role=img] title").size());
        String csv = PanelPage.csv(Samples.summary(28)).toString();
        assertEquals(29, csv.lines().count());
        assertTrue(csv.contains("\"2026-02-01\",\"CNY\",20,500000,12900,25000.0,21000.0,29500.0,0,,,"), csv);
    }
}

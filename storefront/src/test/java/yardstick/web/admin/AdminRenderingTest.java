package yardstick.web.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yardstick.kernel.Language;
import yardstick.web.Role;

/** Renders every page of the admin in both languages; the results stay in {@code target/preview} to look at. */
class AdminRenderingTest {

    private static final Desk DESK = new Desk();

    @ParameterizedTest
    @EnumSource
    void everyPageIsSoundInEveryLanguage(Language language) {
        DESK.visit(language, Role.OWNER, "/admin/panel");
        List<Sheet> sheets = new ArrayList<>(OperationsSheets.sheets(DESK.office));
        sheets.addAll(SalesSheets.sheets(DESK.office));
        sheets.addAll(CatalogueSheets.sheets());
        sheets.addAll(AnalyticsSheets.sheets(DESK.office));
        assertTrue(sheets.size() > 50, () -> "only " + sheets.size());
        for (Sheet sheet : sheets) {
            boolean door = sheet.name().startsWith("enter") || sheet.name().startsWith("sign");
            DESK.visit(language, door ? null : Role.OWNER, "/admin/panel");
            sound(sheet.name(), DESK.render(sheet), language);
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
}

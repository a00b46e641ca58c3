package yardstick.web.admin;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import yardstick.kernel.Language;
import yardstick.web.AccessDeclaredTest;
import yardstick.web.Role;

/** The menu leads everywhere, says where one is, and shows nobody a door that is closed to them. */
class NavigationTest {

    private static final Desk DESK = new Desk();

    /** Pages that belong to one of the menu: its template, and the link or button there that leads to them. */
    private static final Map<String, Below> BELOW = Map.of(
            "/admin/orders-print", new Below("orders", "value=\"print\""),
            "/admin/fulfilment/pick-list", new Below("fulfilment", "value=\"pick\""),
            "/admin/fulfilment/number", new Below("fulfilment", "/admin/fulfilment/number"),
            "/admin/pickup/points", new Below("pickup", "/admin/pickup/points"),
            "/admin/releases/new", new Below("releases", "/admin/releases/new"),
            "/admin/attribution/tag", new Below("attribution", "/admin/attribution/tag"),
            "/admin/staff/access", new Below("staff", "/admin/staff/access"),
            "/admin/traces", new Below("panel", "/admin/traces"));

    private record Below(String template, String way) {}

    private static final Set<String> FILES = Set.of("csv", "json", "pdf", "xlsx");

    private static List<AccessMatrix.Route> routes() throws IOException {
        return AccessMatrix.routes(AccessDeclaredTest.resources()).stream()
                .filter(route -> route.method().equals("GET") && route.path().startsWith("/admin"))
                .toList();
    }

    @Test
    void everyPageIsInTheMenuOrBelowOneOfIt() throws IOException {
        Set<String> lost = new TreeSet<>();
        Set<String> menu = Navigation.paths();
        for (AccessMatrix.Route route : routes()) {
            String path = route.path();
            boolean file = FILES.contains(path.substring(path.lastIndexOf('.') + 1));
            if (!path.equals("/admin") && !path.contains("{") && !file && !menu.contains(path)) {
                Below from = BELOW.get(path);
                if (from == null
                        || !Files.readString(Path.of("src/main/jte/admin/" + from.template() + ".jte"))
                                .contains(from.way())) {
                    lost.add(path);
                }
            }
        }
        assertEquals(Set.of(), lost);
        assertTrue(menu.size() >= 30, menu::toString);
    }

    @ParameterizedTest
    @EnumSource(names = {"OWNER", "SUPPORT", "WAREHOUSE", "FINANCE", "MARKETING"})
    void everybodySeesTheDoorsThatOpenToThem(Role role) throws IOException {
        Map<String, AccessMatrix.Route> routes = routes().stream()
                .collect(Collectors.toMap(AccessMatrix.Route::path, route -> route, (first, second) -> first));
        DESK.visit(Language.EN, role, "/admin");
        Document page = DESK.render(new Sheet("home-" + role, "home", OperationsSheets.home(List.of(), false)));
        Set<String> shown = new TreeSet<>(page.select("nav a").eachAttr("href"));
        Set<String> open = new TreeSet<>(Set.of("/admin"));
        Navigation.paths().stream()
                .filter(path -> routes.get(path) instanceof AccessMatrix.Route route && route.open(role))
                .forEach(open::add);
        assertEquals(open, shown);
        assertTrue(role == Role.OWNER || !shown.contains("/admin/settings"), shown::toString);
        assertTrue(page.select("nav details:not(:has(a))").isEmpty(), "a group without a page");
    }

    @Test
    void thePageAndItsGroupAreMarked() {
        DESK.visit(Language.EN, Role.OWNER, "/admin/fulfilment");
        Document page = DESK.render(new Sheet("fulfilment", "fulfilment", ParcelSamples.board(true)));
        assertEquals(
                List.of("/admin/fulfilment"),
                page.select("nav a[aria-current=page]").eachAttr("href"));
        assertEquals(List.of("Sales"), page.select("nav summary[aria-current]").eachText());
        assertEquals(1, page.select("nav details[open]").size());
        DESK.visit(Language.EN, Role.OWNER, "/admin/fulfilment/orders/1");
        Document below = DESK.render(new Sheet("fulfilment-order", "fulfilment-order", ParcelSamples.order()));
        assertEquals(
                List.of("/admin/fulfilment"),
                below.select("nav a[aria-current=true]").eachAttr("href"));
    }

    @Test
    void theMenuOpensWithoutAScript() {
        DESK.visit(Language.ZH, Role.OWNER, "/admin");
        Document page = DESK.render(new Sheet("home", "home", OperationsSheets.home(List.of(), false)));
        Element nav = page.expectFirst("nav[popover]");
        assertEquals(nav.id(), page.expectFirst("header button").attr("popovertarget"));
        assertEquals(nav.id(), nav.expectFirst("button").attr("popovertarget"));
        List<Element> groups = new ArrayList<>(nav.select("details > summary"));
        assertEquals(5, groups.size());
        assertFalse(groups.stream().anyMatch(group -> group.text().isBlank()));
    }

    @Test
    void whatWaitsComesFirst() {
        DESK.visit(Language.EN, Role.OWNER, "/admin");
        Document page = DESK.render(new Sheet("home", "home", OperationsSheets.home(List.of(), false)));
        assertEquals("waiting", page.expectFirst("main section h2").id());
        assertEquals(
                List.of("1 payment to look into", "100+ articles are running low"),
                page.select(".waiting a").eachText());
    }
}

package yardstick.web.shop;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.ws.rs.core.MultivaluedHashMap;
import jakarta.ws.rs.core.MultivaluedMap;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import yardstick.catalog.CatalogQuery;
import yardstick.catalog.CatalogQuery.Sort;
import yardstick.kernel.Language;
import yardstick.kernel.VisitorId;
import yardstick.tracking.Tracker;
import yardstick.web.Browser;
import yardstick.web.Head;

/** Addresses of lists, events of pages, ways back. */
class ListsTest {

    @Test
    void anAddressReadsBackAsTheSameQuery() {
        MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
        parameters.put("q", List.of(" tea & cup "));
        parameters.put("brand", List.of("A+B", "", "A+B"));
        parameters.put("sort", List.of("price_descending"));
        parameters.put("size", List.of("48"));
        parameters.put("page", List.of("2"));
        parameters.put("utm_source", List.of("x"));
        CatalogQuery query = ListRequest.read(Language.EN, null, parameters);
        assertEquals(Map.of("brand", List.of("A+B")), query.filters());
        String address = ListAddress.of(query);
        assertEquals("/en/search?q=tea+%26+cup&brand=A%2BB&sort=price_descending&size=48&page=2", address);
        String without = ListAddress.of(ListAddress.without(query, "brand", "A+B"));
        assertEquals("/en/search?q=tea+%26+cup&sort=price_descending&size=48", without);
    }

    @Test
    void nonsenseIsLeftOut() {
        MultivaluedMap<String, String> parameters = new MultivaluedHashMap<>();
        parameters.put("sort", List.of("relevance"));
        parameters.put("size", List.of("999999"));
        parameters.put("page", List.of("-5"));
        CatalogQuery query = ListRequest.read(Language.ZH, "tea", parameters);
        assertEquals(new CatalogQuery(Language.ZH, "", "tea", Map.of(), Sort.NAME, 1, 24), query);
        assertEquals("/zh/c/tea", ListAddress.of(query));
    }

    @Test
    void pagesAreLinkedWithGaps() {
        Browser browser = new Browser();
        browser.get("/en/search");
        CatalogQuery query = new CatalogQuery(Language.EN, "", null, Map.of(), Sort.NAME, 5, 24);
        ListViews views = new ListViews(browser.pages().view(Head.of("")), query, "CNY");
        assertEquals(
                List.of(1, 0, 4, 5, 6, 0, 9),
                views.paging(5, 9).links().stream()
                        .map(ListView.PageLink::number)
                        .toList());
        assertEquals("", views.paging(9, 9).next());
    }

    @Test
    void redirectsStayInTheShop() {
        assertEquals("/en/cart?a=1", SafeAddress.of("/en/cart?a=1", "/en"));
        for (String bad : List.of("", "//evil.test", "https://evil.test", "/\\evil.test", "/a\r\nb", "javascript:x")) {
            assertEquals("/en", SafeAddress.of(bad, "/en"), bad);
        }
    }

    @Test
    void beaconsKeepWhatIsWellFormed() {
        Browser browser = new Browser();
        Instant now = Instant.parse("2026-03-02T12:00:00Z");
        BeaconEvents.Sender sender = new BeaconEvents.Sender(new VisitorId("v"), browser.get("/t"), now);
        String json = """
                [{"specversion":"1.0","id":"1","type":"web_vitals","time":"2026-03-02T11:59:50Z","source":"/en",
                  "senttime":"2026-03-02T11:59:58Z","data":{"lcp":900,"cls":0.01,"x":{"y":1}}},
                 {"specversion":"1.0","id":"2","type":"click","time":"2026-03-02T15:00:00Z","source":"/en",
                  "senttime":"2026-03-02T15:00:10Z"},
                 {"specversion":"1.0","id":"5","type":"click","time":"2026-03-02T12:00:20Z","source":"/en",
                  "senttime":"2026-03-02T12:00:30Z"},
                 {"specversion":"1.0","id":"3","type":"no_time"}, 7,
                 {"specversion":"1.0","id":"4","type":"click","time":"yesterday"}]""";
        List<Tracker.Event> events = BeaconEvents.read(json.getBytes(StandardCharsets.UTF_8), sender);
        assertEquals(3, events.size());
        assertEquals(Map.of("lcp", 900L, "cls", 0.01), events.getFirst().parameters());
        assertEquals(Instant.parse("2026-03-02T11:59:50Z"), events.getFirst().occurredAt());
        assertEquals(now.minusSeconds(10), events.get(1).occurredAt(), "a clock three hours ahead is put right");
        assertEquals(now.minusSeconds(10), events.getLast().occurredAt(), "and so is one of half a minute");
        for (String bad : List.of("", "{}", "[", "nonsense")) {
            assertEquals(List.of(), BeaconEvents.read(bad.getBytes(StandardCharsets.UTF_8), sender));
        }
    }
}

package yardstick.acceptance.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import yardstick.acceptance.shop.Api;
import yardstick.acceptance.shop.CsvFile;
import yardstick.acceptance.shop.RunningShop;
import yardstick.acceptance.shop.StaffRoom;
import yardstick.sandbox.Shopper;

/** The orders board over HTTP: bulk commands with their undo, saved views, and who may do what to many orders. */
class BoardIT {

    private static final RunningShop SHOP = RunningShop.empty();
    private static final Api API = new Api(SHOP);
    private static final Pattern UNDO = Pattern.compile("/admin/orders-undo/(\\d+)");

    private static StaffRoom room;
    private static long order;

    @BeforeAll
    static void open() throws Exception {
        SHOP.json(
                "import",
                "catalog",
                "--json",
                CsvFile.write(
                                "board.csv",
                                List.of("sku,title,category,price,stock", "BOARD-1,Board lamp,Lamps,20.00,100"))
                        .toString());
        room = new StaffRoom(SHOP);
        room.stock("BOARD-1", 100);
        Api.Bought bought = API.buy(SHOP.number("SELECT id FROM catalog.sku WHERE code = 'BOARD-1'"), 1);
        API.pay(bought);
        assertEquals("paid", API.settledState(bought));
        order = SHOP.number("SELECT id FROM orders.orders WHERE token = '" + bought.orderToken() + "'");
    }

    private static Shopper.Page bulk(Shopper who, String command, String tag) {
        who.open("/en/admin/orders");
        return who.submit(
                "/admin/orders-bulk",
                Map.of("order", Long.toString(order), "command", command, "tag", tag, "here", ""));
    }

    private static long tagged(String tag) throws Exception {
        return SHOP.number(
                "SELECT count(*) FROM orders.order_tag WHERE order_id = " + order + " AND tag = '" + tag + "'");
    }

    @Test
    void aBulkCommandIsTakenBackOnceByWhoGaveIt() throws Exception {
        Shopper support = room.hire("board-support", "SUPPORT");
        Shopper.Page done = bulk(support, "tag", "look-again");
        assertEquals(1, tagged("look-again"));
        Matcher undo = UNDO.matcher(done.body());
        assertTrue(undo.find(), "the page offers to undo it");
        Shopper other = room.hire("board-other", "SUPPORT");
        other.open("/en/admin/orders");
        other.submit(undo.group(), Map.of());
        assertEquals(1, tagged("look-again"), "somebody else's command stays");
        support.open("/en/admin/orders");
        Shopper.Page undone = support.submit(undo.group(), Map.of());
        assertEquals(0, tagged("look-again"));
        assertTrue(!undone.body().contains(undo.group()), "it is not offered twice");
    }

    @Test
    void aBulkCancellationWaitsAndIsCalledOff() throws Exception {
        Shopper support = room.hire("board-cancels", "SUPPORT");
        Shopper warehouse = room.hire("board-warehouse", "WAREHOUSE");
        bulk(warehouse, "cancel", "");
        assertEquals(0, cancellations(), "the warehouse does not give money back");
        Matcher undo = UNDO.matcher(bulk(support, "cancel", "").body());
        assertEquals(1, cancellations());
        assertTrue(undo.find());
        support.open("/en/admin/orders");
        support.submit(undo.group(), Map.of());
        assertEquals(0, cancellations());
        assertEquals(1, SHOP.number("SELECT count(*) FROM orders.orders WHERE state = 'PAID' AND id = " + order));
    }

    private static long cancellations() throws Exception {
        return SHOP.number("SELECT count(*) FROM orders.board_action WHERE kind = 'CANCEL' AND state = 'DUE'");
    }

    @Test
    void aSavedViewOpensTheListItWasSavedFrom() {
        Shopper finance = room.hire("board-finance", "FINANCE");
        finance.open("/en/admin/orders?state=PAID");
        Shopper.Page saved =
                finance.submit("/admin/orders-views", Map.of("name", "Paid ones", "query", "q=&state=PAID&tag="));
        assertEquals(200, saved.status());
        assertTrue(saved.body().contains("Paid ones"));
        assertTrue(saved.address().contains("state=PAID"), saved::address);
        assertEquals(403, finance.open("/en/admin/releases").status());
    }
}

package yardstick.acceptance.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import yardstick.acceptance.shop.Api;
import yardstick.acceptance.shop.Command;
import yardstick.acceptance.shop.CsvFile;
import yardstick.acceptance.shop.RunningShop;
import yardstick.acceptance.shop.StaffRoom;

/** A submission that comes twice, and books that somebody broke. */
class CheckoutIT {

    private static final RunningShop SHOP = RunningShop.empty();
    private static final Api API = new Api(SHOP);

    private static StaffRoom room;
    private static long lamp;

    @BeforeAll
    static void open() throws Exception {
        SHOP.json(
                "import",
                "catalog",
                "--json",
                CsvFile.write("twice.csv", List.of("sku,title,category,price,stock", "TWICE-1,Lamp,Lamps,20.00,100"))
                        .toString());
        room = new StaffRoom(SHOP);
        room.stock("TWICE-1", 100);
        lamp = SHOP.number("SELECT id FROM catalog.sku WHERE code = 'TWICE-1'");
    }

    private static JsonObject submission(String key, String street) {
        return Json.createObjectBuilder()
                .add("key", key)
                .add("channel", "wallet-redirect")
                .add("address", Json.createObjectBuilder(Api.ADDRESS).add("line1", street))
                .build();
    }

    @Test
    void theSameIsAnsweredAgainAndSomethingElseIsRefused() throws Exception {
        String cart = API.cartWith(lamp, 1).body().getString("id");
        String key = API.post("/api/v1/carts/" + cart + "/quote", JsonObject.EMPTY_JSON_OBJECT)
                .body()
                .getString("key");
        String orders = "/api/v1/carts/" + cart + "/orders";
        long before = SHOP.number("SELECT count(*) FROM orders.orders");
        Api.Answer first = API.post(orders, submission(key, "1 Harbour Road"));
        assertEquals(201, first.status(), first::toString);
        assertEquals(first, API.post(orders, submission(key, "1 Harbour Road")));
        Api.Answer other = API.post(orders, submission(key, "2 Harbour Road"));
        assertEquals(422, other.status(), other::toString);
        assertEquals(before + 1, SHOP.number("SELECT count(*) FROM orders.orders"));
        assertEquals(
                "1 Harbour Road",
                SHOP.text("SELECT address ->> 'line1' FROM orders.orders WHERE token = '"
                        + first.body().getString("order_token") + "'"));
    }

    @Test
    void aBrokenBookEndsTheAuditWithOneAndStandsInTheAdmin() throws Exception {
        String level = "UPDATE orders.stock_level SET on_hand = on_hand %s 1 WHERE sku = " + lamp;
        SHOP.execute(level.formatted("+"));
        Command.Result broken = SHOP.run("audit", "--json");
        SHOP.execute(level.formatted("-"));
        assertEquals(1, broken.code(), broken::output);
        assertTrue(broken.output().contains("\"invariant\":\"stock.level_is_ledger\""), broken::output);
        String audit = room.owner().open("/en/admin/audit").body();
        assertTrue(audit.contains("stock.level_is_ledger"), "the list");
        assertTrue(room.owner().open("/en/admin").body().contains("Some books do not agree"), "the tile");
        Command.Result whole = SHOP.run("audit", "--json");
        assertTrue(!whole.output().contains("stock.level_is_ledger"), whole::output);
        assertEquals(whole.output().contains("\"clean\":true") ? 0 : 1, whole.code());
    }
}

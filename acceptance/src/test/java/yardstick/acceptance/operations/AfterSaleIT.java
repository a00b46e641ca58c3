package yardstick.acceptance.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import yardstick.acceptance.shop.Api;
import yardstick.acceptance.shop.CsvFile;
import yardstick.acceptance.shop.RunningShop;
import yardstick.acceptance.shop.StaffRoom;
import yardstick.sandbox.Shopper;

/** Returns, exchanges and their staff over HTTP: by REST as the merchant's program would, by pages as people do. */
class AfterSaleIT {

    private static final RunningShop SHOP = RunningShop.empty();
    private static final Api API = new Api(SHOP);
    private static final long PRICE = 40_00;
    private static final long SHIPPING = 8_00;

    private static StaffRoom room;
    private static long teapot;
    private static long bowl;

    @BeforeAll
    static void open() throws Exception {
        SHOP.json(
                "import",
                "catalog",
                "--json",
                CsvFile.write(
                                "after-sale.csv",
                                List.of(
                                        "sku,title,category,price,stock",
                                        "BACK-1,Teapot to return,Tea,40.00,100",
                                        "BACK-2,Bowl to have instead,Tea,55.00,100"))
                        .toString());
        room = new StaffRoom(SHOP);
        room.stock("BACK-1", 100);
        room.stock("BACK-2", 100);
        teapot = SHOP.number("SELECT id FROM catalog.sku WHERE code = 'BACK-1'");
        bowl = SHOP.number("SELECT id FROM catalog.sku WHERE code = 'BACK-2'");
    }

    private static String sent(int units, String trackingNumber) throws Exception {
        Api.Bought order = API.buy(teapot, units);
        API.pay(order);
        assertEquals("paid", API.settledState(order));
        room.ship(order.orderToken(), trackingNumber);
        return order.orderToken();
    }

    private static JsonObjectBuilder back(int units, String reason) {
        return Json.createObjectBuilder()
                .add("kind", "return")
                .add(
                        "lines",
                        Json.createArrayBuilder()
                                .add(Json.createObjectBuilder()
                                        .add("line", 1)
                                        .add("quantity", units)
                                        .add("reason", reason)));
    }

    private static JsonObject findings(int restock, int writeOff) {
        JsonArrayBuilder lines = Json.createArrayBuilder()
                .add(Json.createObjectBuilder()
                        .add("line", 1)
                        .add("restock", restock)
                        .add("write_off", writeOff));
        return Json.createObjectBuilder().add("lines", lines).build();
    }

    private static String asked(String token, JsonObjectBuilder what) {
        Api.Answer made = API.post("/api/v1/after-sales/" + token, what.build());
        assertEquals(201, made.status(), made::toString);
        assertEquals("requested", made.body().getString("state"));
        return made.body().getString("number");
    }

    private static JsonObject step(String number, String step, JsonObject body) {
        Api.Answer answer = API.admin("/api/admin/after-sales/" + number + "/" + step, body);
        assertEquals(200, answer.status(), () -> step + ": " + answer);
        return answer.body();
    }

    private static JsonObject step(String number, String step) {
        return step(number, step, JsonObject.EMPTY_JSON_OBJECT);
    }

    private static int refused(String number, String step) {
        return API.admin("/api/admin/after-sales/" + number + "/" + step, JsonObject.EMPTY_JSON_OBJECT)
                .status();
    }

    private static long available(long sku) throws Exception {
        return SHOP.number("SELECT sum(on_hand - reserved) FROM orders.stock_level WHERE sku = " + sku);
    }

    private static void awaitRefunded(String token, long minor) throws Exception {
        for (int i = 0; i < 120; i++) {
            long booked = SHOP.number("SELECT coalesce(sum(r.amount_minor), 0) FROM orders.refund r"
                    + " JOIN orders.payment_attempt a ON a.id = r.attempt_id JOIN orders.orders o ON o.id = a.order_id"
                    + " WHERE r.state = 'COMPLETED' AND o.token = '" + token + "'");
            if (booked == minor) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(250);
        }
        throw new AssertionError("the gateway did not give back " + minor);
    }

    @Test
    void aReturnIsReceivedInspectedAndRefundedOnce() throws Exception {
        String token = sent(3, "SF1000000000013");
        long before = available(teapot);
        String number = asked(token, back(2, "damaged"));
        assertEquals(409, refused(number, "receive"), "nobody has approved it");
        assertEquals("approved", step(number, "approve").getString("state"));
        assertEquals("received", step(number, "receive").getString("state"));
        assertEquals(
                409,
                API.admin("/api/admin/after-sales/" + number + "/inspect", findings(2, 1))
                        .status(),
                "more than came back");
        assertEquals("inspected", step(number, "inspect", findings(1, 1)).getString("state"));
        assertEquals(before + 1, available(teapot), "one is sold again, one is written off");
        JsonObject settled = step(number, "settle");
        assertEquals("refunded", settled.getString("state"));
        assertEquals(2 * PRICE, settled.getInt("refund_minor"));
        assertEquals(409, refused(number, "settle"));
        awaitRefunded(token, 2 * PRICE);
        assertEquals(2 * PRICE, API.get("/api/v1/orders/" + token).body().getInt("refunded_minor"));
        Api.Answer tooMuch =
                API.post("/api/v1/after-sales/" + token, back(2, "damaged").build());
        assertEquals(409, tooMuch.status(), "one unit is left");
        assertEquals(
                2,
                API.get("/api/v1/after-sales/" + token + "/papers")
                        .body()
                        .getJsonArray("papers")
                        .size(),
                "invoice and credit note");
    }

    @Test
    void anExchangeChargesTheDifferenceAndSendsTheOtherArticle() throws Exception {
        String token = sent(1, "SF1000000000021");
        String number = asked(
                token,
                back(1, "changed_mind")
                        .add(
                                "replacement",
                                Json.createObjectBuilder().add("sku", bowl).add("quantity", 1)));
        step(number, "approve");
        step(number, "receive");
        step(number, "inspect", findings(1, 0));
        JsonObject settled = step(number, "settle");
        assertEquals(PRICE + SHIPPING, settled.getInt("credit_minor"), "all of the order went back");
        assertEquals(0, settled.getInt("refund_minor"));
        JsonObject replacement = API.get("/api/v1/orders/" + settled.getString("replacement_order"))
                .body();
        assertEquals("pending_payment", replacement.getString("state"));
        assertEquals(15_00 - SHIPPING, replacement.getInt("total_minor"), "what the bowl costs more");
    }

    @Test
    void aWithdrawnReturnCanBeAskedForAgain() throws Exception {
        String token = sent(1, "SF1000000000039");
        String number = asked(token, back(1, "changed_mind"));
        String withdraw = "/api/v1/after-sales/" + token + "/" + number + "/withdraw";
        assertEquals(200, API.post(withdraw, JsonObject.EMPTY_JSON_OBJECT).status());
        assertEquals(409, refused(number, "approve"));
        String again = asked(token, back(1, "defective"));
        step(again, "approve");
        step(again, "receive");
        assertEquals(
                409,
                API.post(withdraw.replace(number, again), JsonObject.EMPTY_JSON_OBJECT)
                        .status(),
                "the goods are here");
    }

    @Test
    void everyRoleDoesItsPartAndNothingElse() throws Exception {
        String number = asked(sent(1, "SF1000000000047"), back(1, "changed_mind"));
        Shopper support = room.hire("after-support", "SUPPORT");
        Shopper warehouse = room.hire("after-warehouse", "WAREHOUSE");
        Shopper finance = room.hire("after-finance", "FINANCE");
        assertAllowed(support, List.of(warehouse, finance), number, "approve");
        assertAllowed(warehouse, List.of(support, finance), number, "receive");
        assertAllowed(warehouse, List.of(support, finance), number, "inspect");
        assertEquals("inspected", state(number));
        for (Shopper each : List.of(support, warehouse, finance)) {
            each.open("/en/admin/after-sale");
            assertEquals(403, each.open("/en/admin/settings").status(), "only the owner sets the shop up");
            assertEquals(403, each.open("/en/admin/staff").status());
        }
        assertEquals(403, warehouse.open("/admin/orders.csv").status());
        assertEquals(200, finance.open("/admin/orders.csv").status());
        assertEquals(403, finance.open("/en/admin/fulfilment").status());
    }

    /** The others are refused, people and programs without a token alike, and their asking changes nothing. */
    private static void assertAllowed(Shopper may, List<Shopper> others, String number, String step) {
        String before = state(number);
        for (Shopper other : others) {
            assertEquals(200, other.open("/en/admin/after-sale/" + number).status());
            assertEquals(
                    403,
                    other.submit("/admin/after-sale/" + number + "/" + step, form())
                            .status());
        }
        assertEquals(
                401,
                API.post("/api/admin/after-sales/" + number + "/" + step, JsonObject.EMPTY_JSON_OBJECT)
                        .status());
        assertEquals(before, state(number));
        may.open("/en/admin/after-sale/" + number);
        assertEquals(
                200,
                may.submit("/admin/after-sale/" + number + "/" + step, form()).status());
        assertTrue(!state(number).equals(before), () -> step + " did nothing");
    }

    /** One unit of the first line goes back to the shelf; other steps do not look at it. */
    private static Map<String, String> form() {
        return Map.of("restock1", "1", "lost1", "0");
    }

    private static String state(String number) {
        return API.adminGet("/api/admin/after-sales/" + number).body().getString("state");
    }
}

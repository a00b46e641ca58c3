package yardstick.acceptance.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import yardstick.acceptance.shop.Api;
import yardstick.acceptance.shop.CsvFile;
import yardstick.acceptance.shop.RunningShop;
import yardstick.acceptance.shop.StaffRoom;
import yardstick.sandbox.Shopper;

/** Old for new over HTTP: the offer, the order it pays for, what the inspection changes, and a credit nobody used. */
class TradeInIT {

    private static final RunningShop SHOP = RunningShop.empty();
    private static final Api API = new Api(SHOP);
    private static final long PRICE = 300_00;
    private static final long WORTH = 120_00;

    private static StaffRoom room;
    private static long phone;

    @BeforeAll
    static void open() throws Exception {
        SHOP.json(
                "import",
                "catalog",
                "--json",
                CsvFile.write(
                                "trade-in.csv",
                                List.of("sku,title,category,price,stock", "NEW-1,New telephone,Phones,300.00,100"))
                        .toString());
        room = new StaffRoom(SHOP);
        room.stock("NEW-1", 100);
        phone = SHOP.number("SELECT id FROM catalog.sku WHERE code = 'NEW-1'");
        Shopper owner = room.owner();
        owner.open("/en/admin/trade-in");
        owner.submit("/admin/trade-in/rates", Map.of("category", "phone", "grade", "A", "credit", "120.00"));
    }

    private static JsonObject offered() {
        Api.Answer made = API.post(
                "/api/v1/trade-ins",
                Json.createObjectBuilder()
                        .add("category", "phone")
                        .add("grade", "A")
                        .add("description", "scratch on the back")
                        .add("email", "owner-of-old@example.org")
                        .build());
        assertEquals(201, made.status(), made::toString);
        assertEquals(WORTH, made.body().getInt("quoted_minor"));
        return made.body();
    }

    /** A paid order that the old thing paid a part of. */
    private static String paidWith(String code) throws Exception {
        String cart = API.cartWith(phone, 1).body().getString("id");
        assertEquals(200, couponed(cart, code));
        Api.Bought order = API.place(cart);
        assertEquals(201, order.status());
        API.pay(order);
        assertEquals("paid", API.settledState(order));
        assertEquals(PRICE - WORTH, total(order.orderToken()));
        return order.orderToken();
    }

    private static int couponed(String cart, String code) throws Exception {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create(SHOP.url() + "/api/v1/carts/" + cart + "/coupon"))
                                .header("Content-Type", "application/json")
                                .PUT(HttpRequest.BodyPublishers.ofString("{\"code\":\"" + code + "\"}"))
                                .build(),
                        HttpResponse.BodyHandlers.discarding())
                .statusCode();
    }

    private static long total(String token) {
        return API.get("/api/v1/orders/" + token).body().getInt("total_minor");
    }

    private static Api.Answer inspected(JsonObject offer, long value) {
        return API.admin(
                "/api/admin/trade-ins/" + offer.getInt("id") + "/inspect",
                Json.createObjectBuilder().add("value_minor", value).build());
    }

    private static String state(JsonObject offer) {
        return API.get("/api/v1/trade-ins/" + offer.getString("code")).body().getString("state");
    }

    @Test
    void aThingThatIsWorthWhatWasSaidIsTakenOnce() throws Exception {
        JsonObject offer = offered();
        assertEquals(409, inspected(offer, WORTH).status(), "no order was paid with it");
        paidWith(offer.getString("code"));
        assertEquals("used", state(offer));
        Api.Answer accepted = inspected(offer, WORTH);
        assertEquals("accepted", accepted.body().getString("state"), accepted::toString);
        assertEquals(409, inspected(offer, WORTH).status());
        String cart = API.cartWith(phone, 1).body().getString("id");
        couponed(cart, offer.getString("code"));
        assertEquals(
                PRICE,
                API.get("/api/v1/carts/" + cart).body().getInt("total_minor"),
                "the credit is used up, and pays for nothing more");
    }

    @Test
    void aThingThatIsWorthLessIsChargedForByAnOrderOfItsOwn() throws Exception {
        JsonObject offer = offered();
        paidWith(offer.getString("code"));
        Shopper warehouse = room.hire("trade-warehouse", "WAREHOUSE");
        Shopper finance = room.hire("trade-finance", "FINANCE");
        String inspect = "/admin/trade-in/" + offer.getInt("id") + "/inspect";
        finance.open("/en/admin/trade-in");
        assertEquals(403, finance.submit(inspect, Map.of("value", "50.00")).status());
        assertEquals("used", state(offer));
        warehouse.open("/en/admin/trade-in");
        assertEquals(200, warehouse.submit(inspect, Map.of("value", "50.00")).status());
        JsonObject lowered =
                API.get("/api/v1/trade-ins/" + offer.getString("code")).body();
        assertEquals("lowered", lowered.getString("state"));
        assertEquals(70_00, total(lowered.getString("charge_order")));
        assertEquals(
                403,
                warehouse.submit("/admin/trade-in/rates", Map.of()).status(),
                "the owner says what things are worth");
    }

    @Test
    void aCreditNobodyUsedExpires() throws Exception {
        JsonObject offer = offered();
        SHOP.execute(
                "UPDATE orders.trade_in SET expires_at = now() - interval '1 second' WHERE id = " + offer.getInt("id"));
        String cart = API.cartWith(phone, 1).body().getString("id");
        couponed(cart, offer.getString("code"));
        assertEquals(PRICE, API.get("/api/v1/carts/" + cart).body().getInt("total_minor"));
        assertEquals(409, inspected(offer, WORTH).status());
    }

    @Test
    void whatTheOrderGivesBackIsACreditAgain() throws Exception {
        JsonObject offer = offered();
        String token = paidWith(offer.getString("code"));
        assertEquals("accepted", inspected(offer, WORTH).body().getString("state"));
        Api.Answer cancelled = API.post(
                "/api/v1/after-sales/" + token,
                Json.createObjectBuilder()
                        .add("kind", "cancel")
                        .add(
                                "lines",
                                Json.createArrayBuilder()
                                        .add(Json.createObjectBuilder()
                                                .add("line", 1)
                                                .add("quantity", 1)
                                                .add("reason", "changed_mind")))
                        .build());
        assertEquals(201, cancelled.status(), cancelled::toString);
        assertEquals(PRICE - WORTH, cancelled.body().getInt("refund_minor"), "money for money");
        assertEquals(
                WORTH,
                SHOP.number("SELECT quoted_minor FROM orders.trade_in WHERE restored_from = " + offer.getInt("id")),
                "a credit for the credit");
    }
}

package yardstick.acceptance.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.StringReader;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import yardstick.acceptance.shop.Api;
import yardstick.acceptance.shop.CsvFile;
import yardstick.acceptance.shop.RunningShop;
import yardstick.acceptance.shop.StaffRoom;
import yardstick.sandbox.Impressions;
import yardstick.sandbox.Shopper;

/** A member's points over HTTP: earned at the rate staff sets, used, and back once when the payment comes to nothing. */
class PointsIT {

    private static final RunningShop SHOP = RunningShop.empty();
    private static final Api API = new Api(SHOP);
    private static final String POINTS = "/api/v1/account/points";

    private static StaffRoom room;
    private static String slug = "";

    @BeforeAll
    static void open() throws Exception {
        SHOP.json(
                "import",
                "catalog",
                "--json",
                CsvFile.write(
                                "points.csv",
                                List.of("sku,title,category,price,stock", "POINT-1,Pointed hat,Hats,92.00,100"))
                        .toString());
        room = new StaffRoom(SHOP);
        room.stock("POINT-1", 100);
        slug = SHOP.text("SELECT p.slug FROM catalog.sku s JOIN catalog.product p ON p.id = s.product_id"
                + " WHERE s.code = 'POINT-1'");
    }

    private static JsonObject points(Shopper member) {
        Shopper.Page page = member.open(POINTS);
        assertEquals(200, page.status(), page::body);
        try (var reader = Json.createReader(new StringReader(page.body()))) {
            return reader.readObject();
        }
    }

    private static long moves(Shopper member, String kind) {
        return points(member).getJsonArray("moves").getValuesAs(JsonObject.class).stream()
                .filter(move -> move.getString("kind").equals(kind))
                .count();
    }

    private static String ordered(Shopper member, String action) {
        member.addToCart(slug, 1);
        member.openCheckout();
        Shopper.Ordered ordered = member.order("wallet-redirect");
        Shopper.Ordered.Placed placed = assertInstanceOf(Shopper.Ordered.Placed.class, ordered, ordered::toString);
        Shopper.Page back = member.pay(placed, Map.of("action", action, "reason", "insufficient_funds"), true);
        return Shopper.tokenIn(back.address());
    }

    private static void awaitState(String token, String state) throws InterruptedException {
        for (int i = 0; i < 120; i++) {
            if (API.get("/api/v1/orders/" + token).body().getString("state").equals(state)) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(250);
        }
        throw new AssertionError(token + " is not " + state);
    }

    @Test
    void pointsAreEarnedUsedAndComeBackOnceWhenNothingIsPaid() throws Exception {
        assertEquals(401, API.get(POINTS).status(), "points are a member's own");
        Shopper member = new Shopper(SHOP.url(), Shopper.client(), new Impressions(), Duration.ZERO);
        member.signUp();
        awaitState(ordered(member, "pay"), "paid");
        assertEquals(100, points(member).getInt("balance"), "1 % of 92.00 and 8.00 for sending it");
        member.addToCart(slug, 1);
        member.usePoints(70);
        assertEquals(70, points(member).getInt("wanted"));
        String token = ordered(member, "decline");
        assertEquals(30, points(member).getInt("balance"));
        assertEquals(1, moves(member, "use"));
        SHOP.execute("UPDATE orders.orders SET sweep_at = now() - interval '1 second' WHERE token = '" + token + "'");
        awaitState(token, "cancelled");
        assertEquals(100, points(member).getInt("balance"));
        SHOP.execute("UPDATE orders.payment_attempt SET next_check_at = now() WHERE next_check_at IS NOT NULL");
        TimeUnit.MILLISECONDS.sleep(500);
        assertEquals(1, moves(member, "return"));
        assertEquals(100, points(member).getInt("balance"));
        assertEquals(
                1,
                SHOP.number(
                        "SELECT count(*) FROM kernel.mail m JOIN orders.orders o ON m.key = 'order-expired:' || o.id"
                                + " WHERE o.token = '" + token + "'"),
                "the member is told");
    }

    @Test
    void staffSaysWhatATierEarns() throws Exception {
        Shopper finance = room.hire("points-finance", "FINANCE");
        finance.open("/en/admin/tiers");
        Map<String, String> rule = Map.of("from", "0", "discount", "0", "earn", "3.5");
        assertEquals(403, finance.submit("/admin/tiers/bronze", rule).status());
        Shopper owner = room.owner();
        owner.open("/en/admin/tiers");
        assertEquals(
                422,
                owner.submit("/admin/tiers/bronze", Map.of("from", "0", "discount", "x", "earn", "1"))
                        .status());
        owner.open("/en/admin/tiers");
        owner.submit("/admin/tiers/bronze", rule);
        Shopper member = new Shopper(SHOP.url(), Shopper.client(), new Impressions(), Duration.ZERO);
        member.signUp();
        awaitState(ordered(member, "pay"), "paid");
        assertEquals(350, points(member).getInt("balance"));
        owner.open("/en/admin/tiers");
        owner.submit("/admin/tiers/bronze", Map.of("from", "0", "discount", "0", "earn", "1"));
    }
}

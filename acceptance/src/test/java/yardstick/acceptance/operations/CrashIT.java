package yardstick.acceptance.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonObject;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import yardstick.acceptance.shop.Api;
import yardstick.acceptance.shop.CsvFile;
import yardstick.acceptance.shop.RunningShop;

/** The server is killed while five shoppers check out and pay; afterwards the books of both sides agree. */
class CrashIT {

    private static final int SHOPPERS = 5;
    private static final int KILLS = 3;

    private final RunningShop shop = RunningShop.start("crash", 23_182, "--no-demo");
    private final Api api = new Api(shop);

    @Test
    void afterAKillNoMoneyAndNoStockIsLost() throws Exception {
        shop.json(
                "import",
                "catalog",
                "--json",
                CsvFile.write(
                                "crash.csv",
                                List.of("sku,title,category,price,stock", "CRASH-1,Sturdy cup,Cups,15.00,100000"))
                        .toString());
        long sku = shop.number("SELECT id FROM catalog.sku WHERE code = 'CRASH-1'");
        for (int kill = 0; kill < KILLS; kill++) {
            api.pay(api.buy(sku, 1));
            killDuringCheckouts(sku, 600 + 350 * kill);
        }
        awaitSettled();
        assertBooksAgree();
        assertEquals(
                0,
                shop.number(
                        "SELECT count(*) FROM orders.stock_level l WHERE on_hand <>"
                                + " (SELECT coalesce(sum(on_hand_delta), 0) FROM orders.stock_movement m WHERE m.sku = l.sku)"));
    }

    private void killDuringCheckouts(long sku, int afterMillis) throws Exception {
        long server = shop.pid("server");
        List<CompletableFuture<Void>> shoppers = new ArrayList<>();
        for (int i = 0; i < SHOPPERS; i++) {
            shoppers.add(CompletableFuture.runAsync(() -> buyUntilItBreaks(sku)));
        }
        TimeUnit.MILLISECONDS.sleep(afterMillis);
        assertTrue(ProcessHandle.of(server).orElseThrow().destroyForcibly());
        shoppers.forEach(CompletableFuture::join);
        awaitUp(server);
    }

    private void buyUntilItBreaks(long sku) {
        try {
            for (int i = 0; i < 200; i++) {
                Api.Bought order = api.buy(sku, 1);
                if (order.status() == 201) {
                    api.pay(order);
                }
            }
        } catch (RuntimeException e) {
            // The server is gone: this shopper gives up here.
        }
    }

    private void awaitUp(long killed) throws InterruptedException {
        for (int i = 0; i < 120; i++) {
            JsonObject status = shop.status();
            if (status.getString("health").equals("up")
                    && status.getJsonObject("pids").containsKey("server")
                    && status.getJsonObject("pids").getInt("server") != killed) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(500);
        }
        throw new IllegalStateException("the server did not come back within a minute");
    }

    /** Attempts whose answer was lost are asked for again within the minute. */
    private void awaitSettled() throws Exception {
        for (int i = 0; i < 120; i++) {
            if (shop.number("SELECT count(*) FROM orders.payment_attempt WHERE state = 'UNKNOWN'") == 0
                    && unpaidButCaptured() == 0) {
                return;
            }
            TimeUnit.SECONDS.sleep(1);
        }
    }

    private long unpaidButCaptured() throws SQLException {
        long open = 0;
        for (String attempt : captured().keySet()) {
            open += 1
                    - shop.number("SELECT count(*) FROM orders.payment_attempt WHERE id = '" + attempt
                            + "' AND state IN ('CAPTURED', 'REFUNDED')");
        }
        return open;
    }

    private Map<String, Long> captured() {
        Map<String, Long> captured = new TreeMap<>();
        api.ledger().getJsonArray("entries").getValuesAs(JsonObject.class).forEach(entry -> {
            if (entry.getString("kind").equals("capture")) {
                captured.merge(
                        entry.getString("attempt"),
                        entry.getJsonNumber("amount_minor").longValue(),
                        Long::sum);
            }
        });
        return captured;
    }

    private void assertBooksAgree() throws SQLException {
        Map<String, Long> captured = captured();
        assertTrue(captured.size() >= KILLS, () -> "only " + captured.size() + " payments were made");
        for (Map.Entry<String, Long> entry : captured.entrySet()) {
            assertEquals(
                    1,
                    shop.number(
                            "SELECT count(*) FROM orders.payment_attempt a JOIN orders.orders o ON o.id = a.order_id"
                                    + " WHERE a.id = '" + entry.getKey() + "' AND a.amount_minor = " + entry.getValue()
                                    + " AND (o.state = 'PAID' AND a.state = 'CAPTURED' OR a.state = 'REFUNDED')"),
                    () -> "captured at the gateway, not in the shop: " + entry);
        }
        assertEquals(
                captured.size(),
                shop.number("SELECT count(*) FROM orders.payment_attempt WHERE state IN ('CAPTURED', 'REFUNDED')"));
        assertEquals(
                0,
                shop.number("SELECT count(*) FROM orders.orders o WHERE o.state = 'PAID' AND 1 <> (SELECT count(*)"
                        + " FROM orders.payment_attempt a WHERE a.order_id = o.id AND a.state = 'CAPTURED')"));
    }
}

package yardstick.acceptance.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;

import jakarta.json.Json;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import yardstick.acceptance.shop.Api;
import yardstick.acceptance.shop.Api.Bought;
import yardstick.acceptance.shop.CsvFile;
import yardstick.acceptance.shop.RunningShop;

/** 200 buyers come for 50 units over HTTP, all at once. */
class OversellIT {

    private static final int BUYERS = 200;
    private static final int UNITS = 50;

    private final RunningShop shop = RunningShop.empty();
    private final Api api = new Api(shop);

    @Test
    void fiftyUnitsMakeFiftyOrdersAndAHundredFiftyCleanRefusals() throws Exception {
        long sku = rareItem();
        List<Callable<Bought>> buyers = new ArrayList<>();
        for (int i = 0; i < BUYERS; i++) {
            String cart = api.cartWith(sku, 1).body().getString("id");
            buyers.add(() -> api.place(cart));
        }
        List<Bought> placed = new ArrayList<>();
        List<Integer> refused = new ArrayList<>();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (Future<Bought> future : threads.invokeAll(buyers)) {
                Bought bought = future.get();
                if (bought.status() == 201) {
                    placed.add(bought);
                } else {
                    refused.add(bought.status());
                }
            }
        }
        assertEquals(UNITS, placed.size());
        assertEquals(
                BUYERS - UNITS, refused.stream().filter(status -> status == 409).count(), refused::toString);
        placed.forEach(api::pay);
        for (Bought order : placed) {
            assertEquals("paid", api.settledState(order));
        }
        assertEquals(0, shop.number("SELECT on_hand - reserved FROM orders.stock_level WHERE sku = " + sku));
        assertEquals(
                UNITS,
                shop.number("SELECT count(DISTINCT l.order_id) FROM orders.order_line l JOIN orders.orders o"
                        + " ON o.id = l.order_id WHERE l.sku = " + sku + " AND o.state = 'PAID'"));
    }

    private long rareItem() throws Exception {
        shop.json(
                "import",
                "catalog",
                "--json",
                CsvFile.write("rare.csv", List.of("sku,title,category,price,stock", "RARE-1,Rare lamp,Lamps,120.00,50"))
                        .toString());
        return api.admin(
                                        "/api/admin/stock",
                                        Json.createObjectBuilder()
                                                .add("reason", "count before the rush")
                                                .add(
                                                        "on_hand",
                                                        Json.createObjectBuilder()
                                                                .add("RARE-1", UNITS))
                                                .build())
                                .status()
                        == 200
                ? shop.number("SELECT id FROM catalog.sku WHERE code = 'RARE-1'")
                : -1;
    }
}

package yardstick.recommendation.recall;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import yardstick.catalog.SkuId;
import yardstick.testkit.TestDatabase;

/** The baskets of the online-retail file, when {@code YARDSTICK_HISTORY_FILE} names it: how long, and is it right. */
class RealBasketsTest {

    @Test
    void storedPairsEqualAnIndependentCount() throws IOException {
        String name = System.getenv("YARDSTICK_HISTORY_FILE");
        Assumptions.assumeTrue(
                name != null && Files.exists(Path.of(name)),
                "set YARDSTICK_HISTORY_FILE to the online-retail CSV to count its co-purchases");
        Map<String, Set<SkuId>> baskets = baskets(Path.of(String.valueOf(name)));
        TestDatabase database = TestDatabase.with("orders", "recommendation");
        BasketOrders orders = new BasketOrders(database);
        baskets.values().forEach(basket -> orders.add(Instant.EPOCH, List.copyOf(basket)));
        CoPurchases coPurchases = new CoPurchases(database, orders.orders, new PairStore(database), Clock.systemUTC());
        coPurchases.run();
        System.out.println(database.<String>read(handle -> handle.createQuery(
                        "SELECT concat_ws(' ', seconds, baskets, skus, pairs) FROM recommendation.computation")
                .mapTo(String.class)
                .one()));
        database.execute(handle -> handle.execute("DELETE FROM recommendation.computation"));
        coPurchases.run();
        System.out.println("again, nothing changed: "
                + database.<Double>read(handle -> handle.createQuery("SELECT seconds FROM recommendation.computation")
                        .mapTo(Double.class)
                        .one()));
        List<long[]> pairs = database.read(handle -> handle.createQuery("""
                        SELECT sku, other, together, sku_orders FROM recommendation.pair
                        ORDER BY hashint8(sku * 7 + other) LIMIT 200""")
                .map((row, context) -> new long[] {row.getLong(1), row.getLong(2), row.getLong(3), row.getLong(4)})
                .list());
        assertEquals(200, pairs.size());
        for (long[] pair : pairs) {
            assertEquals(pair[2], count(baskets, pair[0], pair[1]));
            assertEquals(pair[3], count(baskets, pair[0], pair[0]));
        }
    }

    private static long count(Map<String, Set<SkuId>> baskets, long a, long b) {
        return baskets.values().stream()
                .filter(basket -> basket.size() <= 100)
                .filter(basket -> basket.contains(new SkuId(a)) && basket.contains(new SkuId(b)))
                .count();
    }

    private static Map<String, Set<SkuId>> baskets(Path file) throws IOException {
        Map<String, Long> codes = new HashMap<>();
        Map<String, Set<SkuId>> baskets = new HashMap<>();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                String[] fields = line.split(",", 3);
                if (fields[0].chars().allMatch(Character::isDigit) && Character.isDigit(fields[1].charAt(0))) {
                    long sku = codes.computeIfAbsent(fields[1], _ -> codes.size() + 1L);
                    baskets.computeIfAbsent(fields[0], _ -> new LinkedHashSet<>())
                            .add(new SkuId(sku));
                }
            }
        }
        return baskets;
    }
}

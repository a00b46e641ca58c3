package yardstick.acceptance.resilience;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.JsonArray;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import yardstick.acceptance.shop.Api;
import yardstick.acceptance.shop.Command;
import yardstick.acceptance.shop.CsvFile;
import yardstick.acceptance.shop.RunningShop;

/**
 * A server that dies in the middle of an import: what the shop has in the end is what it has after an import that nobody
 * disturbed. Both imports bring the same file but for one word of it, so that one shop holds both results.
 */
@Timeout(value = 8, unit = TimeUnit.MINUTES)
class ImportKilledIT {

    private static final RunningShop SHOP = RunningShop.start("import-killed", 23_186, "--no-demo");
    private static final String WHOLE = "whole";
    private static final String KILLED = "struck";
    private static final int ROWS = 40_000;

    private static List<String> file(String word) {
        List<String> lines = new ArrayList<>();
        lines.add(
                "sku,product_group,variant,title,title_zh,brand,category,price,list_price,stock,package_size,description,"
                        + "attr:Colour,attr:Weight");
        for (int i = 0; i < ROWS; i++) {
            lines.add(String.format(
                    Locale.ROOT,
                    "%s-%d,%s-g%d,V%d,%s kettle %d,%s水壶%d,%s house,%s goods > Kettles %d,%s,%d.00,%d,%d g,Text %d,%s,%d kg",
                    word,
                    i - i / 1000, // every thousandth code comes twice
                    word,
                    i / 3,
                    i % 3,
                    word,
                    i / 3,
                    word,
                    i / 3,
                    word,
                    word,
                    i % 40,
                    i % 777 == 0 ? "none" : 1 + i % 900 + ".50",
                    1000 + i % 5,
                    i % 7,
                    50 * (1 + i % 9),
                    i / 3,
                    i % 2 == 0 ? "red" : "深蓝",
                    1 + i % 4));
        }
        return lines;
    }

    /** The import's own state, as the shop's page of it shows it. */
    private static String state(String supplier) throws SQLException {
        return SHOP.text("SELECT state || CASE WHEN applied_at IS NULL THEN '' ELSE '+' END FROM catalog.import_run"
                + " WHERE supplier = '" + supplier + "' ORDER BY id DESC LIMIT 1");
    }

    private static void await(String what, Condition condition) throws Exception {
        for (int i = 0; i < 3_000; i++) {
            if (condition.holds()) {
                return;
            }
            TimeUnit.MILLISECONDS.sleep(50);
        }
        throw new AssertionError(what + " did not happen within 150 s");
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws Exception;
    }

    private static void strike() throws IOException, InterruptedException {
        long server = SHOP.pid("server");
        assertEquals(
                0,
                new ProcessBuilder("kill", "-KILL", Long.toString(server))
                        .start()
                        .waitFor());
    }

    private static void awaitUp() throws Exception {
        await("the shop is up", () -> SHOP.status().getString("health").equals("up"));
    }

    @Test
    void theShopIsAsIfNothingHadHappened() throws Exception {
        Command.Result whole = SHOP.run(
                "import", "catalog", CsvFile.write("whole.csv", file(WHOLE)).toString(), "--supplier", WHOLE);
        assertEquals(0, whole.code(), whole.errors());
        String path = CsvFile.write("struck.csv", file(KILLED)).toString();
        CompletableFuture<Command.Result> begun =
                CompletableFuture.supplyAsync(() -> SHOP.run("import", "catalog", path, "--supplier", KILLED));
        await("rows are read", () -> SHOP.number("SELECT count(*) FROM catalog.import_row") > 4_999);
        strike();
        begun.get(2, TimeUnit.MINUTES);
        awaitUp();
        await(
                "the second attempt compares and applies",
                () -> SHOP.number("SELECT count(*) FROM catalog.import_item") > 0);
        assertEquals("APPLYING", state(KILLED));
        strike();
        awaitUp();
        await(
                "the third attempt has applied and builds the index",
                () -> state(KILLED).endsWith("+"));
        strike();
        awaitUp();
        await("the fourth attempt ends", () -> state(KILLED).equals("APPLIED+"));
        await("the index is complete", () -> SHOP.number("SELECT count(*) FROM catalog.index_queue") == 0);
        assertTrue(
                SHOP.number("SELECT attempts FROM catalog.import_run WHERE supplier = 'struck'") > 1,
                "it was struck while it worked");
        assertEquals(
                0,
                SHOP.number(
                        "SELECT (SELECT count(*) FROM catalog.import_row) + (SELECT count(*) FROM catalog.import_item)"));
        for (String table : TABLES) {
            assertEquals(digest(table, WHOLE), digest(table, KILLED), table);
        }
        assertEquals(found(WHOLE), found(KILLED));
        assertEquals(0, SHOP.run("audit").code());
    }

    /** What an import leaves, row by row, without numbers and moments. */
    private static final List<String> TABLES = List.of(
            "SELECT code, p.slug, variant, title_en, title_zh, brand, path, description_en, price_minor, list_price_minor,"
                    + " pack_quantity, pack_unit, in_stock, s.active, p.active AS on_sale, published, s.attributes"
                    + " FROM catalog.sku s JOIN catalog.product p ON p.id = s.product_id"
                    + " JOIN catalog.category c ON c.id = p.category_id WHERE s.supplier = '%s'",
            "SELECT code, price_minor, stock, rules FROM catalog.offer WHERE supplier = '%s'",
            "SELECT s.code, a.name, a.value, a.rule, a.confidence FROM catalog.attribute_value a"
                    + " JOIN catalog.sku s ON s.id = a.sku_id WHERE a.source = '%s'",
            "SELECT s.code, l.on_hand, l.reserved FROM orders.stock_level l JOIN catalog.sku s ON s.id = l.sku"
                    + " WHERE s.supplier = '%s'",
            "SELECT f.line, f.column_name, f.value, f.reason, f.fields FROM catalog.import_failure f"
                    + " JOIN catalog.import_run r ON r.id = f.run_id WHERE r.supplier = '%s'",
            "SELECT s.code, r.sku IS NULL FROM catalog.change_row r JOIN catalog.sku s ON s.id = r.sku_id"
                    + " WHERE s.supplier = '%s'");

    private static String digest(String select, String word) throws SQLException {
        return SHOP.text("SELECT count(*) || ' ' || coalesce(md5(string_agg(line, '|' ORDER BY line)), '') FROM ("
                + "SELECT replace(CAST(t AS text), '" + word + "', '#') AS line FROM (" + String.format(select, word)
                + ") t) lines");
    }

    /** What a shopper's list counts and shows. */
    private static List<String> found(String word) {
        List<String> all = new ArrayList<>();
        for (int page : new int[] {1, 7, 20}) {
            JsonObject list = new Api(SHOP)
                    .get("/api/v1/products?q=" + word + "+kettle&size=96&sort=name&page=" + page)
                    .body();
            JsonArray products = list.getJsonArray("products");
            assertTrue(products.size() > 10, list::toString);
            all.add(list.getInt("total")
                    + products.getValuesAs(JsonObject.class).stream()
                            .map(product -> product.getString("slug") + product.get("price"))
                            .toList()
                            .toString()
                            .replace(word, "#"));
        }
        return all;
    }
}

package yardstick.orders.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yardstick.kernel.Job;
import yardstick.kernel.Language;
import yardstick.kernel.Refusal;
import yardstick.kernel.runtime.IcuMessages;
import yardstick.orders.HistoryImported;

class OrderImportTest {

    /** Lines 2 to 21; what each is good for stands behind it. */
    private static final String FILE = """
            InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country
            1001,A1,WHITE MUG,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom
            1001,A1,WHITE MUG,6,2010-12-01 08:26:00,2.55,17850.0,United Kingdom
            1001,POST,POSTAGE,1,2010-12-01 08:27:00,18.00,17850.0,United Kingdom
            1002,B2,"LAMP, RED ""XL""\",3,2010-12-01 09:00,0.335,,Norway
            1003,A1,WHITE MUG,0,2010-12-01 10:00,2.55,17851,France
            1003,A1,WHITE MUG,-4,2010-12-01 10:00,2.55,17851,France
            1003,A1,,5,2010-12-01 10:00,0,17851,France
            1004,B2,LAMP,2,2010-12-02T10:00:00+01:00,10,17851,France
            1004,B2,LAMP,two,2010-12-02 10:00,10,17851,France
            1004,B2,LAMP,2,2010-12-02 10:00,ten,17851,France
            1004,B2,LAMP,2,1/12/2010 8:26,10,17851,France
            1004,B2,LAMP,2,2010-12-02 10:00,10,17851
            ,B2,LAMP,2,2010-12-02 10:00,10,17851,France
            1004,,LAMP,2,2010-12-02 10:00,10,17851,France
            C1005,A1,WHITE MUG,-1,2010-12-03 10:00,2.55,17850.0,United Kingdom
            C1005,B2,LAMP,-2,2010-12-03 10:00,0.335,17850.0,United Kingdom
            C1006,B2,LAMP,-2,2010-12-03 11:00,0.00,17852,Spain
            A1007,B,Adjust bad debt,1,2010-12-03 12:00,-11062.06,,United Kingdom
            X1008,A1,WHITE MUG,1,2010-12-03 12:00,1,,United Kingdom
            1009,NEW,NOT IN THE CATALOGUE,1,2010-12-04 23:30,0.005,17853,Japan
            """;

    @TempDir
    Path directory;

    private final HistoryShop shop = new HistoryShop(Map.of("A1", 11L, "B2", 22L, "POST", 99L), "Europe/London");

    private Path file(String text) throws IOException {
        return Files.writeString(directory.resolve("history.csv"), text);
    }

    @Test
    void everyRowIsCountedOnce() throws IOException {
        String json = shop.take(file(FILE));
        contains(
                json,
                "\"rows\":20,\"lines_taken\":6,\"charge_lines\":1,\"refund_rows\":2,\"skipped_rows\":6,\"errors\":6");
        contains(json, "\"quantity_not_positive\":2,\"price_not_positive\":1,\"bad_debt\":1");
        contains(json, "\"unknown_invoice_kind\":1,\"refund_without_amount\":1");
        contains(json, "\"orders_created\":4,\"orders_unchanged\":0,\"customers_created\":3");
        contains(json, "\"refunds_created\":1,\"refunds_unchanged\":0,\"revenue_minor\":6962");
        contains(json, "{\"line\":10,\"code\":\"orders.history_bad_quantity\",\"reason\":\"The quantity is not");
        contains(json, "\"line\":11,\"code\":\"orders.history_bad_price\"");
        contains(json, "\"line\":12,\"code\":\"orders.history_bad_date\"");
        contains(json, "\"line\":13,\"code\":\"orders.history_wrong_number_of_fields\"");
        contains(json, "\"line\":14,\"code\":\"orders.history_no_invoice\"");
        contains(json, "\"line\":15,\"code\":\"orders.history_no_code\"");
    }

    private static void contains(String json, String part) {
        assertTrue(json.contains(part), () -> part + " is not in " + json);
    }

    @Test
    void invoicesBecomeOrdersWithTheirLines() throws IOException {
        shop.take(file(FILE));
        assertEquals(
                List.of(
                        "old-shop-1001|1001|17850|PAID|4860|4860|13|2010-12-01 08:26:00",
                        "old-shop-1002|1002||PAID|101|101|3|2010-12-01 09:00:00",
                        "old-shop-1004|1004|17851|PAID|2000|2000|2|2010-12-02 09:00:00",
                        "old-shop-1009|1009|17853|PAID|1|1|1|2010-12-04 23:30:00"),
                shop.texts("""
                        SELECT concat_ws('|', number, natural_key, coalesce(c.external_id, ''), state, total_minor,
                            captured_minor, units, placed_at AT TIME ZONE 'Europe/London')
                        FROM orders.orders o LEFT JOIN orders.customer c ON c.id = o.customer_id ORDER BY number"""));
        assertEquals(
                List.of(
                        "1001|1|11|product-11|A1|WHITE MUG|6|255|1530|goods",
                        "1001|2|11|product-11|A1|WHITE MUG|6|255|1530|goods",
                        "1001|3|||POST|POSTAGE|1|1800|1800|charge",
                        "1002|1|22|product-22|B2|LAMP, RED \"XL\"|3|34|101|goods",
                        "1004|1|22|product-22|B2|LAMP|2|1000|2000|goods",
                        "1009|1|||NEW|NOT IN THE CATALOGUE|1|1|1|goods"),
                shop.texts("""
                        SELECT concat_ws('|', o.natural_key, line_no, coalesce(sku::text, ''), coalesce(slug, ''), code,
                            title, quantity, unit_price_minor, line_total_minor, kind)
                        FROM orders.order_line l JOIN orders.orders o ON o.id = l.order_id
                        ORDER BY o.natural_key, line_no"""));
        assertEquals(4, shop.number("SELECT count(DISTINCT token) FROM orders.orders WHERE length(token) >= 22"));
    }

    @Test
    void creditNotesBecomeRefundsBesideTheOrders() throws IOException {
        shop.take(file(FILE));
        assertEquals(List.of("C1005|322|17850|COMPLETED|null"), shop.texts("""
                        SELECT concat_ws('|', natural_key, amount_minor, c.external_id, state,
                            coalesce(order_id::text, 'null'))
                        FROM orders.refund r JOIN orders.customer c ON c.id = r.customer_id"""));
        assertEquals(0, shop.number("SELECT sum(refunded_minor) FROM orders.orders"));
    }

    @Test
    void theSameFileTwiceChangesNothing() throws IOException {
        Path file = file(FILE);
        shop.take(file);
        List<String> before = everything();
        String json = shop.take(file);
        contains(json, "\"orders_created\":0,\"orders_unchanged\":4,\"customers_created\":0");
        contains(json, "\"refunds_created\":0,\"refunds_unchanged\":1");
        assertEquals(before, everything());
        assertEquals(2, shop.announcements.of(HistoryImported.class).size());
        assertEquals(0, shop.number("SELECT count(*) FROM orders.history_stage"));
        contains(shop.take(file, "other-shop", "GBP"), "\"orders_created\":4,\"orders_unchanged\":0");
    }

    private List<String> everything() {
        return shop.texts("""
                SELECT o::text FROM orders.orders o UNION ALL SELECT l::text FROM orders.order_line l
                UNION ALL SELECT c::text FROM orders.customer c UNION ALL SELECT r::text FROM orders.refund r ORDER BY 1""");
    }

    @Test
    void announcesWhatItCreated() throws IOException {
        shop.take(file(FILE));
        List<HistoryImported> news = shop.announcements.of(HistoryImported.class);
        assertEquals(4, news.getFirst().orders().size());
        assertEquals(
                6962,
                news.getFirst().orders().stream()
                        .mapToLong(order -> order.total().minor())
                        .sum());
        assertEquals(
                1,
                news.getFirst().orders().stream()
                        .filter(order -> order.customer() == null)
                        .count());
        assertEquals(
                List.of("C1005"),
                news.getLast().refunds().stream()
                        .map(HistoryImported.Refund::id)
                        .toList());
        assertEquals("old-shop", news.getFirst().source());
    }

    @Test
    void gzipIsToldByItsFirstBytesAndColumnsByTheirNames() throws IOException {
        Path file = directory.resolve("no-extension");
        try (OutputStream stream = new GZIPOutputStream(Files.newOutputStream(file))) {
            stream.write("""
                    price;ignored
                    """.getBytes(StandardCharsets.UTF_8));
        }
        assertThrows(IllegalArgumentException.class, () -> shop.take(file));
        try (OutputStream stream = new GZIPOutputStream(Files.newOutputStream(file))) {
            stream.write("\ufeffPrice,Qty,order number,SKU,Order_Date\n2,3,7,A1,2011-01-01\n"
                    .getBytes(StandardCharsets.UTF_8));
        }
        contains(shop.take(file), "\"lines_taken\":1,");
        assertEquals(600, shop.number("SELECT total_minor FROM orders.orders"));
    }

    @Test
    void runsAsAJobThatKeepsItsReport() throws IOException {
        Job done = shop.takeAsJob(file(FILE));
        assertEquals(Job.State.DONE, done.state());
        assertEquals(List.of(20L, 20L, 6L), List.of(done.total(), done.done(), done.failed()));
        contains(String.valueOf(done.result()), "\"orders_created\":4");
        Job failed = shop.takeAsJob(file("Invoice,Sku\n"));
        assertEquals(Job.State.FAILED, failed.state());
        contains(String.valueOf(failed.message()), "no column Quantity");
        Refusal reason = Objects.requireNonNull(failed.reason());
        assertEquals(
                "文件缺少“Quantity”列，现有列：Invoice, Sku。",
                IcuMessages.load().text(Language.ZH, reason.code(), reason.arguments()));
    }

    @Test
    void nothingStaysOfAnImportThatCannotFinish() throws IOException {
        Path file = file(FILE + "1010,A1,\"a quote that never ends,1,2010-12-04 10:00,1,,X\n".repeat(3));
        assertThrows(IllegalArgumentException.class, () -> shop.take(file(FILE.replace("UnitPrice", "Cost"))));
        assertThrows(IllegalArgumentException.class, () -> shop.take(file, "shop", "GBP"));
        assertThrows(IllegalArgumentException.class, () -> shop.take(file, "old", "XYZ"));
        shop.takeCancelled(file(FILE));
        assertEquals(0, shop.number("SELECT count(*) FROM orders.orders"));
        assertEquals(0, shop.number("SELECT count(*) FROM orders.history_stage"));
    }
}

package yardstick.orders.history;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import yardstick.orders.HistoryImported;

/**
 * The online-retail file, when the environment variable {@code YARDSTICK_HISTORY_FILE} names it, against a count that
 * shares no code with the import: another reader, another grouping.
 */
class RealHistoryTest {

    /** A second opinion on the file. */
    private static final class Count {
        private final Map<String, Long> orders = new HashMap<>();
        private final Map<String, Long> refunds = new HashMap<>();
        private final Map<String, Set<String>> invoicesOfBuyer = new HashMap<>();
        private long rows;
        private long lines;
        private long refundRows;

        void add(String[] row) {
            rows++;
            BigDecimal amount = new BigDecimal(row[3]).multiply(new BigDecimal(row[5]));
            long minor =
                    amount.movePointRight(2).setScale(0, RoundingMode.HALF_UP).longValueExact();
            if (row[0].chars().allMatch(Character::isDigit)) {
                if (!row[3].startsWith("-") && amount.signum() > 0) {
                    lines++;
                    orders.merge(row[0], minor, Long::sum);
                    if (!row[6].isEmpty()) {
                        invoicesOfBuyer
                                .computeIfAbsent(row[6], _ -> new HashSet<>())
                                .add(row[0]);
                    }
                }
            } else if (row[0].startsWith("C")) {
                refundRows++;
                refunds.merge(row[0], -minor, Long::sum);
            }
        }
    }

    @Test
    void equalsAnIndependentCount() throws IOException {
        String name = System.getenv("YARDSTICK_HISTORY_FILE");
        Assumptions.assumeTrue(
                name != null && Files.exists(Path.of(name)),
                "set YARDSTICK_HISTORY_FILE to the online-retail CSV to compare the import with an independent count");
        Path file = Path.of(String.valueOf(name));
        Count count = count(file);
        HistoryShop shop = new HistoryShop(Map.of("85123A", 1L), "UTC");
        String json = shop.take(file);
        System.out.println(json);

        assertTrue(json.contains("\"rows\":" + count.rows + ",\"lines_taken\":" + count.lines + ","), json);
        assertTrue(json.contains("\"refund_rows\":" + count.refundRows + ","), json);
        assertEquals(count.orders.size(), shop.number("SELECT count(*) FROM orders.orders"));
        assertEquals(sum(count.orders), shop.number("SELECT sum(total_minor) FROM orders.orders"));
        assertEquals(sum(count.orders), shop.number("SELECT sum(line_total_minor) FROM orders.order_line"));
        assertEquals(count.lines, shop.number("SELECT count(*) FROM orders.order_line"));
        assertEquals(count.refunds.size(), shop.number("SELECT count(*) FROM orders.refund"));
        assertEquals(sum(count.refunds), shop.number("SELECT sum(amount_minor) FROM orders.refund"));
        assertEquals(
                count.invoicesOfBuyer.size(),
                shop.number("SELECT count(DISTINCT customer_id) FROM orders.orders WHERE customer_id IS NOT NULL"));
        assertEquals(
                count.invoicesOfBuyer.values().stream()
                        .filter(invoices -> invoices.size() > 1)
                        .count(),
                shop.number("""
                        SELECT count(*) FROM (SELECT FROM orders.orders WHERE customer_id IS NOT NULL
                            GROUP BY customer_id HAVING count(*) > 1) AS repeat"""));
        assertTrue(shop.announcements.of(HistoryImported.class).stream()
                .allMatch(news -> news.orders().size() + news.refunds().size() <= 5_000));

        String again = shop.take(file);
        System.out.println(again);
        assertTrue(again.contains("\"orders_created\":0,\"orders_unchanged\":" + count.orders.size()), again);
        assertEquals(count.lines, shop.number("SELECT count(*) FROM orders.order_line"));
    }

    private static long sum(Map<String, Long> amounts) {
        return amounts.values().stream().mapToLong(Long::longValue).sum();
    }

    private static Count count(Path file) throws IOException {
        Count count = new Count();
        try (BufferedReader reader = new BufferedReader(
                new InputStreamReader(new GZIPInputStream(Files.newInputStream(file)), StandardCharsets.UTF_8))) {
            reader.readLine();
            for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                count.add(fields(line));
            }
        }
        return count;
    }

    private static String[] fields(String line) {
        String[] fields = new String[8];
        StringBuilder field = new StringBuilder();
        boolean quoted = false;
        int index = 0;
        for (char character : line.toCharArray()) {
            if (character == '"') {
                quoted = !quoted;
            } else if (character == ',' && !quoted) {
                fields[index++] = field.toString();
                field.setLength(0);
            } else {
                field.append(character);
            }
        }
        fields[index] = field.toString();
        return fields;
    }
}

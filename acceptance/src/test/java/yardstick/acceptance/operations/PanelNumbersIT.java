package yardstick.acceptance.operations;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonValue;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.Test;
import yardstick.acceptance.shop.Command;
import yardstick.acceptance.shop.CsvFile;
import yardstick.acceptance.shop.RunningShop;

/** The panel after an import of order history, against a count of the file that shares no code with the shop. */
class PanelNumbersIT {

    private static final String HEADER =
            "InvoiceNo,StockCode,Description,Quantity,InvoiceDate,UnitPrice,CustomerID,Country";

    @Test
    void aWrittenHistoryIsCountedTheSame() throws IOException {
        check(RunningShop.start("panel", 23_183, "--no-demo"), writtenHistory(), "2024-01-01", "2024-12-31");
    }

    @Test
    void theRealHistoryIsCountedTheSame() throws IOException {
        Path file = Path.of(System.getenv()
                        .getOrDefault(
                                "YARDSTICK_DATASETS",
                                Command.home().resolve("../shared/data").toString()))
                .resolve("retail/online-retail/online_retail.csv.gz");
        assumeTrue(Files.exists(file), () -> "skipped: the data set " + file + " is not on this machine");
        check(RunningShop.start("panel-real", 23_184, "--no-demo"), file, "2010-12-01", "2011-12-09");
    }

    private static void check(RunningShop shop, Path file, String from, String to) throws IOException {
        JsonObject first = shop.json("import", "orders", "--json", file.toString());
        JsonObject panel = shop.json("panel", "--from", from, "--to", to, "--json");
        Count count = Count.of(file);
        assertEquals(count.totals.size(), panel.getInt("orders"));
        assertEquals(count.revenue(), panel.getJsonNumber("revenue_minor").longValue());
        assertEquals(count.ordersOfBuyer.size(), panel.getInt("buyers"));
        assertEquals(count.repeatBuyers(), panel.getInt("repeat_buyers"));
        assertEquals(count.refundMinor, panel.getJsonNumber("refunds_minor").longValue());
        assertEquals(
                (double) count.revenue() / count.totals.size(),
                panel.getJsonNumber("atv_minor").doubleValue(),
                0.006);
        assertEquals(
                (double) count.repeatBuyers() / count.ordersOfBuyer.size(),
                panel.getJsonNumber("rpr").doubleValue(),
                1e-9);
        assertEquals(0, panel.getInt("sessions"));
        assertEquals(JsonValue.NULL, panel.get("cvr"));
        for (JsonObject day : panel.getJsonArray("days").getValuesAs(JsonObject.class)) {
            assertDay(count.days.getOrDefault(day.getString("day"), Map.of()), day);
        }
        assertInterval(panel, "atv_minor");
        assertInterval(panel, "rpr");
        assertEquals(count.totals.size(), first.getInt("orders_created"));
        JsonObject again = shop.json("import", "orders", "--json", file.toString());
        assertEquals(0, again.getInt("orders_created"));
        assertEquals(panel, shop.json("panel", "--from", from, "--to", to, "--json"));
    }

    /** @param invoices of the day, each with its buyer, who is empty for a guest */
    private static void assertDay(Map<String, String> invoices, JsonObject day) {
        Map<String, Long> ordersOf = invoices.values().stream()
                .filter(buyer -> !buyer.isEmpty())
                .collect(Collectors.groupingBy(buyer -> buyer, Collectors.counting()));
        long repeat = ordersOf.values().stream().filter(orders -> orders >= 2).count();
        assertEquals(invoices.size(), day.getInt("orders"), day::toString);
        assertEquals(ordersOf.size(), day.getInt("buyers"), day::toString);
        assertEquals(repeat, day.getInt("repeat_buyers"), day::toString);
        if (ordersOf.isEmpty()) {
            assertEquals(JsonValue.NULL, day.get("rpr"));
        } else {
            assertEquals(
                    (double) repeat / ordersOf.size(), day.getJsonNumber("rpr").doubleValue(), 1e-9, day::toString);
        }
    }

    private static void assertInterval(JsonObject panel, String name) {
        List<JsonNumber> bounds =
                panel.getJsonObject("intervals").getJsonArray(name).getValuesAs(JsonNumber.class);
        double value = panel.getJsonNumber(name).doubleValue();
        assertTrue(bounds.get(0).doubleValue() < value && value < bounds.get(1).doubleValue(), bounds::toString);
    }

    /** 3,000 rows with everything a real file has: guests, returns, free lines, fees, three-decimal prices. */
    private static Path writtenHistory() {
        SplittableRandom random = new SplittableRandom(20_240_101);
        List<String> lines = new ArrayList<>(List.of(HEADER));
        for (int invoice = 0; invoice < 900; invoice++) {
            boolean refund = random.nextInt(20) == 0;
            String customer = random.nextInt(4) == 0 ? "" : (10_000 + random.nextInt(250)) + ".0";
            String number = (refund ? "C" : "") + (700_000 + invoice);
            String date = "2024-%02d-%02d %02d:%02d:00"
                    .formatted(1 + random.nextInt(12), 1 + random.nextInt(28), random.nextInt(24), random.nextInt(60));
            int rows = 1 + random.nextInt(6);
            for (int row = 0; row < rows; row++) {
                int quantity = random.nextInt(25) == 0 ? 0 : (refund ? -1 : 1) * (1 + random.nextInt(12));
                String price = random.nextInt(30) == 0
                        ? "0.0"
                        : random.nextInt(40) == 0
                                ? "0.%03d".formatted(1 + random.nextInt(999))
                                : "%d.%02d".formatted(random.nextInt(30), 1 + random.nextInt(99));
                String code = random.nextInt(25) == 0 ? "POST" : Integer.toString(20_000 + random.nextInt(200));
                lines.add("%s,%s,\"Thing, number %s\",%d,%s,%s,%s,France"
                        .formatted(number, code, code, quantity, date, price, customer));
            }
        }
        return CsvFile.write("history.csv", lines);
    }

    /** The definitions, applied line by line. */
    private static final class Count {
        private final Map<String, Long> totals = new HashMap<>();
        private final Map<String, Set<String>> ordersOfBuyer = new HashMap<>();

        /** Invoices of a day, each with its buyer. An invoice is of the day of its first line. */
        private final Map<String, Map<String, String>> days = new HashMap<>();

        private final Set<String> dated = new HashSet<>();
        private long refundMinor;

        static Count of(Path file) throws IOException {
            Count count = new Count();
            try (BufferedReader reader = new BufferedReader(new InputStreamReader(
                    file.toString().endsWith(".gz")
                            ? new GZIPInputStream(Files.newInputStream(file))
                            : Files.newInputStream(file),
                    StandardCharsets.UTF_8))) {
                reader.readLine();
                for (String line = reader.readLine(); line != null; line = reader.readLine()) {
                    count.add(fields(line));
                }
            }
            return count;
        }

        private void add(List<String> row) {
            String invoice = row.get(0);
            int quantity = Integer.parseInt(row.get(3));
            BigDecimal price = new BigDecimal(row.get(5));
            if (invoice.startsWith("C")) {
                refundMinor -= minor(quantity, price);
            } else if (invoice.chars().allMatch(Character::isDigit) && quantity > 0 && price.signum() > 0) {
                if (dated.add(invoice)) {
                    days.computeIfAbsent(row.get(4).substring(0, 10), day -> new HashMap<>())
                            .put(invoice, row.get(6));
                }
                totals.merge(invoice, minor(quantity, price), Long::sum);
                if (!row.get(6).isEmpty()) {
                    ordersOfBuyer
                            .computeIfAbsent(row.get(6), buyer -> new HashSet<>())
                            .add(invoice);
                }
            }
        }

        private static long minor(int quantity, BigDecimal price) {
            return price.multiply(BigDecimal.valueOf(quantity))
                    .movePointRight(2)
                    .setScale(0, RoundingMode.HALF_UP)
                    .longValueExact();
        }

        long revenue() {
            return totals.values().stream().mapToLong(Long::longValue).sum();
        }

        int repeatBuyers() {
            return (int) ordersOfBuyer.values().stream()
                    .filter(orders -> orders.size() >= 2)
                    .count();
        }

        private static List<String> fields(String line) {
            List<String> fields = new ArrayList<>();
            StringBuilder field = new StringBuilder();
            boolean quoted = false;
            for (int i = 0; i < line.length(); i++) {
                char c = line.charAt(i);
                if (c == '"') {
                    quoted = !quoted;
                } else if (c == ',' && !quoted) {
                    fields.add(field.toString());
                    field.setLength(0);
                } else {
                    field.append(c);
                }
            }
            fields.add(field.toString());
            return fields;
        }
    }
}

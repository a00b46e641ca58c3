package yardstick.tracking.metric;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import jakarta.json.Json;
import jakarta.json.JsonArray;
import jakarta.json.JsonNumber;
import jakarta.json.JsonObject;
import jakarta.json.JsonString;
import jakarta.json.JsonValue;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yardstick.kernel.Setting;
import yardstick.kernel.Settings;
import yardstick.testkit.FixedClock;
import yardstick.tracking.MetricRegistry.Kind;
import yardstick.tracking.MetricRegistry.Metric;
import yardstick.tracking.MetricRegistry.Point;
import yardstick.tracking.store.EventRow;
import yardstick.tracking.store.StoreOwner;

/** Every metric of the registry over five visits of one day, against values worked out by hand. */
class GoldenSessionsTest {

    private static final LocalDate DAY = LocalDate.parse("2026-03-02");

    @TempDir
    Path data;

    private static List<String[]> table(String name) throws IOException {
        try (InputStream stream = GoldenSessionsTest.class.getResourceAsStream("/registry/" + name)) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .skip(1)
                    .map(line -> line.split("\t", -1))
                    .toList();
        }
    }

    private static Object plain(JsonValue value) {
        return switch (value) {
            case JsonString text -> text.getString();
            case JsonNumber number -> number.isIntegral() ? (Object) number.longValue() : (Object) number.doubleValue();
            case JsonObject object -> map(object);
            case JsonArray array ->
                array.stream().map(GoldenSessionsTest::plain).toList();
            default -> value.toString();
        };
    }

    private static Map<String, Object> map(JsonObject object) {
        Map<String, Object> map = new LinkedHashMap<>();
        object.forEach((key, each) -> map.put(key, plain(each)));
        return map;
    }

    private static String line(String[] row, int number) {
        Instant at = Instant.parse(DAY + "T" + row[1] + "Z");
        Map<String, Object> parameters =
                map(Json.createReader(new StringReader(row[7])).readObject());
        String visitor = row[0].isEmpty() ? null : row[0];
        return new EventRow("g" + number, row[2], visitor, at, row[3], row[4], row[5], parameters)
                .line(at.plusSeconds(Long.parseLong(row[6])));
    }

    private static double fraction(String text) {
        String[] parts = text.split("/");
        return Double.parseDouble(parts[0]) / (parts.length == 1 ? 1 : Double.parseDouble(parts[1]));
    }

    @Test
    void everyMetricHasItsHandWorkedValue() throws IOException {
        Settings settings = Settings.of(Map.of(Setting.DATA_DIR, data.toString(), Setting.SHOP_ZONE, "UTC"));
        StoreOwner owner = new StoreOwner(settings, new FixedClock("2026-03-03T12:00:00Z"));
        try {
            List<String> lines = new ArrayList<>();
            for (String[] row : table("golden-events.tsv")) {
                lines.add(line(row, lines.size()));
            }
            owner.store().append(lines);
            DefaultMetricRegistry registry = new DefaultMetricRegistry(owner, settings);
            Map<String, String> expected =
                    table("golden-values.tsv").stream().collect(Collectors.toMap(row -> row[0], row -> row[1]));
            List<String> wrong = new ArrayList<>();
            for (Metric metric : registry.all()) {
                List<Point> trend = registry.trend(metric, DAY.minusDays(1), DAY);
                Double value = trend.getLast().value();
                Double wanted = expected.containsKey(metric.key()) ? fraction(expected.get(metric.key())) : null;
                if (value == null || wanted == null || Math.abs(value - wanted) > 1e-12 * Math.max(1, wanted)) {
                    wrong.add(metric.key() + " is " + value + ", not " + wanted);
                }
                assertEquals(null, trend.getFirst().value(), metric.key());
            }
            assertEquals(List.of(), wrong);
            assertEquals(expected.size(), registry.all().size());
        } finally {
            owner.close();
        }
    }

    @Test
    void theRegistryIsComplete() {
        List<Metric> all = RegistryFile.read();
        assertTrue(
                all.stream().filter(metric -> metric.kind() == Kind.BEHAVIOUR).count() >= 120);
        assertTrue(
                all.stream().filter(metric -> metric.kind() == Kind.TECHNICAL).count() >= 30);
        Set<String> units = Set.of("count", "share", "ratio", "minor", "seconds", "ms", "kb", "score");
        for (Metric metric : all) {
            assertTrue(units.contains(metric.unit()), metric.key());
            assertFalse(
                    metric.owner().isBlank()
                            || metric.lineage().isBlank()
                            || metric.english().isBlank(),
                    metric.key());
            assertTrue(metric.chinese()
                    .codePoints()
                    .anyMatch(c -> Character.UnicodeScript.of(c) == Character.UnicodeScript.HAN));
        }
        assertEquals(all.size(), all.stream().map(Metric::key).distinct().count());
        assertEquals(all.size(), all.stream().map(Metric::english).distinct().count());
    }
}

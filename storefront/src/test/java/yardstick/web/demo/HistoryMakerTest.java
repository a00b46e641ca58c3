package yardstick.web.demo;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import yardstick.metrics.Release;

class HistoryMakerTest {

    private static final LocalDate UNTIL = LocalDate.of(2026, 6, 30);
    private static final ZoneId ZONE = ZoneId.of("Asia/Shanghai");
    private static final double Z = 1.96;
    private static final int SEEDS = 30;

    private final DemoHistory history = HistoryMaker.make(UNTIL, ZONE, DemoCatalog.products());

    /** What the release's scorecard counts per visitor from the first exposure on. */
    private static final class Unit {
        private double revenue;
        private double orders;
        private double visits;
    }

    private record Ratio(double value, double variance) {}

    @Test
    void theSameDateGivesTheSameHistory() {
        assertEquals(history, HistoryMaker.make(UNTIL, ZONE, DemoCatalog.products()));
    }

    @Test
    void anotherDateMovesTheDaysAndKeepsTheDifferenceBetweenTheArms() {
        DemoHistory later = HistoryMaker.make(UNTIL.plusDays(3), ZoneOffset.UTC, DemoCatalog.products());
        assertNotEquals(history.orders().getFirst(), later.orders().getFirst());
        assertEquals(
                atv(history, Release.TREATMENT).value(),
                atv(later, Release.TREATMENT).value(),
                1e-9);
        assertEquals(
                atv(history, Release.CONTROL).value(),
                atv(later, Release.CONTROL).value(),
                1e-9);
    }

    @Test
    void ordersFillTheHundredAndTwentyDaysWithAWeeklyRhythm() {
        assertEquals(HistoryMaker.ORDERS, history.orders().size());
        Map<LocalDate, Long> perDay = history.orders().stream()
                .collect(Collectors.groupingBy(
                        order -> order.placedAt().atZone(ZONE).toLocalDate(), Collectors.counting()));
        assertEquals(Rhythm.DAYS, perDay.size());
        assertEquals(UNTIL, perDay.keySet().stream().max(LocalDate::compareTo).orElseThrow());
        assertTrue(perDay.values().stream().allMatch(orders -> orders >= 5 && orders <= 50), perDay.toString());
        double saturday = mean(perDay, DayOfWeek.SATURDAY);
        double tuesday = mean(perDay, DayOfWeek.TUESDAY);
        assertTrue(saturday > 1.1 * tuesday, saturday + " " + tuesday);
        assertEquals(
                history.orders().size(),
                history.orders().stream().map(DemoOrder::placedAt).distinct().count());
    }

    private static double mean(Map<LocalDate, Long> perDay, DayOfWeek weekday) {
        return perDay.entrySet().stream()
                .filter(entry -> entry.getKey().getDayOfWeek() == weekday)
                .mapToLong(Map.Entry::getValue)
                .average()
                .orElseThrow();
    }

    @Test
    void aShareOfTheCustomersComesBack() {
        Map<String, Long> orders = history.orders().stream()
                .filter(order -> order.customer() != null)
                .collect(Collectors.groupingBy(
                        order -> Objects.requireNonNull(order.customer()), Collectors.counting()));
        assertEquals(HistoryMaker.MEMBERS, orders.size());
        double repeat = orders.values().stream().filter(count -> count >= 2).count() / (double) orders.size();
        assertTrue(repeat > 0.35 && repeat < 0.65, "repeat purchase rate " + repeat);
    }

    @Test
    void teaAndTeapotAreBoughtTogetherMoreOftenThanByChance() {
        double tea = share(Set.of("TE-103"));
        double pot = share(Set.of("TW-201"));
        double both = share(Set.of("TE-103", "TW-201"));
        assertTrue(both > 3 * tea * pot, "lift " + both / (tea * pot));
    }

    private double share(Set<String> codes) {
        return history.orders().stream()
                        .filter(order -> order.lines().stream()
                                .map(line -> line.product().code())
                                .collect(Collectors.toSet())
                                .containsAll(codes))
                        .count()
                / (double) history.orders().size();
    }

    @Test
    void everyOrderBelongsToOneVisitAndIsPrecededByTheExposure() {
        Set<String> exposed = new HashSet<>();
        Set<DemoOrder> bought = new HashSet<>();
        for (DemoVisit visit : history.visits()) {
            if (visit.exposed()) {
                assertTrue(exposed.add(visit.visitor()), visit.visitor() + " is exposed twice");
            }
            if (visit.order() != null) {
                assertTrue(exposed.contains(visit.visitor()), visit.id());
                assertTrue(bought.add(visit.order()));
            }
        }
        assertEquals(new HashSet<>(history.orders()), bought);
    }

    @Test
    void thePlantedEffectIsFoundWithinItsSamplingError() {
        Ratio control = atv(history, Release.CONTROL);
        Ratio treatment = atv(history, Release.TREATMENT);
        double difference = treatment.value() / control.value() - 1;
        double error = Math.sqrt(control.variance() + treatment.variance()) / control.value();
        String seen = String.format("difference %.4f, standard error %.4f", difference, error);
        assertEquals(HistoryMaker.EFFECT, difference, Z * error, seen);
        assertTrue(difference - Z * error > 0, "not significant: " + seen);
    }

    /** The one history could be luck; over many seeds the difference is what was planted. */
    @Test
    void thePlantedEffectIsRightOnAverageOverSeeds() {
        Rhythm rhythm = new Rhythm(UNTIL, ZONE);
        double[] seen = LongStream.range(0, SEEDS)
                .mapToObj(seed -> HistoryMaker.make(rhythm, DemoCatalog.products(), seed))
                .mapToDouble(made -> atv(made, Release.TREATMENT).value()
                                / atv(made, Release.CONTROL).value()
                        - 1)
                .toArray();
        double mean = Arrays.stream(seen).average().orElseThrow();
        double spread = Math.sqrt(
                Arrays.stream(seen).map(value -> Math.pow(value - mean, 2)).sum() / (SEEDS - 1));
        assertEquals(HistoryMaker.EFFECT, mean, 2.6 * spread / Math.sqrt(SEEDS), Arrays.toString(seen));
    }

    @Test
    void conversionDoesNotDependOnTheArm() {
        Ratio control = cvr(Release.CONTROL);
        Ratio treatment = cvr(Release.TREATMENT);
        double error = Math.sqrt(control.variance() + treatment.variance());
        assertEquals(control.value(), treatment.value(), Z * error);
    }

    @Test
    void theArmsAreSplitEvenly() {
        long treatment = units(history, Release.TREATMENT).size();
        long control = units(history, Release.CONTROL).size();
        double z = (treatment - control) / Math.sqrt(treatment + control);
        assertTrue(Math.abs(z) < Z, treatment + " : " + control);
    }

    @Test
    void theOrderFileAddsUp(@TempDir Path directory) throws IOException {
        Path file = directory.resolve("orders.csv");
        OrderFile.write(file, history);
        List<String> lines = Files.readAllLines(file);
        int expected = history.orders().stream()
                        .mapToInt(order -> order.lines().size())
                        .sum()
                + history.returned().size();
        assertEquals(expected + 1, lines.size());
        assertTrue(history.returned().size() > 20);
        assertTrue(lines.stream()
                .skip(1)
                .allMatch(line -> line.matches(
                        "C?\\d{6},[A-Z]{2}-\\d{3},\"[^\"]+\",-?\\d+,20\\d\\d-[^,]+Z,\\d+\\.\\d\\d,(\\d{5})?,CN")));
    }

    private static Ratio atv(DemoHistory history, String variant) {
        return ratio(units(history, variant).stream()
                .map(unit -> new double[] {unit.revenue, unit.orders})
                .toList());
    }

    private Ratio cvr(String variant) {
        return ratio(units(history, variant).stream()
                .map(unit -> new double[] {unit.orders, unit.visits})
                .toList());
    }

    /** Ratio of means over visitors with its variance by the delta method. */
    private static Ratio ratio(List<double[]> pairs) {
        double top = pairs.stream().mapToDouble(pair -> pair[0]).sum();
        double bottom = pairs.stream().mapToDouble(pair -> pair[1]).sum();
        double value = top / bottom;
        double squares = pairs.stream()
                .mapToDouble(pair -> Math.pow(pair[0] - value * pair[1], 2))
                .sum();
        return new Ratio(value, squares / (bottom * bottom));
    }

    private static List<Unit> units(DemoHistory history, String variant) {
        Map<String, Unit> units = new HashMap<>();
        for (DemoVisit visit : history.visits()) {
            if (visit.variant().equals(variant) && visit.exposed()) {
                units.put(visit.visitor(), new Unit());
            }
            Unit unit = units.get(visit.visitor());
            if (unit != null) {
                unit.visits++;
                unit.orders += visit.order() == null ? 0 : 1;
                unit.revenue += visit.order() == null ? 0 : visit.order().totalMinor();
            }
        }
        return List.copyOf(units.values());
    }
}

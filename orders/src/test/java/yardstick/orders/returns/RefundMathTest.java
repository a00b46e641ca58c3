package yardstick.orders.returns;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import yardstick.orders.returns.RefundMath.Leaving;
import yardstick.orders.returns.RefundMath.Line;
import yardstick.orders.returns.RefundMath.Reduction;
import yardstick.orders.returns.RefundMath.Result;
import yardstick.orders.returns.RefundMath.Sums;

/** In any order and any split: never more than was paid, and in the end exactly that. */
class RefundMathTest {

    private static final int ORDERS = 100_000;
    private static final int MOST_AT_ONCE = 4;

    private static Sums anOrder(Random random) {
        int count = 1 + random.nextInt(4);
        List<Line> lines = new ArrayList<>();
        long[] first = new long[count];
        long[] second = new long[count];
        for (int i = 0; i < count; i++) {
            int quantity = 1 + random.nextInt(5);
            long total = random.nextInt(10_000);
            first[i] = total == 0 ? 0 : random.nextLong(total + 1);
            second[i] = random.nextBoolean() ? 0 : (total - first[i]) / 2;
            long tax = random.nextInt(3) * (total - first[i] - second[i]) / 10;
            lines.add(new Line(i + 1, "line " + i, quantity, total, first[i] + second[i], tax, 0, 0));
        }
        long shipping = random.nextInt(3) * 400L;
        List<Reduction> reductions = List.of(
                new Reduction("coupon:A", "A", first, random.nextBoolean() ? null : random.nextLong(30_000), false),
                new Reduction("coupon:B", "B", second, random.nextBoolean() ? null : random.nextLong(30_000), false));
        return new Sums(lines, reductions, shipping, 0, paid(lines) + shipping);
    }

    private static long paid(List<Line> lines) {
        return lines.stream()
                .mapToLong(line -> line.total() - line.discount() + line.tax())
                .sum();
    }

    private static Sums after(Sums sums, List<Leaving> leaving, Result result) {
        List<Line> lines = sums.lines().stream()
                .map(line -> new Line(
                        line.no(),
                        line.title(),
                        line.quantity(),
                        line.total(),
                        line.discount(),
                        line.tax(),
                        line.gone() + units(leaving, line, false),
                        line.goneFault() + units(leaving, line, true)))
                .toList();
        return new Sums(
                lines,
                sums.reductions(),
                sums.shipping(),
                sums.granted() + result.refund() + result.fee(),
                sums.refundable() - result.refund());
    }

    private static int units(List<Leaving> leaving, Line line, boolean onlyFault) {
        return leaving.stream()
                .filter(each -> each.lineNo() == line.no() && (each.fault() || !onlyFault))
                .mapToInt(Leaving::units)
                .sum();
    }

    @Test
    void anyOrderOfReturnsGivesBackExactlyWhatWasPaid() {
        Random random = new Random(20_260);
        for (int i = 0; i < ORDERS; i++) {
            Sums sums = anOrder(random);
            long whole = paid(sums.lines()) + sums.shipping();
            int fee = random.nextInt(3) * 500;
            List<Leaving> units = new ArrayList<>();
            for (Line line : sums.lines()) {
                for (int unit = 0; unit < line.quantity(); unit++) {
                    boolean fault = random.nextInt(4) == 0;
                    units.add(new Leaving(line.no(), 1, fault, fault ? 0 : fee));
                }
            }
            Collections.shuffle(units, random);
            long back = 0;
            long kept = 0;
            while (!units.isEmpty()) {
                int some = Math.min(units.size(), 1 + random.nextInt(MOST_AT_ONCE));
                List<Leaving> together = List.copyOf(units.subList(0, some));
                units.subList(0, some).clear();
                Result result = RefundMath.of(sums, together);
                assertEquals(
                        result.refund(),
                        result.parts().stream()
                                .mapToLong(RefundMath.Part::amount)
                                .sum(),
                        "every cent is explained");
                assertTrue(result.refund() >= 0 && result.fee() >= 0);
                back += result.refund();
                kept += result.fee();
                assertTrue(back + kept <= whole, "never more than was paid");
                sums = after(sums, together, result);
            }
            assertEquals(whole, back + kept, "in the end exactly what was paid");
        }
    }

    @Test
    void theWorkedExample() {
        long[] shares = {3_000};
        Sums sums = new Sums(
                List.of(new Line(1, "thing", 3, 15_000, 3_000, 0, 0, 0)),
                List.of(new Reduction("coupon:A", "A", shares, 10_000L, false)),
                0,
                0,
                12_000);
        long[] expected = {4_000, 3_000, 5_000};
        for (long each : expected) {
            Leaving one = new Leaving(1, 1, false, 0);
            Result result = RefundMath.of(sums, List.of(one));
            assertEquals(each, result.refund());
            sums = after(sums, List.of(one), result);
        }
    }

    @Test
    void keptGiftIsPaidForWhenItsConditionIsGone() {
        long[] shares = {0, 2_000};
        Sums sums = new Sums(
                List.of(new Line(1, "main", 1, 20_000, 0, 0, 0, 0), new Line(2, "gift", 1, 2_000, 2_000, 0, 0, 0)),
                List.of(new Reduction("promotion:gift", "Gift", shares, 15_000L, false)),
                0,
                0,
                20_000);
        assertEquals(
                18_000,
                RefundMath.of(sums, List.of(new Leaving(1, 1, false, 0))).refund());
        List<Leaving> both = List.of(new Leaving(1, 1, false, 0), new Leaving(2, 1, false, 0));
        assertEquals(20_000, RefundMath.of(sums, both).refund());
    }
}

package yardstick.orders.returns;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * What units of an order are worth when they leave it. Everything is a function of the units that have left so far, so
 * that any order and any split of returns gives back the same total, and all units together exactly what was paid.
 *
 * <p>Of a line's amount A over q units the first k units carry {@code k * (A div q) + min(k, A mod q)}. Let c be the
 * units that have left. Due(c) = paid(c) + tax(c) + shipping(c) - withdrawn(c), where
 *
 * <ul>
 *   <li>paid: list price less allocated discounts of these units;
 *   <li>shipping: all of it when nothing is kept, else the share (by paid value, rounded down) of units that left through
 *       the shop's fault;
 *   <li>withdrawn: for every discount with a minimum, when the list value of what is kept (units that left through the
 *       shop's fault count as kept) is below the minimum, the discount's share on the units that are kept. A gift is a
 *       line whose discount is its whole price, so a kept gift is paid for when its condition is gone.
 * </ul>
 *
 * <p>A new case gives {@code max(0, due(after) - granted before) - fee}. Worked example: three lines of 50.00, 30.00 off
 * from 100.00, so each paid 40.00. One goes back: 100.00 are kept, 40.00 are given back. A second one: 50.00 are kept,
 * the discount's 10.00 on the kept unit are withdrawn, 30.00 are given back. The last one gives 50.00: in all 120.00.
 */
final class RefundMath {

    private RefundMath() {}

    /**
     * A line of the order.
     *
     * @param tax added to the price of all its units
     * @param gone units whose money is decided, {@code goneFault} of them through the shop's fault
     */
    record Line(int no, String title, int quantity, long total, long discount, long tax, int gone, int goneFault) {

        long paid(int units) {
            return part(total - discount, quantity, units);
        }

        long listed(int units) {
            return part(total, quantity, units);
        }

        long taxed(int units) {
            return part(tax, quantity, units);
        }
    }

    /**
     * A discount of the order.
     *
     * @param perLine its shares in line order, zero or positive
     * @param minimum goods at list price it needs, or null
     * @param credit it stands for something the shopper gave (an exchanged or traded-in good)
     */
    record Reduction(
            String source,
            String label,
            long[] perLine,
            @Nullable Long minimum,
            boolean credit) {}

    /**
     * @param shipping with the tax that was added to it
     * @param granted what earlier cases gave: refunds, credits and fees
     */
    record Sums(List<Line> lines, List<Reduction> reductions, long shipping, long granted, long refundable) {}

    /** Units that are to leave. */
    record Leaving(int lineNo, int units, boolean fault, int feeBasisPoints) {}

    /** One line of the explanation. */
    record Part(String textKey, Map<String, String> arguments, long amount) {}

    /** @param credits what goes back of each credit, by source */
    record Result(List<Part> parts, long refund, long fee, Map<String, Long> credits) {}

    /** What the first k of q equal units carry of an amount. */
    static long part(long amount, int quantity, int units) {
        return units * (amount / quantity) + Math.min(units, amount % quantity);
    }

    static Result of(Sums sums, List<Leaving> leaving) {
        List<Part> parts = new ArrayList<>();
        int[] before = sums.lines().stream().mapToInt(Line::gone).toArray();
        int[] beforeFault = sums.lines().stream().mapToInt(Line::goneFault).toArray();
        int[] after = before.clone();
        int[] afterFault = beforeFault.clone();
        long fee = 0;
        for (Leaving each : leaving) {
            int i = index(sums, each.lineNo());
            Line line = sums.lines().get(i);
            long listed = line.listed(after[i] + each.units()) - line.listed(after[i]);
            long paid = line.paid(after[i] + each.units()) - line.paid(after[i]);
            Map<String, String> named = Map.of("title", line.title(), "units", Integer.toString(each.units()));
            parts.add(new Part("orders.refund.goods", named, listed));
            add(parts, "orders.refund.discount", named, paid - listed);
            add(parts, "orders.refund.tax", named, line.taxed(after[i] + each.units()) - line.taxed(after[i]));
            after[i] += each.units();
            afterFault[i] += each.fault() ? each.units() : 0;
            fee += (paid * each.feeBasisPoints() + 5_000) / 10_000;
        }
        Gone then = new Gone(before, beforeFault);
        Gone now = new Gone(after, afterFault);
        for (Reduction reduction : sums.reductions()) {
            long change = withdrawn(sums, reduction, then) - withdrawn(sums, reduction, now);
            String key = change < 0 ? "orders.refund.withdrawn" : "orders.refund.withdrawn_back";
            add(parts, key, Map.of("label", reduction.label()), change);
        }
        add(parts, "orders.refund.shipping", Map.of(), shipping(sums, now) - shipping(sums, then));
        add(parts, "orders.refund.earlier", Map.of(), due(sums, then) - sums.granted());
        return closed(sums, parts, new Bill(due(sums, now) - sums.granted(), fee, credits(sums, then, now)));
    }

    /** Units that have left by line, and those of them through the shop's fault. */
    private record Gone(int[] units, int[] fault) {}

    private record Bill(long due, long fee, Map<String, Long> credits) {}

    private static Result closed(Sums sums, List<Part> parts, Bill bill) {
        long worth = Math.max(0, bill.due());
        add(parts, "orders.refund.not_below_zero", Map.of(), worth - bill.due());
        long fee = Math.min(bill.fee(), worth);
        add(parts, "orders.refund.fee", Map.of(), -fee);
        long refund = Math.min(worth - fee, sums.refundable());
        add(parts, "orders.refund.cap", Map.of(), refund - (worth - fee));
        return new Result(parts, refund, fee, bill.credits());
    }

    private static void add(List<Part> parts, String key, Map<String, String> arguments, long amount) {
        if (amount != 0) {
            parts.add(new Part(key, arguments, amount));
        }
    }

    private static int index(Sums sums, int lineNo) {
        return IntStream.range(0, sums.lines().size())
                .filter(i -> sums.lines().get(i).no() == lineNo)
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no line " + lineNo));
    }

    private static long due(Sums sums, Gone gone) {
        return paid(sums, gone.units())
                + taxed(sums, gone.units())
                + shipping(sums, gone)
                - sums.reductions().stream()
                        .mapToLong(each -> withdrawn(sums, each, gone))
                        .sum();
    }

    private static long paid(Sums sums, int[] units) {
        return IntStream.range(0, units.length)
                .mapToLong(i -> sums.lines().get(i).paid(units[i]))
                .sum();
    }

    private static long taxed(Sums sums, int[] units) {
        return IntStream.range(0, units.length)
                .mapToLong(i -> sums.lines().get(i).taxed(units[i]))
                .sum();
    }

    private static int[] all(Sums sums) {
        return sums.lines().stream().mapToInt(Line::quantity).toArray();
    }

    private static long shipping(Sums sums, Gone gone) {
        boolean nothingKept = IntStream.range(0, gone.units().length)
                .allMatch(i -> gone.units()[i] == sums.lines().get(i).quantity());
        if (nothingKept) {
            return sums.shipping();
        }
        long whole = paid(sums, all(sums));
        return whole == 0
                ? 0
                : BigInteger.valueOf(sums.shipping())
                        .multiply(BigInteger.valueOf(paid(sums, gone.fault())))
                        .divide(BigInteger.valueOf(whole))
                        .longValueExact();
    }

    private static long withdrawn(Sums sums, Reduction reduction, Gone gone) {
        Long minimum = reduction.minimum();
        if (minimum == null || reduction.credit()) {
            return 0;
        }
        long kept = 0;
        long share = 0;
        for (int i = 0; i < gone.units().length; i++) {
            Line line = sums.lines().get(i);
            kept += line.total() - line.listed(gone.units()[i] - gone.fault()[i]);
            share += reduction.perLine()[i] - part(reduction.perLine()[i], line.quantity(), gone.units()[i]);
        }
        return kept < minimum ? share : 0;
    }

    private static Map<String, Long> credits(Sums sums, Gone then, Gone now) {
        Map<String, Long> credits = new LinkedHashMap<>();
        for (Reduction reduction : sums.reductions()) {
            if (reduction.credit()) {
                long back = IntStream.range(0, sums.lines().size())
                        .mapToLong(i ->
                                part(reduction.perLine()[i], sums.lines().get(i).quantity(), now.units()[i])
                                        - part(
                                                reduction.perLine()[i],
                                                sums.lines().get(i).quantity(),
                                                then.units()[i]))
                        .sum();
                credits.put(reduction.source(), back);
            }
        }
        return credits;
    }
}

package yardstick.kernel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class MoneyTest {

    @Test
    void majorAmountsRoundHalfUpToTheCurrencysMinorUnit() {
        assertEquals(Money.of(13, "CNY"), Money.ofMajor(new BigDecimal("0.125"), "CNY"));
        assertEquals(Money.of(-13, "CNY"), Money.ofMajor(new BigDecimal("-0.125"), "CNY"));
        assertEquals(Money.of(3, "JPY"), Money.ofMajor(new BigDecimal("2.5"), "JPY"));
        assertEquals(Money.of(1235, "KWD"), Money.ofMajor(new BigDecimal("1.2345"), "KWD"));
    }

    @Test
    void leftOversGoToTheLargestRemainderThenToTheFirst() {
        assertEquals(List.of(34L, 33L, 33L), minors(Money.of(100, "CNY").allocate(1, 1, 1)));
        assertEquals(List.of(1L, 2L, 7L), minors(Money.of(10, "CNY").allocate(14, 19, 67)));
        assertEquals(List.of(-34L, -33L, -33L), minors(Money.of(-100, "CNY").allocate(1, 1, 1)));
    }

    @Test
    void currenciesDoNotMix() {
        assertThrows(IllegalArgumentException.class, () -> Money.of(1, "CNY").plus(Money.of(1, "JPY")));
    }

    @Property
    void partsAlwaysAddUpAndStayWithinOneUnitOfTheExactShare(
            @ForAll @LongRange(min = -10_000_000, max = 10_000_000) long minor,
            @ForAll @Size(min = 1, max = 50) List<@LongRange(min = 0, max = 100_000) Long> weights) {
        long total = weights.stream().mapToLong(Long::longValue).sum();
        if (total == 0) {
            return;
        }
        List<Money> parts = Money.of(minor, "CNY")
                .allocate(weights.stream().mapToLong(Long::longValue).toArray());
        assertEquals(minor, parts.stream().mapToLong(Money::minor).sum());
        for (int i = 0; i < parts.size(); i++) {
            double exact = (double) minor * weights.get(i) / total;
            assertTrue(Math.abs(parts.get(i).minor() - exact) < 1.0);
        }
    }

    private static List<Long> minors(List<Money> parts) {
        return parts.stream().map(Money::minor).toList();
    }
}

package yardstick.kernel;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Currency;
import java.util.List;
import java.util.stream.IntStream;

/**
 * An amount in integer minor units of one currency (cents for USD, whole yen for JPY, fils for KWD).
 *
 * @param minor amount in minor units; may be negative (a discount, a refund)
 * @param currency ISO 4217 code, for example {@code CNY}
 */
public record Money(long minor, String currency) implements Comparable<Money> {

    public Money {
        if (currency.length() != 3) {
            throw new IllegalArgumentException("not an ISO 4217 code: " + currency);
        }
    }

    public static Money of(long minor, String currency) {
        return new Money(minor, currency);
    }

    public static Money zero(String currency) {
        return new Money(0, currency);
    }

    /** Parses a decimal amount in major units, rounding half up to the currency's minor unit. */
    public static Money ofMajor(BigDecimal major, String currency) {
        int digits = fractionDigits(currency);
        return new Money(
                major.setScale(digits, RoundingMode.HALF_UP).unscaledValue().longValueExact(), currency);
    }

    /** Digits after the decimal point of this currency (ISO 4217): 2 for CNY, 0 for JPY, 3 for KWD. */
    public static int fractionDigits(String currency) {
        return Math.max(0, Currency.getInstance(currency).getDefaultFractionDigits());
    }

    public BigDecimal major() {
        return BigDecimal.valueOf(minor, fractionDigits(currency));
    }

    public Money plus(Money other) {
        return new Money(Math.addExact(minor, sameCurrency(other).minor), currency);
    }

    public Money minus(Money other) {
        return new Money(Math.subtractExact(minor, sameCurrency(other).minor), currency);
    }

    public Money times(long factor) {
        return new Money(Math.multiplyExact(minor, factor), currency);
    }

    public Money negated() {
        return new Money(Math.negateExact(minor), currency);
    }

    /** This amount times {@code basisPoints} / 10,000, rounded half up (away from zero for halves). */
    public Money share(int basisPoints) {
        BigDecimal exact = BigDecimal.valueOf(minor).multiply(BigDecimal.valueOf(basisPoints));
        return new Money(
                exact.divide(BigDecimal.valueOf(10_000), 0, RoundingMode.HALF_UP)
                        .longValueExact(),
                currency);
    }

    public boolean isZero() {
        return minor == 0;
    }

    public boolean isNegative() {
        return minor < 0;
    }

    public boolean isPositive() {
        return minor > 0;
    }

    public Money min(Money other) {
        return compareTo(other) <= 0 ? this : other;
    }

    public Money max(Money other) {
        return compareTo(other) >= 0 ? this : other;
    }

    /**
     * Splits this amount over the weights by the largest-remainder method (Hamilton): every part is the exact
     * share rounded down, the units left over go to the largest remainders, ties to the lower index. The parts
     * always add up to this amount. Worked example: 100 over (1, 1, 1) gives (34, 33, 33).
     *
     * @param weights non-negative, at least one positive
     */
    public List<Money> allocate(long... weights) {
        long total = Arrays.stream(weights).sum();
        if (total <= 0 || Arrays.stream(weights).anyMatch(weight -> weight < 0)) {
            throw new IllegalArgumentException("weights must be non-negative and not all zero");
        }
        long[] parts = new long[weights.length];
        BigDecimal[] remainders = new BigDecimal[weights.length];
        long left = Math.abs(minor);
        for (int i = 0; i < weights.length; i++) {
            BigDecimal[] shares = BigDecimal.valueOf(Math.abs(minor))
                    .multiply(BigDecimal.valueOf(weights[i]))
                    .divideAndRemainder(BigDecimal.valueOf(total));
            parts[i] = shares[0].longValueExact();
            remainders[i] = shares[1];
            left -= parts[i];
        }
        int[] byRemainder = IntStream.range(0, weights.length)
                .boxed()
                .sorted(Comparator.<Integer, BigDecimal>comparing(i -> remainders[i])
                        .reversed())
                .mapToInt(Integer::intValue)
                .toArray();
        for (int i = 0; i < left; i++) {
            parts[byRemainder[i]]++;
        }
        List<Money> result = new ArrayList<>(weights.length);
        for (long part : parts) {
            result.add(new Money(minor < 0 ? -part : part, currency));
        }
        return result;
    }

    @Override
    public int compareTo(Money other) {
        return Long.compare(minor, sameCurrency(other).minor);
    }

    private Money sameCurrency(Money other) {
        if (!currency.equals(other.currency)) {
            throw new IllegalArgumentException(currency + " and " + other.currency + " do not add up");
        }
        return other;
    }
}

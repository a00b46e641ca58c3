package yardstick.catalog.attribute;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.List;
import java.util.Optional;
import javax.measure.IncommensurableException;
import tech.units.indriya.function.RationalNumber;
import yardstick.kernel.Language;

/**
 * A unit of measure by its UCUM code, with its English and Chinese label. Conversion is rational arithmetic (JSR 385),
 * so that 16 oz is exactly 1 lb. Definitions: BIPM SI Brochure, NIST Handbook 44 appendix C, and the market system of
 * the Chinese mainland (斤 = 500 g, 两 = 50 g, 尺 = 1/3 m).
 */
record Unit(String ucum, javax.measure.Unit<?> measure, String en, String zh) {

    static Optional<Unit> byCode(String ucum) {
        return Optional.ofNullable(UnitTable.byCode().get(ucum));
    }

    /** Units a word may stand for: {@code oz} is one of weight and one of volume. */
    static List<Unit> byWord(String word) {
        return UnitTable.byWord(word);
    }

    boolean sameKind(Unit other) {
        return measure.isCompatible(other.measure);
    }

    /** Exact where the quotient is finite, else to 34 digits. */
    BigDecimal convert(BigDecimal amount, Unit target) {
        if (ucum.equals(target.ucum)) {
            return plain(amount);
        }
        try {
            return decimal(measure.getConverterToAny(target.measure).convert(rational(amount)));
        } catch (IncommensurableException e) {
            throw new IllegalArgumentException(ucum + " and " + target.ucum + " measure different things", e);
        }
    }

    private static Number rational(BigDecimal amount) {
        BigDecimal whole = amount.scale() < 0 ? amount.setScale(0) : amount;
        return RationalNumber.of(whole.unscaledValue(), BigInteger.TEN.pow(whole.scale()));
    }

    private static BigDecimal decimal(Number number) {
        return plain(
                switch (number) {
                    case RationalNumber rational ->
                        new BigDecimal(rational.getDividend())
                                .divide(new BigDecimal(rational.getDivisor()), MathContext.DECIMAL128);
                    case BigDecimal decimal -> decimal;
                    case BigInteger whole -> new BigDecimal(whole);
                    default -> new BigDecimal(number.toString());
                });
    }

    static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    String label(Language language) {
        return language == Language.ZH ? zh : en;
    }
}

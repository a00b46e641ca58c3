package yardstick.catalog.standardise;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import yardstick.kernel.Money;

/**
 * How much is in a pack, read from what suppliers write. {@code 12 PK/12 OZ} and {@code 12/12 OZ} are twelve times
 * twelve ounces (144 oz), {@code 1/2 GAL} is half a gallon (common fractions only), {@code 10 3/4 OZ} is 10.75 oz, {@code PT} is one pint, {@code AB 8 OZ} is 8 oz. Ranges
 * ({@code 6-8 OZ}), measures of two sides ({@code 3X5 IN}) and words ({@code LARGE}) have no size.
 *
 * @param quantity positive amount in {@code unit}
 */
public record PackSize(BigDecimal quantity, PackUnit unit) {

    private static final String FRACTION = "(?:1/2|[12]/3|[13]/4|1/5|[1357]/8|(?:1|3|5|7|9|11|13|15)/16)";
    private static final String NUMBER = "(\\d+ " + FRACTION + "|" + FRACTION + "|\\d*\\.?\\d+|\\d+\\.)";
    private static final String UNIT = "(FL ?OZ|SQ ?FT|[A-Z]+)";
    private static final String TAIL = "(?: ?[(*].*| [A-Z0-9 .&-]+)?";
    private static final String GRADE = "(?:[A-Z]{1,4} +)?";
    private static final Pattern SINGLE = Pattern.compile(GRADE + NUMBER + " ?-?" + UNIT + "\\.?" + TAIL);
    private static final Pattern MULTIPLE =
            Pattern.compile("(\\d+) ?(?:PK|CT|PC|PKS|P|CTN|X)? ?[/X] ?" + NUMBER + " ?" + UNIT + "\\.?" + TAIL);
    private static final Pattern SIZE_FIRST =
            Pattern.compile(NUMBER + " ?" + UNIT + " ?/ ?(\\d+) ?(?:PK|CT|PC|PKS|CTN)\\.?" + TAIL);
    private static final Pattern BARE_UNIT = Pattern.compile("(PT|QT|GAL|L|LB|OZ|CTN|DZ|DOZ|KIT|EACH|EA|PK|PAIR)");
    private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);
    private static final BigDecimal LIMIT = BigDecimal.valueOf(1_000_000_000);

    public static Optional<PackSize> parse(@Nullable String text) {
        if (text == null || text.length() > 60) {
            return Optional.empty();
        }
        String size = text.strip().toUpperCase(Locale.ROOT).replaceAll("\\s+", " ");
        if (size.startsWith("HALF ")) {
            size = "1/2 " + size.substring(5);
        }
        Matcher bare = BARE_UNIT.matcher(size);
        if (bare.matches()) {
            return of("1", bare.group(1), "1");
        }
        Matcher single = SINGLE.matcher(size);
        if (single.matches()) {
            return of("1", single.group(2), single.group(1));
        }
        Matcher multiple = MULTIPLE.matcher(size);
        if (multiple.matches()) {
            return of(multiple.group(1), multiple.group(3), multiple.group(2))
                    .filter(size -> size.unit().dimension() != PackUnit.Dimension.LENGTH);
        }
        Matcher sizeFirst = SIZE_FIRST.matcher(size);
        return sizeFirst.matches() ? of(sizeFirst.group(3), sizeFirst.group(2), sizeFirst.group(1)) : Optional.empty();
    }

    private static Optional<PackSize> of(String times, String unit, String amount) {
        BigDecimal total = amount(amount).multiply(new BigDecimal(times));
        if (total.signum() <= 0 || total.compareTo(LIMIT) >= 0) {
            return Optional.empty();
        }
        return PackUnit.byWord(unit.replace(" ", "")).map(found -> new PackSize(plain(total), found));
    }

    private static BigDecimal amount(String text) {
        int slash = text.indexOf('/');
        if (slash < 0) {
            return new BigDecimal(text);
        }
        int space = text.indexOf(' ');
        BigDecimal whole = space < 0 ? BigDecimal.ZERO : new BigDecimal(text.substring(0, space));
        BigDecimal numerator = new BigDecimal(text.substring(space + 1, slash));
        return whole.add(numerator.divide(new BigDecimal(text.substring(slash + 1)), MathContext.DECIMAL32));
    }

    private static BigDecimal plain(BigDecimal value) {
        BigDecimal stripped = value.stripTrailingZeros();
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /** The stored form back to a value; empty for an unknown code. */
    public static Optional<PackSize> of(@Nullable BigDecimal quantity, @Nullable String unit) {
        if (quantity == null || unit == null) {
            return Optional.empty();
        }
        return PackUnit.byCode(unit).map(found -> new PackSize(plain(quantity), found));
    }

    /** Amount in g, ml, m, m2 or pieces, exact. */
    public BigDecimal inBaseUnits() {
        return plain(quantity.multiply(unit.toBase()));
    }

    /**
     * Price per 100 g or 100 ml, rounded half up to the minor unit, as {@code 1.98/100 g}; empty for other dimensions.
     */
    public Optional<String> unitPrice(Money price) {
        String per = switch (unit.dimension()) {
            case MASS -> "100 g";
            case VOLUME -> "100 ml";
            case LENGTH, AREA, COUNT -> "";
        };
        if (per.isEmpty()) {
            return Optional.empty();
        }
        BigDecimal minor =
                BigDecimal.valueOf(price.minor()).multiply(HUNDRED).divide(inBaseUnits(), 0, RoundingMode.HALF_UP);
        return Optional.of(
                Money.of(minor.longValueExact(), price.currency()).major().toPlainString() + "/" + per);
    }

    /** As a shopper reads it: {@code 10.75 oz}. */
    public String text() {
        return quantity.toPlainString() + " " + unit.code();
    }
}

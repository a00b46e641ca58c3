package yardstick.catalog.standardise;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Units of pack sizes with their exact conversion to the base unit of their dimension: gram, millilitre, metre, square
 * metre or piece. US customary units as in NIST Handbook 44, Appendix C; {@code oz} is the avoirdupois ounce.
 */
public enum PackUnit {
    MILLIGRAM("mg", Dimension.MASS, "0.001", "MG"),
    GRAM("g", Dimension.MASS, "1", "G GM GMS GR GRAM GRAMS"),
    KILOGRAM("kg", Dimension.MASS, "1000", "KG KGS"),
    OUNCE("oz", Dimension.MASS, "28.349523125", "OZ OZS ONZ Z O OUNCE OUNCES"),
    POUND("lb", Dimension.MASS, "453.59237", "LB LBS POUND POUNDS"),
    MILLILITRE("ml", Dimension.VOLUME, "1", "ML MLL CC"),
    CENTILITRE("cl", Dimension.VOLUME, "10", "CL"),
    LITRE("l", Dimension.VOLUME, "1000", "L LT LTR LITER LITRE LITERS LITRES"),
    FLUID_OUNCE("floz", Dimension.VOLUME, "29.5735295625", "FLOZ FZ"),
    PINT("pt", Dimension.VOLUME, "473.176473", "PT PTS PINT"),
    QUART("qt", Dimension.VOLUME, "946.352946", "QT QTS QUART"),
    GALLON("gal", Dimension.VOLUME, "3785.411784", "GA GAL GALLON"),
    MILLIMETRE("mm", Dimension.LENGTH, "0.001", "MM"),
    CENTIMETRE("cm", Dimension.LENGTH, "0.01", "CM"),
    METRE("m", Dimension.LENGTH, "1", "M"),
    INCH("in", Dimension.LENGTH, "0.0254", "IN INCH"),
    FOOT("ft", Dimension.LENGTH, "0.3048", "FT FOOT FEET"),
    YARD("yd", Dimension.LENGTH, "0.9144", "YD YDS YARD"),
    SQUARE_FOOT("sqft", Dimension.AREA, "0.09290304", "SQFT"),
    PIECE(
            "ct",
            Dimension.COUNT,
            "1",
            "CT CNT EA EACH PC PCS PK PKS PCK PKG PACK CTN KIT STEM STEMS LOAD LOADS LD LDS USE USES ROLL ROLLS"
                    + " SHEET SHEETS CUP CUPS CP PAIR SET BAG BAGS PADS DOSE DOSES CAN BTL BUNCH STICKS"),
    DOZEN("dz", Dimension.COUNT, "12", "DZ DOZ DZN DOZEN");

    /** What a unit measures. */
    public enum Dimension {
        MASS,
        VOLUME,
        LENGTH,
        AREA,
        COUNT
    }

    private static final Map<String, PackUnit> BY_WORD = Arrays.stream(values())
            .flatMap(unit -> Arrays.stream(unit.words.split(" ")).map(word -> Map.entry(word, unit)))
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue));
    private static final Map<String, PackUnit> BY_CODE =
            Arrays.stream(values()).collect(Collectors.toUnmodifiableMap(PackUnit::code, Function.identity()));

    private final String code;
    private final Dimension dimension;
    private final BigDecimal toBase;
    private final String words;

    PackUnit(String code, Dimension dimension, String toBase, String words) {
        this.code = code;
        this.dimension = dimension;
        this.toBase = new BigDecimal(toBase);
        this.words = words;
    }

    /** Short lower-case code, UCUM-like: {@code g}, {@code ml}, {@code floz}, {@code ct}. */
    public String code() {
        return code;
    }

    public Dimension dimension() {
        return dimension;
    }

    /** How many base units (g, ml, m, m2, piece) one of these is, exactly. */
    public BigDecimal toBase() {
        return toBase;
    }

    public static Optional<PackUnit> byCode(String code) {
        return Optional.ofNullable(BY_CODE.get(code));
    }

    /** @param word as suppliers write it, upper case: {@code OZ}, {@code LOADS} */
    static Optional<PackUnit> byWord(String word) {
        return Optional.ofNullable(BY_WORD.get(word));
    }
}
